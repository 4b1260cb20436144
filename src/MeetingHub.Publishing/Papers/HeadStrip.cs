using MeetingHub.Publishing.Layout;
using MeetingHub.Publishing.Pdf;
using MeetingHub.Publishing.Text;
using static MeetingHub.Publishing.Layout.Length;

namespace MeetingHub.Publishing.Papers;

/// <summary>
/// Head of an administrative paper (Decree 30/2020, Appendix I, II.1–3): issuing body and number left, national title and motto right.
/// The national title never wraps; the left block has what the right one leaves and wraps within it.
/// </summary>
internal sealed class HeadStrip : Strip
{
    private readonly PaperLayout layout;
    private readonly List<LineStrip> parent = [];
    private readonly List<LineStrip> name;
    private readonly List<LineStrip> number;
    private readonly LineStrip title;
    private readonly LineStrip motto;
    private readonly double leftCentre;

    public HeadStrip(Paper paper, PaperLayout layout, double left, double width)
    {
        this.layout = layout;
        List<Span> national = [new(Wording.NationalTitle, TextStyle.Bold)];
        var titleWidth = TextSetting.Measure(national, layout.NationalTitleSize);
        NationalWidth = Math.Max(Mm(layout.NationalBlockMm), titleWidth + 1);
        var leftWidth = width - NationalWidth - Mm(layout.HeadGapMm);
        leftCentre = left + leftWidth / 2;

        var national12 = new TextSetting(left + width - NationalWidth, NationalWidth, layout.NationalTitleSize, layout.HeadLineSpacing) { Setting = Setting.Centre };
        title = national12.Set(national)[0];
        motto = (national12 with { Size = layout.MottoSize }).Set([new(Wording.Motto, TextStyle.Bold)])[0];

        var body = new TextSetting(left, leftWidth, layout.BodyNameSize, layout.HeadLineSpacing) { Setting = Setting.Centre };
        if (paper.ParentBody is { } above)
            parent = body.Set([new(above)]);
        name = body.Set([new(paper.Body, TextStyle.Bold)]);
        ShortRule = layout.ShortRuleUnder(name);
        number = (body with { Size = layout.NumberSize }).Set([new(paper.NumberLine)]);

        var leftHeight = parent.Concat(name).Sum(l => l.Height) + layout.RuleGap + layout.NumberGap + number.Sum(l => l.Height);
        Height = Math.Max(leftHeight, title.Height + motto.Height + layout.RuleGap + layout.RuleThickness);
    }

    public override double Height { get; }

    /// <summary>Width of the right block.</summary>
    public double NationalWidth { get; }

    public IReadOnlyList<LineStrip> Parent => parent;

    public IReadOnlyList<LineStrip> Name => name;

    /// <summary>Length of the rule under the body's name.</summary>
    public double ShortRule { get; }

    /// <summary>Length of the rule under the motto.</summary>
    public double MottoRule => motto.Natural;

    public override void Draw(PageCanvas page, double top)
    {
        var y = DrawLines(page, name, DrawLines(page, parent, top));
        page.Rule(leftCentre - ShortRule / 2, y + layout.RuleGap, ShortRule, layout.RuleThickness);
        DrawLines(page, number, y + layout.RuleGap + layout.NumberGap);

        title.Draw(page, top);
        motto.Draw(page, top + title.Height);
        page.Rule(motto.Left, top + title.Height + motto.Height + layout.RuleGap, MottoRule, layout.RuleThickness);
    }

    private static double DrawLines(PageCanvas page, List<LineStrip> lines, double y)
    {
        foreach (var line in lines)
        {
            line.Draw(page, y);
            y += line.Height;
        }

        return y;
    }
}
