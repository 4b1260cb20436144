using MeetingHub.Publishing.Fonts;
using MeetingHub.Publishing.Text;

namespace MeetingHub.Publishing.Layout;

internal enum Setting
{
    Justified,
    Left,
    Centre,
    Right,
}

/// <summary>Where and how text is set; lengths in points from the page's left edge.</summary>
/// <param name="LineSpacing">Multiple of the typeface's own line height.</param>
internal sealed record TextSetting(double Left, double Width, double Size, double LineSpacing)
{
    public Setting Setting { get; init; } = Setting.Justified;

    public double FirstLineIndent { get; init; }

    public double LineHeight => LineSpacing * Size * Face.Of(TextStyle.Plain).LineHeight;

    /// <summary>The lines of one paragraph; none for one without words. The first two and the last two stay together.</summary>
    /// <param name="lead">A sign in front of the first line, with its own face.</param>
    public List<LineStrip> Set(IReadOnlyList<Span> spans, TextStyle style = TextStyle.Plain, Span? lead = null)
    {
        var narrowest = Math.Max(Width - FirstLineIndent - (lead is { } s ? Face.Of(s.Style).WidthOf(s.Text) * Size : 0), Size);
        var words = Words.Of(spans, Size, narrowest, style);
        if (lead is { } sign)
            Words.Lead(words, sign.Text, Face.Of(sign.Style | style), Size);
        var lines = LineBreaker.Break(words, Width - FirstLineIndent, Width, Setting)
            .ConvertAll(line => new LineStrip(this, words, line, isFirst: line.From == 0));
        if (lines.Count > 1)
            lines[0].KeepWithNext = lines[^2].KeepWithNext = true;
        return lines;
    }

    /// <summary>Width of the text on one line.</summary>
    public static double Measure(IReadOnlyList<Span> spans, double size) =>
        Words.Of(spans, size, double.MaxValue).Sum(w => w.Width + w.Space);
}
