using DocumentFormat.OpenXml;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace MeetingHub.Publishing.Docx;

/// <summary>Tables with columns of fixed widths in points.</summary>
internal static class Grid
{
    public static W.Table Of(string style, IReadOnlyList<double> widths, IEnumerable<W.TableRow> rows)
    {
        var twips = widths.Select(Twips.Of).ToList();
        var table = new W.Table(
            new W.TableProperties
            {
                TableStyle = new() { Val = style },
                TableWidth = new() { Width = $"{twips.Sum()}", Type = W.TableWidthUnitValues.Dxa },
                TableLayout = new() { Type = W.TableLayoutValues.Fixed },
            },
            new W.TableGrid(twips.Select(width => new W.GridColumn { Width = $"{width}" })));
        table.Append(rows);
        return table;
    }

    /// <param name="isWhole">Never on two pages.</param>
    /// <param name="cells">Each with at least one paragraph.</param>
    public static W.TableRow Row(IReadOnlyList<double> widths, IEnumerable<IEnumerable<W.Paragraph>> cells, bool isWhole = true, bool isHead = false)
    {
        var properties = new W.TableRowProperties();
        if (isWhole)
            properties.Append(new W.CantSplit());
        if (isHead)
            properties.Append(new W.TableHeader());
        var row = new W.TableRow();
        if (properties.HasChildren)
            row.Append(properties);
        row.Append(cells.Select((paragraphs, i) =>
        {
            var cell = new W.TableCell(new W.TableCellProperties
            {
                TableCellWidth = new() { Width = Twips.Text(widths[i]), Type = W.TableWidthUnitValues.Dxa },
            });
            cell.Append(paragraphs.Cast<OpenXmlElement>());
            return cell;
        }));
        return row;
    }
}
