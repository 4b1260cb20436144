using System.Globalization;
using MeetingHub.Publishing.Text;

namespace MeetingHub.Publishing.Layout;

/// <summary>Blocks of text to strips, in the manner of Vietnamese administrative papers: every paragraph indented, lists with a sign in the indent.</summary>
/// <param name="space">Between blocks.</param>
internal sealed class BlockSetting(TextSetting text, TableSetting tables, double space, double spaceAfterTable, double nestedIndent)
{
    private const int DeepestIndent = 4; // deeper lists stand where the fourth does: the line must keep room for words

    // Points under a clause are lettered by the Vietnamese alphabet (Decree 30/2020, Appendix I, II.6).
    private const string Letters = "abcdđeghiklmnopqrstuvxy";
    private const string Signs = "-+";

    public List<Strip> Set(IReadOnlyList<Block> blocks)
    {
        var strips = new List<Strip>();
        foreach (var block in blocks)
            Set(block, depth: 0, lead: null, strips);
        return strips;
    }

    private void Set(Block block, int depth, string? lead, List<Strip> strips)
    {
        switch (block)
        {
            case Heading heading:
                var title = Lines(heading.Spans, depth, lead);
                foreach (var line in title)
                    line.KeepWithNext = true;
                if (title.Count > 0)
                    title[0].Anchor = heading.Anchor;
                Append(title, strips);
                break;
            case Paragraph paragraph:
                var lines = Lines(paragraph.Spans, depth, lead);
                // "gồm:", "Kết luận:" lead on to what follows.
                if (lines.Count > 0 && paragraph.Spans[^1].Text.EndsWith(':'))
                    lines[^1].KeepWithNext = true;
                Append(lines, strips);
                break;
            case ItemList list:
                SetList(list, depth, strips);
                break;
            case Quote quote:
                foreach (var inner in quote.Blocks)
                    Set(inner, depth, lead: null, strips);
                break;
            case Table table:
                Append(tables.Set(table), strips);
                break;
        }
    }

    private void SetList(ItemList list, int depth, List<Strip> strips)
    {
        for (var i = 0; i < list.Items.Count; i++)
        {
            var sign = list.Start is { } start ? Number(start + i, depth) : $"{Signs[depth % Signs.Length]}\u00A0";
            var blocks = list.Items[i].Blocks;
            if (blocks.Count == 0 || blocks[0] is not (Paragraph or Heading))
                Append(Lines([], depth, sign), strips);
            for (var k = 0; k < blocks.Count; k++)
                Set(blocks[k], blocks[k] is ItemList ? depth + 1 : depth, k == 0 && blocks[k] is Paragraph or Heading ? sign : null, strips);
        }
    }

    private static string Number(int number, int depth) =>
        depth > 0 && number > 0 && number <= Letters.Length
            ? $"{Letters[number - 1]})\u00A0"
            : number.ToString(CultureInfo.InvariantCulture) + ".\u00A0";

    private List<LineStrip> Lines(IReadOnlyList<Span> spans, int depth, string? lead) =>
        (text with { FirstLineIndent = text.FirstLineIndent + nestedIndent * Math.Min(depth, DeepestIndent) })
        .Set(spans, lead: lead is null ? null : new Span(lead));

    private void Append(IReadOnlyList<Strip> block, List<Strip> strips)
    {
        if (block.Count == 0)
            return;
        if (strips.Count > 0)
            block[0].SpaceBefore = strips[^1] is RowStrip ? spaceAfterTable : space;
        strips.AddRange(block);
    }
}
