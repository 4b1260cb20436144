using System.Buffers.Binary;
using System.Text;

namespace MeetingHub.Publishing.Fonts;

/// <summary>A TrueType font as ISO/IEC 14496-22 (OpenType) lays it out; reads what measuring and subsetting need. Immutable after construction.</summary>
internal sealed class FontFile
{
    private readonly byte[] data;
    private readonly Dictionary<string, Range> tables = new(StringComparer.Ordinal);
    private readonly Dictionary<int, ushort> glyphs;
    private readonly bool hasLongOffsets;
    private readonly int metricCount;

    /// <exception cref="InvalidDataException">Not a TrueType font, or one without a needed table.</exception>
    public FontFile(byte[] data)
    {
        this.data = data;
        if (data.Length < 12 || U32(data) != 0x00010000)
            throw new InvalidDataException("Not a TrueType font.");
        for (var i = 0; i < U16(data.AsSpan(4)); i++)
        {
            var entry = data.AsSpan(12 + 16 * i, 16);
            var offset = (int)U32(entry[8..]);
            tables[Encoding.ASCII.GetString(entry[..4])] = offset..(offset + (int)U32(entry[12..]));
        }

        var head = Table("head");
        UnitsPerEm = U16(head[18..]);
        Bounds = (I16(head[36..]), I16(head[38..]), I16(head[40..]), I16(head[42..]));
        hasLongOffsets = I16(head[50..]) == 1;
        var hhea = Table("hhea");
        (Ascent, Descent, LineGap) = (I16(hhea[4..]), I16(hhea[6..]), I16(hhea[8..]));
        metricCount = U16(hhea[34..]);
        GlyphCount = U16(Table("maxp")[4..]);
        // Subsets embedded in a PDF lack the tables below: their glyphs are shown by number.
        ItalicAngle = Has("post") ? (int)U32(Table("post")[4..]) / 65536.0 : 0;
        CapHeight = Has("OS/2") && U16(Table("OS/2")) >= 2 ? I16(Table("OS/2")[88..]) : Ascent;
        PostScriptName = Has("name") ? ReadPostScriptName() : "";
        glyphs = Has("cmap") ? CharacterMap.Read(Table("cmap")) : [];
    }

    public string PostScriptName { get; }

    public int UnitsPerEm { get; }

    /// <summary>Box around all glyphs in font units: left, bottom, right, top.</summary>
    public (int Left, int Bottom, int Right, int Top) Bounds { get; }

    public int Ascent { get; }

    /// <summary>Negative: below the base line.</summary>
    public int Descent { get; }

    public int LineGap { get; }

    public int CapHeight { get; }

    public double ItalicAngle { get; }

    public int GlyphCount { get; }

    /// <summary>0 for a character the font lacks.</summary>
    public ushort GlyphOf(Rune character) => glyphs.GetValueOrDefault(character.Value);

    /// <summary>In font units.</summary>
    public int AdvanceOf(ushort glyph) => U16(Table("hmtx")[(4 * Math.Min(glyph, metricCount - 1))..]);

    public int LeftBearingOf(ushort glyph) => glyph < metricCount
        ? I16(Table("hmtx")[(4 * glyph + 2)..])
        : I16(Table("hmtx")[(4 * metricCount + 2 * (glyph - metricCount))..]);

    /// <summary>The glyf entry; empty for glyphs without outline (the space).</summary>
    public ReadOnlySpan<byte> OutlineOf(ushort glyph)
    {
        var loca = Table("loca");
        var (from, to) = hasLongOffsets
            ? ((int)U32(loca[(4 * glyph)..]), (int)U32(loca[(4 * glyph + 4)..]))
            : (2 * U16(loca[(2 * glyph)..]), 2 * U16(loca[(2 * glyph + 2)..]));
        return Table("glyf")[from..to];
    }

    public bool Has(string tag) => tables.ContainsKey(tag);

    public ReadOnlySpan<byte> Table(string tag) =>
        tables.TryGetValue(tag, out var range) ? data.AsSpan(range) : throw new InvalidDataException($"The font has no table {tag}.");

    public static ushort U16(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt16BigEndian(bytes);

    public static short I16(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadInt16BigEndian(bytes);

    public static uint U32(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt32BigEndian(bytes);

    private string ReadPostScriptName()
    {
        const int postScript = 6;
        var name = Table("name");
        var strings = name[U16(name[4..])..];
        for (var i = 0; i < U16(name[2..]); i++)
        {
            var record = name[(6 + 12 * i)..];
            if (U16(record) == 3 && U16(record[6..]) == postScript)
                return Encoding.BigEndianUnicode.GetString(strings.Slice(U16(record[10..]), U16(record[8..])));
        }

        throw new InvalidDataException("The font has no PostScript name.");
    }
}
