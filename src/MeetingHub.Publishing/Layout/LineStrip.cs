using System.Text;
using MeetingHub.Publishing.Fonts;
using MeetingHub.Publishing.Pdf;

namespace MeetingHub.Publishing.Layout;

/// <summary>One line of a paragraph.</summary>
internal sealed class LineStrip(TextSetting setting, List<Word> words, Line line, bool isFirst) : Strip
{
    private const double WidestStretch = 3; // spaces; a line that would be torn wider stays ragged

    public override double Height => setting.LineHeight;

    /// <summary>Width of the words with ordinary spaces.</summary>
    public double Natural => line.Natural;

    /// <summary>From the strip's upper edge to the base line.</summary>
    public double BaseLine
    {
        get
        {
            var face = Face.Of(Text.TextStyle.Plain);
            return (setting.LineHeight - face.LineHeight * setting.Size) / 2 + face.Ascent * setting.Size;
        }
    }

    public double Left
    {
        get
        {
            var indent = isFirst ? setting.FirstLineIndent : 0;
            var slack = setting.Width - indent - line.Natural;
            return setting.Left + indent + setting.Setting switch
            {
                Setting.Justified or Setting.Left => 0,
                Setting.Centre => slack / 2,
                Setting.Right => slack,
            };
        }
    }

    /// <summary>The natural width of the longest line.</summary>
    public static double Longest(IEnumerable<LineStrip> lines) => lines.Select(l => l.Natural).DefaultIfEmpty(0).Max();

    public override void Draw(PageCanvas page, double top)
    {
        var x = Left;
        var extra = ExtraSpace();
        var run = new StringBuilder();
        Face? face = null;
        for (var i = line.From; i < line.To; i++)
        {
            if (i > line.From && words[i].Joint is Joint.Space or Joint.Tie)
                run.Append(' ');
            foreach (var fragment in words[i].Fragments)
            {
                if (face is not null && !ReferenceEquals(face, fragment.Face))
                    x = Flush(face, x);
                face = fragment.Face;
                run.Append(fragment.Text);
            }
        }

        if (face is not null)
            Flush(face, x);

        double Flush(Face of, double from)
        {
            var next = page.Text(of, setting.Size, run.ToString(), from, top + BaseLine, extra);
            run.Clear();
            return next;
        }
    }

    private double ExtraSpace()
    {
        if (setting.Setting != Setting.Justified || line.SpaceWidth <= 0)
            return 0;
        var room = setting.Width - (isFirst ? setting.FirstLineIndent : 0) - line.Natural;
        if (room > 0 && line.EndsParagraph)
            return 0;
        var spaces = 0;
        for (var i = line.From + 1; i < line.To; i++)
            spaces += words[i].Space > 0 ? 1 : 0;
        var extra = room / spaces;
        return extra > WidestStretch * line.SpaceWidth / spaces ? 0 : extra;
    }
}
