namespace MeetingHub.Publishing.Text;

/// <summary>What a paper's text is made of, whichever form it takes in the end.</summary>
public abstract record Block;

/// <param name="Anchor">Title in the reader's list of bookmarks; null for a heading that stands in none.</param>
public sealed record Heading(IReadOnlyList<Span> Spans, string? Anchor = null) : Block;

public sealed record Paragraph(IReadOnlyList<Span> Spans) : Block;

/// <param name="Start">Number of the first item; null for a list with dashes.</param>
public sealed record ItemList(int? Start, IReadOnlyList<ListItem> Items) : Block;

public sealed record ListItem(IReadOnlyList<Block> Blocks);

public sealed record Quote(IReadOnlyList<Block> Blocks) : Block;

/// <param name="Head">Repeated on each page; empty for a table without one.</param>
/// <param name="Rows">Each as long as <paramref name="Columns"/>.</param>
public sealed record Table(IReadOnlyList<Column> Columns, IReadOnlyList<Cell> Head, IReadOnlyList<IReadOnlyList<Cell>> Rows) : Block;

public enum Alignment
{
    Left,
    Centre,
    Right,
}

/// <param name="Share">Part of the table's width against the other columns; null is measured from the contents.</param>
public sealed record Column(Alignment Alignment = Alignment.Left, double? Share = null);

public sealed record Cell(IReadOnlyList<Span> Spans);

/// <summary>A run of text in one style. A line break inside a paragraph is '\n'.</summary>
/// <param name="Link">Absolute http, https or mailto address; null for plain text.</param>
public readonly record struct Span(string Text, TextStyle Style = TextStyle.Plain, string? Link = null);

[Flags]
public enum TextStyle
{
    Plain = 0,
    Bold = 1,
    Italic = 2,
}
