using MeetingHub.Publishing.Text;

namespace MeetingHub.Publishing.Layout;

/// <summary>Blocks of text to strips.</summary>
/// <param name="space">Between blocks.</param>
/// <param name="step">How much farther in each nested list begins.</param>
internal sealed class BlockSetting(TextSetting text, TableSetting tables, double space, double spaceAfterTable, double step)
{
    public List<Strip> Set(IReadOnlyList<Block> blocks)
    {
        var strips = new List<Strip>();
        foreach (var passage in Passages.Of(blocks))
            Append(Set(passage), strips);
        return strips;
    }

    private IReadOnlyList<Strip> Set(Passage passage) => passage switch
    {
        TextPassage words => Set(words),
        TablePassage { Table: var table } => tables.Set(table),
        _ => [],
    };

    private List<LineStrip> Set(TextPassage passage)
    {
        var lines = (text with { FirstLineIndent = text.FirstLineIndent + step * passage.Step })
            .Set(passage.Spans, lead: passage.Sign is { } sign ? new Span(sign.Text) : null);
        if (passage.IsHeading)
        {
            foreach (var line in lines)
                line.KeepWithNext = true;
            lines[0].Anchor = passage.Anchor;
        }
        else if (passage.LeadsOn)
        {
            lines[^1].KeepWithNext = true;
        }

        return lines;
    }

    private void Append(IReadOnlyList<Strip> block, List<Strip> strips)
    {
        if (strips.Count > 0)
            block[0].SpaceBefore = strips[^1] is RowStrip ? spaceAfterTable : space;
        strips.AddRange(block);
    }
}
