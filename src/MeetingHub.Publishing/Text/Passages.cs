namespace MeetingHub.Publishing.Text;

/// <summary>Opens blocks up, in the manner of Vietnamese administrative papers: every paragraph indented, lists with a sign in the indent.</summary>
internal static class Passages
{
    private const string Blanks = " \u00A0\n";

    /// <summary>Paragraphs without a word and tables without a column are left out; an empty item of a list still has its sign.</summary>
    public static IEnumerable<Passage> Of(IReadOnlyList<Block> blocks) => blocks.SelectMany(block => Of(block, depth: 0, sign: null));

    private static IEnumerable<Passage> Of(Block block, int depth, ListSign? sign) => block switch
    {
        Heading heading => OfText(new(heading.Spans, depth, sign) { IsHeading = true, Anchor = heading.Anchor }),
        Paragraph paragraph => OfText(new(paragraph.Spans, depth, sign)),
        ItemList list => OfList(list, depth),
        Quote quote => quote.Blocks.SelectMany(inner => Of(inner, depth, sign: null)),
        Table { Columns.Count: > 0 } table => [new TablePassage(table)],
        _ => [],
    };

    private static IEnumerable<Passage> OfText(TextPassage text) =>
        text.Sign is not null || text.Spans.Any(span => !span.Text.AsSpan().Trim(Blanks).IsEmpty) ? [text] : [];

    private static IEnumerable<Passage> OfList(ItemList list, int depth)
    {
        for (var i = 0; i < list.Items.Count; i++)
        {
            var sign = new ListSign(list, i, depth);
            var blocks = list.Items[i].Blocks;
            if (blocks is not [Paragraph or Heading, ..])
                yield return new TextPassage([], depth, sign);
            for (var k = 0; k < blocks.Count; k++)
            {
                foreach (var passage in Of(blocks[k], blocks[k] is ItemList ? depth + 1 : depth, k == 0 ? sign : null))
                    yield return passage;
            }
        }
    }
}
