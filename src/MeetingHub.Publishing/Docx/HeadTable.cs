using MeetingHub.Publishing.Papers;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace MeetingHub.Publishing.Docx;

/// <summary>Head and title (Decree 30/2020, Appendix I, II.1–3 and II.5), with the widths and rules that the printed ones measure.</summary>
internal static class HeadTable
{
    public static W.Table Of(Paper paper, PaperLayout layout)
    {
        var measured = new HeadStrip(paper, layout, left: 0, layout.TextWidth);
        var gap = Layout.Length.Mm(layout.HeadGapMm);
        var (left, right) = (layout.TextWidth - measured.NationalWidth - gap, measured.NationalWidth);
        List<W.Paragraph> body = [];
        if (paper.ParentBody is { } parent)
            body.Add(Paragraphs.Balanced(StyleId.ParentBody, parent, measured.Parent, left));
        if (paper.Body.Length > 0)
            body.AddRange([Paragraphs.Balanced(StyleId.Body, paper.Body, measured.Name, left), Paragraphs.Rule(measured.ShortRule, left)]);
        body.Add(Paragraphs.Of(StyleId.Number, paper.NumberLine));
        List<W.Paragraph> national =
        [
            Paragraphs.Of(StyleId.NationalTitle, Wording.NationalTitle),
            Paragraphs.Of(StyleId.Motto, Wording.Motto),
            Paragraphs.Rule(measured.MottoRule, right),
        ];
        double[] widths = [left + gap, right];
        var row = Grid.Row(widths, [body, national]);
        row.Elements<W.TableCell>().First().TableCellProperties!.TableCellMargin =
            new(new W.RightMargin { Width = Twips.Text(gap), Type = W.TableWidthUnitValues.Dxa });
        return Grid.Of(StyleId.PlainTable, widths, [row]);
    }

    public static IEnumerable<W.Paragraph> Title(Paper paper, PaperLayout layout)
    {
        var measured = new TitleStrip(paper, layout, left: 0, layout.TextWidth);
        yield return Paragraphs.Of(StyleId.Kind, paper.Kind);
        if (paper.Subject.Length > 0)
            yield return Paragraphs.Balanced(StyleId.Subject, paper.Subject, measured.Subject, layout.TextWidth);
        var rule = Paragraphs.Rule(measured.ShortRule, layout.TextWidth);
        rule.ParagraphProperties!.SpacingBetweenLines = new() { After = Twips.Text(layout.TitleSpaceAfter) };
        yield return rule;
    }
}
