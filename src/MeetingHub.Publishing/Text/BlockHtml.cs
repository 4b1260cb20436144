using System.Globalization;
using System.Text;

namespace MeetingHub.Publishing.Text;

/// <summary>Blocks as HTML; the only place where text becomes markup, so encoding is decided here.</summary>
internal static class BlockHtml
{
    public static string Write(IReadOnlyList<Block> blocks)
    {
        var html = new StringBuilder();
        Write(blocks, html);
        return html.ToString();
    }

    public static void Write(IReadOnlyList<Block> blocks, StringBuilder html)
    {
        foreach (var block in blocks)
            Write(block, html);
    }

    /// <summary>For text and for attributes in double quotes; Vietnamese letters stay themselves, which the framework's encoder would not do.</summary>
    public static string Encode(string text)
    {
        if (text.AsSpan().IndexOfAny("&<>\"'") < 0)
            return text;
        return text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal).Replace("'", "&#39;", StringComparison.Ordinal);
    }

    private static void Write(Block block, StringBuilder html)
    {
        switch (block)
        {
            case Heading heading:
                WriteSpans(heading.Anchor is null ? "p" : "h3", heading.Spans, html); // those a secretary types are no landmarks of the page
                break;
            case Paragraph paragraph:
                WriteSpans("p", paragraph.Spans, html);
                break;
            case ItemList list:
                WriteList(list, html);
                break;
            case Quote quote:
                html.Append("<blockquote>");
                Write(quote.Blocks, html);
                html.Append("</blockquote>");
                break;
            case Table table:
                WriteTable(table, html);
                break;
        }
    }

    private static void WriteList(ItemList list, StringBuilder html)
    {
        var tag = list.Start is null ? "ul" : "ol";
        html.Append(CultureInfo.InvariantCulture, $"<{tag}");
        if (list.Start is > 1 or 0)
            html.Append(CultureInfo.InvariantCulture, $" start=\"{list.Start}\"");
        html.Append('>');
        foreach (var item in list.Items)
        {
            html.Append("<li>");
            Write(item.Blocks, html);
            html.Append("</li>");
        }

        html.Append(CultureInfo.InvariantCulture, $"</{tag}>");
    }

    private static void WriteTable(Table table, StringBuilder html)
    {
        html.Append("<table>");
        if (table.Head.Count > 0)
        {
            html.Append("<thead>");
            WriteRow(table, table.Head, "th", html);
            html.Append("</thead>");
        }

        html.Append("<tbody>");
        foreach (var row in table.Rows)
            WriteRow(table, row, "td", html);
        html.Append("</tbody></table>");
    }

    private static void WriteRow(Table table, IReadOnlyList<Cell> cells, string tag, StringBuilder html)
    {
        html.Append("<tr>");
        for (var i = 0; i < cells.Count; i++)
        {
            var align = table.Columns[i].Alignment switch
            {
                Alignment.Left => "",
                Alignment.Centre => " class=\"centre\"",
                Alignment.Right => " class=\"right\"",
            };
            html.Append(CultureInfo.InvariantCulture, $"<{tag}{align}>");
            WriteSpans(cells[i].Spans, html);
            html.Append(CultureInfo.InvariantCulture, $"</{tag}>");
        }

        html.Append("</tr>");
    }

    private static void WriteSpans(string tag, IReadOnlyList<Span> spans, StringBuilder html)
    {
        html.Append(CultureInfo.InvariantCulture, $"<{tag}>");
        WriteSpans(spans, html);
        html.Append(CultureInfo.InvariantCulture, $"</{tag}>");
    }

    public static void WriteSpans(IReadOnlyList<Span> spans, StringBuilder html)
    {
        foreach (var span in spans)
        {
            var (open, close) = Tags(span);
            html.Append(open).Append(Encode(span.Text).Replace("\n", "<br>", StringComparison.Ordinal)).Append(close);
        }
    }

    private static (string Open, string Close) Tags(Span span)
    {
        var (open, close) = ("", "");
        if (span.Link is { } link)
            (open, close) = ($"<a href=\"{Encode(link)}\" rel=\"noopener noreferrer nofollow\" target=\"_blank\">", "</a>");
        if (span.Style.HasFlag(TextStyle.Bold))
            (open, close) = (open + "<strong>", "</strong>" + close);
        if (span.Style.HasFlag(TextStyle.Italic))
            (open, close) = (open + "<em>", "</em>" + close);
        return (open, close);
    }
}
