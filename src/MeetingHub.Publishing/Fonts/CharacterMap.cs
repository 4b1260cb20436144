using static MeetingHub.Publishing.Fonts.FontFile;

namespace MeetingHub.Publishing.Fonts;

/// <summary>The cmap table: Unicode to glyph, formats 12 (all of Unicode) and 4 (its first plane).</summary>
internal static class CharacterMap
{
    public static Dictionary<int, ushort> Read(ReadOnlySpan<byte> cmap)
    {
        int? first = null;
        int? all = null;
        for (var i = 0; i < U16(cmap[2..]); i++)
        {
            var record = cmap[(4 + 8 * i)..];
            var offset = (int)U32(record[4..]);
            switch (U16(record), U16(cmap[offset..]))
            {
                case (0 or 3, 12):
                    all = offset;
                    break;
                case (0 or 3, 4):
                    first = offset;
                    break;
            }
        }

        return all is { } whole ? ReadGroups(cmap[whole..])
            : first is { } plane ? ReadSegments(cmap[plane..])
            : throw new InvalidDataException("The font has no Unicode character map.");
    }

    private static Dictionary<int, ushort> ReadGroups(ReadOnlySpan<byte> table)
    {
        var glyphs = new Dictionary<int, ushort>();
        for (var i = 0; i < U32(table[12..]); i++)
        {
            var group = table[(16 + 12 * i)..];
            var (start, end, glyph) = ((int)U32(group), (int)U32(group[4..]), (int)U32(group[8..]));
            for (var c = start; c <= end; c++)
                glyphs[c] = (ushort)(glyph + c - start);
        }

        return glyphs;
    }

    private static Dictionary<int, ushort> ReadSegments(ReadOnlySpan<byte> table)
    {
        var glyphs = new Dictionary<int, ushort>();
        var twice = U16(table[6..]); // twice the number of segments
        for (var i = 0; i < twice; i += 2)
        {
            var (end, start) = (U16(table[(14 + i)..]), U16(table[(16 + twice + i)..]));
            var (delta, range) = (U16(table[(16 + 2 * twice + i)..]), U16(table[(16 + 3 * twice + i)..]));
            for (var c = (int)start; c <= end && c != 0xFFFF; c++)
            {
                // The offset counts from its own place in the table.
                var glyph = range == 0 ? (ushort)c : U16(table[(16 + 3 * twice + i + range + 2 * (c - start))..]);
                if (glyph != 0 || range == 0)
                    glyphs[c] = (ushort)(glyph + delta);
            }
        }

        return glyphs;
    }
}
