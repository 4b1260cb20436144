namespace MeetingHub.Publishing.Text;

/// <summary>What stands on a paper one under the other, whichever form it takes: lists and quotes are opened up into their paragraphs.</summary>
internal abstract record Passage;

/// <param name="Depth">How many lists it stands in beyond the first.</param>
/// <param name="Sign">Before its first word; null outside lists and for the later paragraphs of an item.</param>
internal sealed record TextPassage(IReadOnlyList<Span> Spans, int Depth, ListSign? Sign) : Passage
{
    private const int DeepestStep = 4; // deeper lists stand where the fourth does: the line must keep room for words

    public bool IsHeading { get; init; }

    /// <summary>Of a heading that stands in the reader's list of headings.</summary>
    public string? Anchor { get; init; }

    /// <summary>How many steps farther in it begins.</summary>
    public int Step => Math.Min(Depth, DeepestStep);

    /// <summary>"gồm:", "Kết luận:" lead on to what follows and stay with it.</summary>
    public bool LeadsOn => Spans is [.., var last] && last.Text.EndsWith(':');
}

internal sealed record TablePassage(Table Table) : Passage;
