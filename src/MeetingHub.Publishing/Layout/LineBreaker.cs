namespace MeetingHub.Publishing.Layout;

/// <summary>Words from <paramref name="From"/> to before <paramref name="To"/>.</summary>
/// <param name="Natural">Width with spaces as they are.</param>
/// <param name="EndsParagraph">Also where the text asked for a new line: such a line is not stretched.</param>
internal readonly record struct Line(int From, int To, double Natural, double SpaceWidth, bool EndsParagraph);

/// <summary>
/// Breaks a paragraph as a whole, after Knuth and Plass, so that no line is stretched more than the others must be:
/// the sum of the lines' costs is the least possible.
/// </summary>
internal static class LineBreaker
{
    private const double Shrink = 0.12; // of a space; more looks crowded in Vietnamese with its short words
    private const double TornTie = 60;
    private const double SplitWord = 4;
    private const double LonelyWord = 3; // a last line of one short word looks lost
    private const double LostSlack = 0.6;
    private const double Overfull = 1e4; // a tie chain or sign that is wider than the line

    public static List<Line> Break(List<Word> words, double firstWidth, double width, Setting setting)
    {
        var count = words.Count;
        var best = new double[count + 1];
        var came = new int[count + 1];
        Array.Fill(best, double.PositiveInfinity, 1, count);
        for (var from = 0; from < count; from++)
        {
            if (double.IsPositiveInfinity(best[from]))
                continue;
            var room = from == 0 ? firstWidth : width;
            var (natural, spaces) = (0.0, 0.0);
            for (var to = from + 1; to <= count; to++)
            {
                var word = words[to - 1];
                if (to - 1 > from)
                    (natural, spaces) = (natural + word.Space, spaces + word.Space);
                natural += word.Width;
                var isTooLong = natural - Shrink * spaces > room + 1e-6;
                if (isTooLong && to > from + 1)
                    break;
                var ends = to == count || words[to].Joint == Joint.Break;
                var cost = best[from] + Cost(room, natural, spaces, ends, to - from, setting) + (isTooLong ? Overfull : 0) + (ends ? 0 : Penalty(words[to].Joint));
                if (cost < best[to])
                    (best[to], came[to]) = (cost, from);
                if (to < count && words[to].Joint == Joint.Break)
                    break;
            }
        }

        return Trace(words, came);
    }

    private static double Cost(double room, double natural, double spaces, bool ends, int words, Setting setting)
    {
        var slack = (room - natural) / room;
        if (setting == Setting.Centre)
            return 1 + slack * slack; // all lines about as long, the last one too
        if (ends && natural <= room)
            return words == 1 && slack > LostSlack ? 1 + LonelyWord : 1;
        if (setting != Setting.Justified)
            return 1 + slack * slack;
        // Against the space's own width: 1 is a space twice as wide.
        var stretch = (room - natural) / Math.Max(spaces, 1);
        return 1 + (stretch >= 0 ? Math.Pow(stretch, 2) * (1 + stretch) : Math.Pow(stretch / Shrink, 2) * 0.3);
    }

    private static double Penalty(Joint joint) => joint switch
    {
        Joint.Tie => TornTie,
        Joint.Split => SplitWord,
        Joint.Space or Joint.Break => 0,
    };

    private static List<Line> Trace(List<Word> words, int[] came)
    {
        var lines = new List<Line>();
        for (var to = words.Count; to > 0; to = came[to])
        {
            var from = came[to];
            var (natural, spaces) = (0.0, 0.0);
            for (var i = from; i < to; i++)
            {
                natural += words[i].Width + (i > from ? words[i].Space : 0);
                spaces += i > from ? words[i].Space : 0;
            }

            lines.Add(new(from, to, natural, spaces, to == words.Count || words[to].Joint == Joint.Break));
        }

        lines.Reverse();
        return lines;
    }
}
