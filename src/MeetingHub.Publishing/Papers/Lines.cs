using MeetingHub.Publishing.Text;

namespace MeetingHub.Publishing.Papers;

/// <summary>Short ways to say a paragraph.</summary>
internal static class Lines
{
    public static Paragraph Of(string text) => new([new(text)]);

    public static ItemList Dashes(IEnumerable<string> texts) => new(Start: null, texts.Select(text => new ListItem([Of(text)])).ToList());

    public static Cell Cell(string text, TextStyle style = TextStyle.Plain) => new([new(CleanText.Line(text), style)]);

    /// <summary>
    /// "Kết luận: …": the label runs into the first paragraph of the text; where the text begins with something else the label stands alone.
    /// An answer of one paragraph gets the full stop people leave out.
    /// </summary>
    public static IReadOnlyList<Block> Labelled(string label, string markdown, TextStyle style = TextStyle.Plain)
    {
        var blocks = MarkdownText.Parse(markdown).Blocks;
        if (blocks.Count == 0 || blocks[0] is not Paragraph first)
            return [new Paragraph([new(label, style)]), .. blocks];
        var needsStop = blocks.Count == 1 && first.Spans[^1].Text is [.., var last] && (char.IsLetterOrDigit(last) || last is ')' or '%');
        return [new Paragraph([new(label, style), new(" "), .. first.Spans, .. needsStop ? [new Span(".")] : Array.Empty<Span>()]), .. blocks.Skip(1)];
    }
}
