using MeetingHub.Publishing.Papers;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace MeetingHub.Publishing.Docx;

/// <summary>Signatures and recipients (Decree 30/2020, Appendix I, II.7 and II.9), kept together.</summary>
internal static class Ending
{
    public static W.Table Signatures(Paper paper, PaperLayout layout)
    {
        var columns = Math.Max(paper.Signatures.Count, 2);
        var widths = Enumerable.Repeat(layout.TextWidth / columns, columns).ToList();
        var cells = paper.Signatures
            .Select(s => (List<W.Paragraph>)[Paragraphs.Of(StyleId.Capacity, s.Capacity), Paragraphs.Of(StyleId.SignerName, s.Name)]).ToList();
        while (cells.Count < columns) // a single signature stands right
            cells.Insert(0, [Paragraphs.Empty(StyleId.Capacity)]);
        return Grid.Of(StyleId.PlainTable, widths, [Grid.Row(widths, cells)]);
    }

    public static IEnumerable<W.Paragraph> Recipients(Paper paper, PaperLayout layout)
    {
        yield return Paragraphs.Of(StyleId.RecipientsTitle, Wording.Recipients);
        for (var i = 0; i < paper.Recipients.Count; i++)
        {
            var line = Paragraphs.Of(StyleId.Recipients, paper.Recipients[i]);
            if (i < Math.Min(layout.RecipientsKept, paper.Recipients.Count) - 1)
                line.ParagraphProperties!.KeepNext = new();
            yield return line;
        }
    }
}
