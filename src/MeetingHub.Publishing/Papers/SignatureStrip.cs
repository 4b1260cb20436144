using MeetingHub.Publishing.Layout;
using MeetingHub.Publishing.Pdf;
using MeetingHub.Publishing.Text;
using static MeetingHub.Publishing.Layout.Length;

namespace MeetingHub.Publishing.Papers;

/// <summary>Capacities, room to sign, names, side by side (Decree 30/2020, Appendix I, II.7). One strip: never on two pages.</summary>
internal sealed class SignatureStrip : Strip
{
    private readonly List<(List<LineStrip> Capacity, List<LineStrip> Name)> columns;
    private readonly double namesTop;

    public SignatureStrip(IReadOnlyList<Signature> signatures, PaperLayout layout, double left, double width)
    {
        var column = width / Math.Max(signatures.Count, 2);
        columns = signatures.Select((signature, i) =>
        {
            // A single signature stands right.
            var place = signatures.Count == 1 ? 1 : i;
            var setting = new TextSetting(left + place * column, column, layout.SignatureSize, LineSpacing: 1) { Setting = Setting.Centre };
            return (setting.Set([new(signature.Capacity, TextStyle.Bold)]), setting.Set([new(signature.Name, TextStyle.Bold)]));
        }).ToList();
        namesTop = columns.Select(c => Sum(c.Capacity)).DefaultIfEmpty(0).Max() + Mm(layout.SigningRoomMm);
        Height = namesTop + columns.Select(c => Sum(c.Name)).DefaultIfEmpty(0).Max();
        SpaceBefore = layout.SignatureSpaceBefore;
    }

    public override double Height { get; }

    public override void Draw(PageCanvas page, double top)
    {
        foreach (var (capacity, name) in columns)
        {
            Draw(page, capacity, top);
            Draw(page, name, top + namesTop);
        }
    }

    private static double Sum(List<LineStrip> lines) => lines.Sum(l => l.Height);

    private static void Draw(PageCanvas page, List<LineStrip> lines, double y)
    {
        foreach (var line in lines)
        {
            line.Draw(page, y);
            y += line.Height;
        }
    }
}
