using MeetingHub.Publishing.Layout;
using MeetingHub.Publishing.Text;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace MeetingHub.Publishing.Docx;

/// <summary>Paragraphs that are nothing but a style and a line of text.</summary>
internal static class Paragraphs
{
    private const double OtherFont = 4; // points a line may grow in a typeface that only nearly has the metrics

    public static W.Paragraph Of(string style, string text)
    {
        var paragraph = Empty(style);
        if (text.Length > 0)
            paragraph.Append(Runs.Of(new Span(text)));
        return paragraph;
    }

    public static W.Paragraph Empty(string style) => new(new W.ParagraphProperties { ParagraphStyleId = new() { Val = style } });

    /// <summary>A drawn line, centred in a column; lengths in points.</summary>
    public static W.Paragraph Rule(double length, double column) => Centred(Empty(StyleId.Rule), length, column);

    /// <summary>
    /// Where the printed text takes several lines it may be no wider than the longest of them: Word fills a line before it begins the
    /// next, and would leave a single word under a full line.
    /// </summary>
    public static W.Paragraph Balanced(string style, string text, IReadOnlyList<LineStrip> printed, double column)
    {
        var paragraph = Of(style, text);
        return printed.Count < 2 ? paragraph : Centred(paragraph, Math.Min(LineStrip.Longest(printed) + OtherFont, column), column);
    }

    private static W.Paragraph Centred(W.Paragraph paragraph, double width, double column)
    {
        var side = Twips.Text((column - width) / 2);
        paragraph.ParagraphProperties!.Indentation = new() { Left = side, Right = side };
        return paragraph;
    }
}
