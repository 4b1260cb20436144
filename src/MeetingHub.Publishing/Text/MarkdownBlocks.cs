using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace MeetingHub.Publishing.Text;

/// <summary>Markdig's tree to our blocks; whatever has no place on a paper becomes its text.</summary>
internal static class MarkdownBlocks
{
    public static List<Block> From(ContainerBlock container)
    {
        var blocks = new List<Block>();
        var followsDashes = false;
        foreach (var block in container)
        {
            // Offices write "-" for the first level and "+" for the second, seldom indented.
            if (followsDashes && block is ListBlock { BulletType: '+' } inner)
            {
                blocks[^1] = Nest((ItemList)blocks[^1], inner);
                continue;
            }

            Add(block, blocks);
            followsDashes = block is ListBlock { BulletType: '-' };
        }

        return blocks;
    }

    private static void Add(Markdig.Syntax.Block block, List<Block> blocks)
    {
        switch (block)
        {
            case HeadingBlock heading:
                if (Spans(heading.Inline, TextStyle.Bold) is { Count: > 0 } title)
                    blocks.Add(new Heading(title));
                break;
            case ListBlock list:
                blocks.Add(ToList(list));
                break;
            case QuoteBlock quote:
                blocks.Add(new Quote(From(quote)));
                break;
            case Markdig.Extensions.Tables.Table table:
                blocks.Add(ToTable(table));
                break;
            case LeafBlock { Inline: { } inline }:
                AddParagraph(Spans(inline, TextStyle.Plain), blocks);
                break;
            case LinkReferenceDefinitionGroup or ThematicBreakBlock:
                break;
            case ContainerBlock other:
                blocks.AddRange(From(other));
                break;
        }
    }

    private static void AddParagraph(List<Span> spans, List<Block> blocks)
    {
        if (spans.Exists(s => !string.IsNullOrWhiteSpace(s.Text)))
            blocks.Add(new Paragraph(spans));
    }

    private static ItemList ToList(ListBlock list) => new(
        list.IsOrdered ? int.TryParse(list.OrderedStart, out var start) ? start : 1 : null,
        list.OfType<ListItemBlock>().Select(item => new ListItem(From(item))).ToList());

    private static ItemList Nest(ItemList outer, ListBlock inner) => outer with
    {
        Items = [.. outer.Items.Take(outer.Items.Count - 1), new ListItem([.. outer.Items[^1].Blocks, ToList(inner)])],
    };

    private static Table ToTable(Markdig.Extensions.Tables.Table table)
    {
        var rows = table.OfType<TableRow>().ToList();
        var width = rows.Count == 0 ? 0 : rows.Max(r => r.Count);
        var columns = Enumerable.Range(0, width).Select(i => new Column(
            i < table.ColumnDefinitions.Count ? ToAlignment(table.ColumnDefinitions[i].Alignment) : Alignment.Left)).ToList();
        var head = rows.FirstOrDefault(r => r.IsHeader);
        return new(columns, head is null ? [] : ToCells(head, width, TextStyle.Bold),
            rows.Where(r => !r.IsHeader).Select(IReadOnlyList<Cell> (r) => ToCells(r, width, TextStyle.Plain)).ToList());
    }

    private static List<Cell> ToCells(TableRow row, int width, TextStyle style)
    {
        var cells = row.OfType<TableCell>()
            .Select(cell => new Cell(cell.OfType<LeafBlock>().SelectMany(leaf => Spans(leaf.Inline, style)).ToList())).ToList();
        while (cells.Count < width)
            cells.Add(new Cell([]));
        return cells;
    }

    private static Alignment ToAlignment(TableColumnAlign? align) => align switch
    {
        TableColumnAlign.Center => Alignment.Centre,
        TableColumnAlign.Right => Alignment.Right,
        _ => Alignment.Left,
    };

    private static List<Span> Spans(ContainerInline? inlines, TextStyle style)
    {
        var spans = new List<Span>();
        if (inlines is not null)
            AddSpans(inlines, style, link: null, spans);
        return spans;
    }

    private static void AddSpans(ContainerInline inlines, TextStyle style, string? link, List<Span> spans)
    {
        foreach (var inline in inlines)
        {
            switch (inline)
            {
                case LiteralInline literal:
                    spans.Add(new(literal.Content.ToString(), style, link));
                    break;
                case LineBreakInline:
                    spans.Add(new("\n", style, link));
                    break;
                case CodeInline code:
                    spans.Add(new(code.Content, style, link));
                    break;
                case HtmlEntityInline entity:
                    spans.Add(new(CleanText.Of(entity.Transcoded.ToString()), style, link));
                    break;
                case AutolinkInline auto:
                    spans.Add(new(auto.Url, style, WebLink.Accept(auto.IsEmail ? "mailto:" + auto.Url : auto.Url)));
                    break;
                case EmphasisInline emphasis:
                    AddSpans(emphasis, style | (emphasis.DelimiterCount >= 2 ? TextStyle.Bold : TextStyle.Italic), link, spans);
                    break;
                case LinkInline { IsImage: false } anchor:
                    AddSpans(anchor, style, WebLink.Accept(anchor.Url), spans);
                    break;
                case ContainerInline container:
                    AddSpans(container, style, link, spans);
                    break;
            }
        }
    }
}
