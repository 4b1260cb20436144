using MeetingHub.Publishing.Text;

namespace MeetingHub.Publishing.Layout;

/// <summary>Sets tables: columns by share or by what they hold, rows uncut, the head again on each page.</summary>
/// <param name="cell">Size and spacing of the text in cells; left and width are the table's.</param>
/// <param name="highest">A row higher than this goes on in a further row, since it may fit on no page.</param>
internal sealed class TableSetting(TextSetting cell, double padding, double paddingTop, double thickness, double highest)
{
    /// <param name="table">Has columns.</param>
    public List<Strip> Set(Table table)
    {
        var rows = SetRows(table);
        List<Strip> strips = [.. rows.Head, .. rows.Body.SelectMany(row => row)];
        foreach (var strip in rows.Head)
            strip.KeepWithNext = true;
        if (strips.Count > 2)
            strips[^2].KeepWithNext = true; // the last row does not stand alone under a repeated head
        strips[^1].KeepWithNext = false;
        return strips;
    }

    public TableRows SetRows(Table table)
    {
        var edges = Edges(table);
        var head = table.Head.Count == 0 ? [] : Rows(table, table.Head, edges, isHead: true, repeated: null);
        var repeated = head.Count == 1 && head[0].Height < highest / 3 ? head[0] : null;
        return new(edges, head, repeated is not null, [.. table.Rows.Select(row => Rows(table, row, edges, isHead: false, repeated))]);
    }

    private List<RowStrip> Rows(Table table, IReadOnlyList<Cell> cells, double[] edges, bool isHead, Strip? repeated)
    {
        var set = cells.Select((c, i) => (cell with
        {
            Left = edges[i] + padding,
            Width = Math.Max(edges[i + 1] - edges[i] - 2 * padding, 1),
            Setting = isHead ? Setting.Centre : table.Columns[i].Alignment switch
            {
                Alignment.Left => Setting.Left,
                Alignment.Centre => Setting.Centre,
                Alignment.Right => Setting.Right,
            },
        }).Set(c.Spans)).ToList();
        var rows = new List<RowStrip>();
        var perRow = Math.Max(1, (int)((highest - 2 * paddingTop) / cell.LineHeight));
        do
        {
            rows.Add(new(edges, set.ConvertAll(lines => lines.Take(perRow).ToList()), paddingTop, thickness) { RepeatedHead = repeated });
            set = set.ConvertAll(lines => lines.Skip(perRow).ToList());
        }
        while (set.Exists(lines => lines.Count > 0));
        return rows;
    }

    private double[] Edges(Table table)
    {
        var widths = table.Columns.All(c => c.Share is > 0) ? Shared(table.Columns) : Measured(table);
        var edges = new double[widths.Length + 1];
        edges[0] = cell.Left;
        for (var i = 0; i < widths.Length; i++)
            edges[i + 1] = edges[i] + widths[i];
        return edges;
    }

    private double[] Shared(IReadOnlyList<Column> columns)
    {
        var sum = columns.Sum(c => c.Share!.Value);
        return columns.Select(c => cell.Width * c.Share!.Value / sum).ToArray();
    }

    /// <summary>Every column has room for its longest word, the rest is shared by what each could still use.</summary>
    private double[] Measured(Table table)
    {
        var least = new double[table.Columns.Count];
        var most = new double[table.Columns.Count];
        foreach (var row in table.Rows.Prepend(table.Head).Where(r => r.Count > 0))
        {
            for (var i = 0; i < least.Length; i++)
            {
                var words = Words.Of(row[i].Spans, cell.Size, double.MaxValue);
                least[i] = Math.Max(least[i], words.Select(w => w.Width).DefaultIfEmpty(cell.Size).Max() + 2 * padding + 1);
                most[i] = Math.Max(most[i], words.Sum(w => w.Width + w.Space) + 2 * padding + 1);
            }
        }

        var (leastSum, mostSum) = (least.Sum(), most.Sum());
        if (leastSum >= cell.Width)
            return Array.ConvertAll(least, w => w * cell.Width / leastSum);
        if (mostSum <= cell.Width)
            return Array.ConvertAll(most, w => w * cell.Width / mostSum);
        var part = (cell.Width - leastSum) / (mostSum - leastSum);
        return least.Select((w, i) => w + part * (most[i] - w)).ToArray();
    }
}

/// <summary>A table's rows, each in one piece or, where it is too high, in several.</summary>
/// <param name="Edges">Left edges of the columns and the right edge of the last.</param>
internal sealed record TableRows(
    IReadOnlyList<double> Edges, IReadOnlyList<RowStrip> Head, bool HeadRepeats, IReadOnlyList<IReadOnlyList<RowStrip>> Body);
