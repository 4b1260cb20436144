using MeetingHub.Publishing.Layout;
using MeetingHub.Publishing.Pdf;
using MeetingHub.Publishing.Text;

namespace MeetingHub.Publishing.Papers;

/// <summary>BIÊN BẢN, what about, and the short rule under it (Decree 30/2020, Appendix I, II.5).</summary>
internal sealed class TitleStrip : Strip
{
    private readonly PaperLayout layout;
    private readonly List<LineStrip> lines;
    private readonly double centre;

    public TitleStrip(Paper paper, PaperLayout layout, double left, double width)
    {
        this.layout = layout;
        var setting = new TextSetting(left, width, layout.TitleSize, layout.LineSpacing) { Setting = Setting.Centre };
        Subject = setting.Set([new(paper.Subject, TextStyle.Bold)]);
        lines = [.. setting.Set([new(paper.Kind, TextStyle.Bold)]), .. Subject];
        ShortRule = layout.ShortRuleUnder(Subject);
        centre = left + width / 2;
        SpaceBefore = layout.TitleSpaceBefore;
    }

    public override double Height => lines.Sum(l => l.Height) + layout.RuleGap + layout.RuleThickness + layout.TitleSpaceAfter;

    public IReadOnlyList<LineStrip> Subject { get; }

    /// <summary>Length of the rule under the subject.</summary>
    public double ShortRule { get; }

    public override void Draw(PageCanvas page, double top)
    {
        foreach (var line in lines)
        {
            line.Draw(page, top);
            top += line.Height;
        }

        page.Rule(centre - ShortRule / 2, top + layout.RuleGap, ShortRule, layout.RuleThickness);
    }
}
