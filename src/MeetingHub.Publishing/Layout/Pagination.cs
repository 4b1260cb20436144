namespace MeetingHub.Publishing.Layout;

internal readonly record struct PlacedStrip(Strip Strip, double Top);

/// <summary>Puts strips on pages from top to bottom; what hangs together moves to the next page together.</summary>
internal static class Pagination
{
    /// <param name="top">Upper edge of the text on each page.</param>
    /// <param name="bottom">Its lower edge.</param>
    public static List<List<PlacedStrip>> Paginate(IReadOnlyList<Strip> strips, double top, double bottom)
    {
        var pages = new List<List<PlacedStrip>> { new() };
        var y = top;
        for (var start = 0; start < strips.Count;)
        {
            var end = start + 1;
            while (end < strips.Count && strips[end - 1].KeepWithNext)
                end++;
            var height = Height(strips, start, end, leaveFirstSpace: pages[^1].Count == 0);
            if (y + height > bottom && pages[^1].Count > 0 && Height(strips, start, end, leaveFirstSpace: true) <= bottom - top)
                TurnPage();
            for (; start < end; start++)
                Place(strips[start]);
        }

        return pages;

        void Place(Strip strip)
        {
            var space = pages[^1].Count == 0 ? 0 : strip.SpaceBefore;
            if (y + space + strip.Height > bottom + Tolerance && pages[^1].Count > 0)
            {
                TurnPage();
                space = 0;
            }

            if (pages[^1].Count == 0 && strip.RepeatedHead is { } head)
            {
                pages[^1].Add(new(head, y));
                y += head.Height;
            }

            pages[^1].Add(new(strip, y + space));
            y += space + strip.Height;
        }

        void TurnPage()
        {
            pages.Add([]);
            y = top;
        }
    }

    private const double Tolerance = 0.01; // sums of doubles

    private static double Height(IReadOnlyList<Strip> strips, int start, int end, bool leaveFirstSpace)
    {
        var height = 0.0;
        for (var i = start; i < end; i++)
            height += strips[i].Height + (i == start && leaveFirstSpace ? 0 : strips[i].SpaceBefore);
        return height + (leaveFirstSpace ? strips[start].RepeatedHead?.Height ?? 0 : 0);
    }
}
