using MeetingHub.Publishing.Fonts;
using MeetingHub.Publishing.Papers;
using MeetingHub.Publishing.Text;
using W = DocumentFormat.OpenXml.Wordprocessing;
using static MeetingHub.Publishing.Layout.Length;

namespace MeetingHub.Publishing.Docx;

/// <summary>The top margin: the page's number in the middle of the page from page 2 on (Decree 30/2020, Appendix I, I.7), the mark of a draft at the right.</summary>
internal static class PageHeader
{
    /// <summary>From the page's edge, in points: puts the number's base line where the printed one is.</summary>
    public static double Distance(PaperLayout layout) =>
        Mm(layout.PageNumberBaseMm) - Face.Of(TextStyle.Plain).Ascent * layout.PageNumberSize;

    public static W.Header First(Paper paper, PaperLayout layout) => new(Line(paper, layout, number: []));

    public static W.Header Later(Paper paper, PaperLayout layout) => new(Line(paper, layout,
    [
        new(new W.FieldChar { FieldCharType = W.FieldCharValues.Begin }),
        new(new W.FieldCode("PAGE")),
        new(new W.FieldChar { FieldCharType = W.FieldCharValues.Separate }),
        new(new W.Text("2")),
        new(new W.FieldChar { FieldCharType = W.FieldCharValues.End }),
    ]));

    private static W.Paragraph Line(Paper paper, PaperLayout layout, IReadOnlyList<W.Run> number)
    {
        var line = Paragraphs.Empty(StyleId.Header);
        line.ParagraphProperties!.Tabs = new(
            new W.TabStop { Val = W.TabStopValues.Center, Position = Twips.OfMm(layout.PageWidthMm / 2 - layout.MarginLeftMm) },
            new W.TabStop { Val = W.TabStopValues.Right, Position = Twips.Of(layout.TextWidth) });
        line.Append(new W.Run(new W.TabChar()));
        line.Append(number);
        if (!paper.IsDraft)
            return line;
        line.Append(new W.Run(new W.TabChar()));
        var mark = Runs.Of(new Span(Wording.Draft, TextStyle.Bold));
        mark.RunProperties!.FontSize = new() { Val = Twips.HalfPoints(layout.DraftMarkSize) };
        mark.RunProperties.Border = new() { Val = W.BorderValues.Single, Size = Twips.EighthPoints(layout.RuleThickness), Space = 3, Color = "000000" };
        line.Append(mark);
        return line;
    }
}
