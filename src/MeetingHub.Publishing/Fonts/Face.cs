using System.Text;
using MeetingHub.Publishing.Text;

namespace MeetingHub.Publishing.Fonts;

/// <summary>One of the four faces of the papers' typeface. Shared by all threads.</summary>
internal sealed class Face
{
    /// <summary>Width of the box drawn for a character the typeface lacks, in ems.</summary>
    public const double MissingWidth = 0.6;

    private static readonly Lazy<Face>[] Faces =
    [
        new(() => Load("Tinos_400Regular.ttf")),
        new(() => Load("Tinos_700Bold.ttf")),
        new(() => Load("Tinos_400Regular_Italic.ttf")),
        new(() => Load("Tinos_700Bold_Italic.ttf")),
    ];

    private Face(FontFile font) => Font = font;

    public FontFile Font { get; }

    public static Face Of(TextStyle style) => Faces[(int)style].Value;

    /// <summary>Distance of two base lines set solid, in ems.</summary>
    public double LineHeight => (double)(Font.Ascent - Font.Descent + Font.LineGap) / Font.UnitsPerEm;

    public double Ascent => (double)Font.Ascent / Font.UnitsPerEm;

    /// <summary>0 if the typeface lacks it. Spaces and hyphens that only differ in where a line may break are one glyph.</summary>
    public ushort GlyphOf(Rune character) => Font.GlyphOf(character.Value switch
    {
        0x00A0 or 0x202F => new Rune(' '),
        0x2011 => new Rune('-'),
        _ => character,
    });

    /// <summary>In ems.</summary>
    public double WidthOf(Rune character) =>
        GlyphOf(character) is var glyph and not 0 ? (double)Font.AdvanceOf(glyph) / Font.UnitsPerEm : MissingWidth;

    /// <summary>In ems.</summary>
    public double WidthOf(string text)
    {
        var width = 0.0;
        foreach (var rune in text.EnumerateRunes())
            width += WidthOf(rune);
        return width;
    }

    private static Face Load(string resource)
    {
        using var stream = typeof(Face).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"{resource} was not built in.");
        var data = new byte[stream.Length];
        stream.ReadExactly(data);
        return new(new FontFile(data));
    }
}
