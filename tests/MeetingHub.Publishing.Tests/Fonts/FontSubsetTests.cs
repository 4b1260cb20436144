using System.Text;
using MeetingHub.Publishing.Fonts;
using MeetingHub.Publishing.Text;

namespace MeetingHub.Publishing.Tests.Fonts;

public sealed class FontSubsetTests
{
    private static readonly FontFile Tinos = Face.Of(TextStyle.Plain).Font;

    [Fact]
    public void Kept_glyphs_have_their_outlines_and_widths_and_others_are_empty()
    {
        var kept = "ế".EnumerateRunes().Select(Tinos.GlyphOf).ToList();

        var subset = Read(kept);

        Assert.Equal(Tinos.AdvanceOf(kept[0]), subset.AdvanceOf(kept[0]));
        Assert.True(subset.OutlineOf(kept[0]).StartsWith(Tinos.OutlineOf(kept[0])));
        Assert.True(subset.OutlineOf(Tinos.GlyphOf(new Rune('Z'))).IsEmpty);
    }

    // "ế" is drawn as "ê" with an acute in some fonts: without its parts it would print as nothing.
    [Fact]
    public void Parts_of_composite_glyphs_are_kept()
    {
        var composites = Enumerable.Range(0x1EA0, 90).Select(c => Tinos.GlyphOf(new Rune(c))).Where(g => FontFile.I16(Tinos.OutlineOf(g)) < 0).ToList();
        Assert.NotEmpty(composites);

        var subset = Read(composites);

        Assert.All(composites, glyph => Assert.False(subset.OutlineOf(FontFile.U16(subset.OutlineOf(glyph)[12..])).IsEmpty));
    }

    [Fact]
    public void Hinting_programs_are_kept()
    {
        var subset = Read([Tinos.GlyphOf(new Rune('a'))]);

        Assert.All(new[] { "cvt ", "fpgm", "prep" }, tag => Assert.True(Tinos.Table(tag).SequenceEqual(subset.Table(tag))));
    }

    [Fact]
    public void Every_letter_vietnamese_needs_is_in_every_face()
    {
        var letters = string.Concat(Enumerable.Range(0x1EA0, 90).Select(c => (char)c)) + "ăâđêôơưĂÂĐÊÔƠƯàáãèéìíòóõùúýÀÁÃÈÉÌÍÒÓÕÙÚÝ…–“”‘’";
        TextStyle[] faces = [TextStyle.Plain, TextStyle.Bold, TextStyle.Italic, TextStyle.Bold | TextStyle.Italic];

        Assert.All(faces, style => Assert.All(letters.EnumerateRunes(), rune => Assert.NotEqual(0, Face.Of(style).GlyphOf(rune))));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(11)]
    [InlineData(12)]
    public void Something_else_than_a_font_is_refused(int length) => Assert.Throws<InvalidDataException>(() => new FontFile(new byte[length]));

    private static FontFile Read(List<ushort> glyphs) => new(FontSubset.Build(Tinos, glyphs));
}
