using System.Globalization;
using MeetingHub.Publishing.Fonts;
using MeetingHub.Publishing.Layout;
using MeetingHub.Publishing.Pdf;
using MeetingHub.Publishing.Text;
using static MeetingHub.Publishing.Layout.Length;

namespace MeetingHub.Publishing.Papers;

/// <summary>Draws papers with our own writer: PDF/A-2b, embedded Tinos, no clock. Holds no state; any number of threads may use it.</summary>
public sealed class PaperPdf(PaperLayout layout) : IPaperRenderer
{
    private readonly double left = Mm(layout.MarginLeftMm);
    private readonly double width = layout.TextWidth;
    private readonly double top = Mm(layout.MarginTopMm);
    private readonly double bottom = Mm(layout.PageHeightMm - layout.MarginBottomMm);

    public PaperPdf()
        : this(PaperLayout.Default)
    {
    }

    public void RenderPdf(Paper paper, Stream output)
    {
        var pages = Pagination.Paginate(Strips(paper), top, bottom);
        var document = new PdfDocument(Mm(layout.PageWidthMm), Mm(layout.PageHeightMm));
        for (var i = 0; i < pages.Count; i++)
        {
            var page = document.AddPage();
            DrawMargin(page, i + 1, paper.IsDraft);
            foreach (var (strip, y) in pages[i])
            {
                strip.Draw(page, y);
                if (strip.Anchor is { } anchor)
                    document.Mark(new(anchor, i, y));
            }
        }

        document.Write(new(paper.Name, paper.Body, paper.PreparedAt), output);
    }

    private List<Strip> Strips(Paper paper)
    {
        var text = new TextSetting(left, width, layout.TextSize, layout.LineSpacing) { FirstLineIndent = Mm(layout.FirstLineIndentMm) };
        var blocks = new BlockSetting(text, layout.Tables, layout.ParagraphSpace, layout.TableSpaceAfter, Mm(layout.NestedIndentMm));

        List<Strip> strips = [new HeadStrip(paper, layout, left, width), new TitleStrip(paper, layout, left, width)];
        Strip.KeepTogether(strips);
        strips.AddRange(blocks.Set(paper.Blocks));
        strips.AddRange(End(paper, strips));
        return strips;
    }

    /// <summary>Signatures and recipients, tied to at least the last two lines of the text so that they never stand on a page alone.</summary>
    private List<Strip> End(Paper paper, List<Strip> before)
    {
        List<Strip> end = [new SignatureStrip(paper.Signatures, layout, left, width)];
        var recipients = new TextSetting(left, width / 2, layout.RecipientsTitleSize, LineSpacing: 1) { Setting = Setting.Left };
        end.AddRange(recipients.Set([new(Wording.Recipients, TextStyle.Bold | TextStyle.Italic)]));
        end[^1].SpaceBefore = layout.RecipientsSpaceBefore;
        foreach (var line in paper.Recipients)
            end.AddRange((recipients with { Size = layout.RecipientsSize }).Set([new(line)]));

        Strip.KeepTogether(end.Take(2 + layout.RecipientsKept).ToList());
        for (var i = Math.Max(2, before.Count - 2); i < before.Count; i++)
            before[i].KeepWithNext = true;
        return end;
    }

    private void DrawMargin(PageCanvas page, int number, bool isDraft)
    {
        if (number > 1)
        {
            var face = Face.Of(TextStyle.Plain);
            var digits = number.ToString(CultureInfo.InvariantCulture);
            var length = face.WidthOf(digits) * layout.PageNumberSize;
            page.Text(face, layout.PageNumberSize, digits, (Mm(layout.PageWidthMm) - length) / 2, Mm(layout.PageNumberBaseMm));
        }

        if (isDraft)
            DrawDraftMark(page);
    }

    private void DrawDraftMark(PageCanvas page)
    {
        var face = Face.Of(TextStyle.Bold);
        var size = layout.DraftMarkSize;
        var length = face.WidthOf(Wording.Draft) * size;
        var x = left + width - length - size / 2;
        var baseLine = Mm(layout.DraftMarkBaseMm);
        page.Text(face, size, Wording.Draft, x, baseLine);
        page.Box(x - size / 2, baseLine - 1.15 * size, length + size, 1.5 * size);
    }
}
