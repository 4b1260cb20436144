using MeetingHub.Publishing.Pdf;

namespace MeetingHub.Publishing.Layout;

/// <summary>One row of a table with its lines around it.</summary>
/// <param name="edges">Left edges of the columns and the right edge of the last.</param>
internal sealed class RowStrip(IReadOnlyList<double> edges, IReadOnlyList<List<LineStrip>> cells, double paddingTop, double thickness) : Strip
{
    public override double Height { get; } = 2 * paddingTop + cells.Max(lines => lines.Sum(l => l.Height));

    public override void Draw(PageCanvas page, double top)
    {
        foreach (var lines in cells)
        {
            var y = top + paddingTop;
            foreach (var line in lines)
            {
                line.Draw(page, y);
                y += line.Height;
            }
        }

        foreach (var edge in edges)
            page.VerticalRule(edge, top - thickness / 2, Height + thickness, thickness);
        page.Rule(edges[0], top - thickness / 2, edges[^1] - edges[0], thickness);
        page.Rule(edges[0], top + Height - thickness / 2, edges[^1] - edges[0], thickness);
    }
}
