using MeetingHub.Publishing.Text;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace MeetingHub.Publishing.Docx;

/// <summary>Paragraphs that are nothing but a style and a line of text.</summary>
internal static class Paragraphs
{
    public static W.Paragraph Of(string style, string text)
    {
        var paragraph = Empty(style);
        if (text.Length > 0)
            paragraph.Append(Runs.Of(new Span(text)));
        return paragraph;
    }

    public static W.Paragraph Empty(string style) => new(new W.ParagraphProperties { ParagraphStyleId = new() { Val = style } });

    /// <summary>A drawn line, centred in a column; lengths in points.</summary>
    public static W.Paragraph Rule(double length, double column)
    {
        var side = Twips.Text((column - length) / 2);
        var rule = Empty(StyleId.Rule);
        rule.ParagraphProperties!.Indentation = new() { Left = side, Right = side };
        return rule;
    }
}
