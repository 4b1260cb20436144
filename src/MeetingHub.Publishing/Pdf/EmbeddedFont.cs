using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MeetingHub.Publishing.Fonts;

namespace MeetingHub.Publishing.Pdf;

/// <summary>
/// One face in one file: notes the glyphs shown, then writes them as a composite font (ISO 32000-1, 9.7: Type0, CIDFontType2,
/// Identity-H) with a ToUnicode map, so that text can be searched and copied.
/// </summary>
internal sealed class EmbeddedFont(Face face, string name, int id)
{
    private const int SymbolicFlag = 4; // Identity-H needs no encoding of the font's own
    private const int ItalicFlag = 64;
    private const int SerifFlag = 2;
    private const int RangesPerBlock = 100; // limit of beginbfchar, 9.10.3

    private readonly SortedDictionary<ushort, Rune> shown = [];

    public Face Face { get; } = face;

    /// <summary>The name in content streams.</summary>
    public string Name { get; } = name;

    public int Id { get; } = id;

    /// <summary>Notes the character as shown; 0 if the face lacks it.</summary>
    public ushort Show(Rune character)
    {
        var glyph = Face.GlyphOf(character);
        if (glyph != 0)
            shown.TryAdd(glyph, character.Value == 0xA0 ? new Rune(' ') : character);
        return glyph;
    }

    public void WriteTo(PdfFile file)
    {
        var font = Face.Font;
        var program = FontSubset.Build(font, shown.Keys);
        var subset = $"{Tag(program)}+{font.PostScriptName}";
        var data = file.AddStream(string.Create(CultureInfo.InvariantCulture, $"/Length1 {program.Length}"), program);
        var flags = SymbolicFlag | SerifFlag | (font.ItalicAngle != 0 ? ItalicFlag : 0);
        var bounds = $"{Mille(font.Bounds.Left)} {Mille(font.Bounds.Bottom)} {Mille(font.Bounds.Right)} {Mille(font.Bounds.Top)}";
        var stem = font.PostScriptName.Contains("Bold", StringComparison.Ordinal) ? 136 : 82; // not in TrueType; Times New Roman's
        var descriptor = file.Add(string.Create(CultureInfo.InvariantCulture,
            $"<</Type/FontDescriptor/FontName/{subset}/Flags {flags}/FontBBox[{bounds}]/ItalicAngle {PdfText.Number(font.ItalicAngle)}"
            + $"/Ascent {Mille(font.Ascent)}/Descent {Mille(font.Descent)}/CapHeight {Mille(font.CapHeight)}/StemV {stem}/FontFile2 {data} 0 R>>"));
        var descendant = file.Add(string.Create(CultureInfo.InvariantCulture,
            $"<</Type/Font/Subtype/CIDFontType2/BaseFont/{subset}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
            + $"/FontDescriptor {descriptor} 0 R/DW 0/W[{Widths()}]/CIDToGIDMap/Identity>>"));
        var toUnicode = file.AddStream("", Encoding.ASCII.GetBytes(ToUnicode()));
        file.Write(Id, string.Create(CultureInfo.InvariantCulture,
            $"<</Type/Font/Subtype/Type0/BaseFont/{subset}/Encoding/Identity-H/DescendantFonts[{descendant} 0 R]/ToUnicode {toUnicode} 0 R>>"));
    }

    private string Mille(int units) => PdfText.Number(Math.Round(1000.0 * units / Face.Font.UnitsPerEm));

    private string Widths()
    {
        var widths = new StringBuilder();
        ushort? previous = null;
        foreach (var glyph in shown.Keys)
        {
            if (previous is null || glyph != previous + 1)
                widths.Append(CultureInfo.InvariantCulture, $"{(previous is null ? "" : "]")}{glyph}[");
            else
                widths.Append(' ');
            widths.Append(PdfText.Number(1000.0 * Face.Font.AdvanceOf(glyph) / Face.Font.UnitsPerEm));
            previous = glyph;
        }

        return widths.Append(previous is null ? "" : "]").ToString();
    }

    private string ToUnicode()
    {
        var map = new StringBuilder("""
            /CIDInit/ProcSet findresource begin
            12 dict begin
            begincmap
            /CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def
            /CMapName/Adobe-Identity-UCS def
            /CMapType 2 def
            1 begincodespacerange
            <0000><FFFF>
            endcodespacerange

            """);
        foreach (var block in shown.Chunk(RangesPerBlock))
        {
            map.Append(CultureInfo.InvariantCulture, $"{block.Length} beginbfchar\n");
            foreach (var (glyph, character) in block)
                map.Append(CultureInfo.InvariantCulture, $"<{glyph:X4}><{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(character.ToString()))}>\n");
            map.Append("endbfchar\n");
        }

        return map.Append("endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n").ToString();
    }

    /// <summary>Six capitals that tell this subset from others (9.6.4), taken from its bytes.</summary>
    private static string Tag(byte[] program) =>
        string.Concat(SHA256.HashData(program).Take(6).Select(b => (char)('A' + b % 26)));
}
