using MeetingHub.Publishing.Layout;
using MeetingHub.Publishing.Papers;
using MeetingHub.Publishing.Text;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace MeetingHub.Publishing.Docx;

/// <summary>Tables of the text: the columns of the printed ones, rows that stay whole as long as those do, the head on each page.</summary>
internal sealed class TextTable(PaperLayout layout, Runs runs)
{
    private const int MostColumns = 63; // Word opens no table with more

    public W.Table Of(Table table)
    {
        var set = layout.Tables.SetRows(table);
        var count = Math.Min(table.Columns.Count, MostColumns);
        var widths = Enumerable.Range(0, count)
            .Select(i => (i == count - 1 ? set.Edges[^1] : set.Edges[i + 1]) - set.Edges[i]).ToList();
        List<W.TableRow> rows = [];
        if (table.Head.Count > 0)
            rows.Add(Row(table.Head, isWhole: set.Head.Count == 1, isHead: set.HeadRepeats, _ => Setting.Centre));
        rows.AddRange(table.Rows.Select((cells, i) => Row(cells, set.Body[i].Count == 1, isHead: false, SettingOf)));
        if (table.Head.Count > 0)
            KeepNext(rows[0]);
        if (rows.Count > 2)
            KeepNext(rows[^2]); // the last row does not stand alone under a repeated head
        return Grid.Of(StyleId.Table, widths, rows);

        W.TableRow Row(IReadOnlyList<Cell> cells, bool isWhole, bool isHead, Func<int, Setting> settingOf) => Grid.Row(
            widths, widths.Select((_, i) => Paragraphs(i == count - 1 ? cells.Skip(i) : [cells[i]], settingOf(i))), isWhole, isHead);

        Setting SettingOf(int column) => table.Columns[column].Alignment switch
        {
            Alignment.Left => Setting.Left,
            Alignment.Centre => Setting.Centre,
            Alignment.Right => Setting.Right,
        };
    }

    /// <summary>On the same page as the row after it.</summary>
    public static void KeepNext(W.TableRow row)
    {
        foreach (var paragraph in row.Descendants<W.Paragraph>())
            paragraph.ParagraphProperties!.KeepNext = new();
    }

    private IEnumerable<W.Paragraph> Paragraphs(IEnumerable<Cell> cells, Setting setting)
    {
        foreach (var cell in cells)
        {
            var paragraph = Docx.Paragraphs.Empty(StyleId.CellText);
            if (setting != Setting.Left)
                paragraph.ParagraphProperties!.Justification = new() { Val = StyleSheet.JustificationOf(setting) };
            paragraph.Append(runs.Of(cell.Spans));
            yield return paragraph;
        }
    }
}
