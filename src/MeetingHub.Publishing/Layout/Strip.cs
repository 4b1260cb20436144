using MeetingHub.Publishing.Pdf;

namespace MeetingHub.Publishing.Layout;

/// <summary>A full-width piece of a page that is never cut: a line of text, a table row, the signatures. Lengths in points.</summary>
internal abstract class Strip
{
    public abstract double Height { get; }

    /// <summary>Left out at the top of a page.</summary>
    public double SpaceBefore { get; set; }

    /// <summary>On the same page as the strip after it, as long as all that hang together fit on one.</summary>
    public bool KeepWithNext { get; set; }

    /// <summary>Drawn again above this strip where it begins a page: a table's head. Null for none.</summary>
    public Strip? RepeatedHead { get; init; }

    /// <summary>Title of a bookmark that leads here.</summary>
    public string? Anchor { get; set; }

    public abstract void Draw(PageCanvas page, double top);

    public static void KeepTogether(IReadOnlyList<Strip> strips)
    {
        for (var i = 0; i < strips.Count - 1; i++)
            strips[i].KeepWithNext = true;
    }
}
