using DocumentFormat.OpenXml;
using MeetingHub.Publishing.Papers;
using MeetingHub.Publishing.Text;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace MeetingHub.Publishing.Docx;

/// <summary>The text between title and signatures.</summary>
internal sealed class PaperText(PaperLayout layout, Runs runs, Lists lists)
{
    private const int LongestWord = 40; // letters: half a line; Word would tear the line before an address open to justify it

    private readonly TextTable tables = new(layout, runs);

    /// <summary>Ends with a paragraph, so that a table may follow.</summary>
    public List<OpenXmlElement> Of(IReadOnlyList<Block> blocks)
    {
        var elements = new List<OpenXmlElement>();
        foreach (var passage in Passages.Of(blocks))
        {
            var followsTable = elements is [.., W.Table];
            switch (passage)
            {
                case TextPassage text:
                    elements.Add(Of(text, followsTable));
                    break;
                case TablePassage { Table: var table }:
                    if (followsTable)
                        elements.Add(Paragraphs.Empty(StyleId.Gap)); // Word makes one of two tables that touch
                    elements.Add(tables.Of(table));
                    break;
            }
        }

        if (elements is [.., W.Table])
            elements.Add(Paragraphs.Empty(StyleId.Gap));
        return elements;
    }

    /// <summary>The last two pieces of the text stay with what follows, the signatures, which so never stand on a page alone.</summary>
    public static void StayWithNext(IEnumerable<OpenXmlElement> text)
    {
        foreach (var element in text.TakeLast(2))
        {
            if (element is W.Paragraph paragraph)
                paragraph.ParagraphProperties!.KeepNext = new();
            else if (element is W.Table table)
                TextTable.KeepNext(table.Elements<W.TableRow>().Last());
        }
    }

    private W.Paragraph Of(TextPassage text, bool followsTable)
    {
        var numbering = text.Sign is { } sign ? lists.Of(sign) : null;
        var isListed = text.Sign is not null || text.Depth > 0;
        var paragraph = Paragraphs.Empty(text.Anchor is not null ? StyleId.Heading : isListed ? StyleId.ListText : StyleId.Text);
        var properties = paragraph.ParagraphProperties!;
        if (text.IsHeading || text.LeadsOn)
            properties.KeepNext = new();
        properties.NumberingProperties = numbering;
        if (followsTable)
            properties.SpacingBetweenLines = new() { Before = Twips.Text(layout.TableSpaceAfter) };
        if (numbering is null && text.Depth > 0)
            properties.Indentation = lists.Indent(text);
        if (text.Spans.Any(span => HasLongWord(span.Text)))
            properties.Justification = new() { Val = W.JustificationValues.Left };
        if (numbering is null && text.Sign is { Text: var typed })
            paragraph.Append(Runs.Of(new Span(typed)));
        paragraph.Append(runs.Of(text.Spans));
        return paragraph;
    }

    private static bool HasLongWord(ReadOnlySpan<char> text)
    {
        foreach (var word in text.SplitAny(" \u00A0\n"))
        {
            if (text[word].Length > LongestWord)
                return true;
        }

        return false;
    }
}
