using System.Buffers.Binary;
using System.Text;
using static MeetingHub.Publishing.Fonts.FontFile;

namespace MeetingHub.Publishing.Fonts;

/// <summary>
/// A font with the outlines of some glyphs only. Glyph numbers stay what they were, so composite glyphs and the text that shows
/// them need no rewriting; the empty places compress to almost nothing.
/// </summary>
internal static class FontSubset
{
    // Component flags of composite glyphs (glyf table).
    private const int WordArguments = 0x0001;
    private const int HasScale = 0x0008;
    private const int MoreComponents = 0x0020;
    private const int HasTwoScales = 0x0040;
    private const int HasMatrix = 0x0080;

    public static byte[] Build(FontFile font, IEnumerable<ushort> glyphs)
    {
        var kept = Close(font, glyphs);
        var count = kept.Max + 1;
        var glyf = new MemoryStream();
        var loca = new byte[4 * (count + 1)];
        var hmtx = new byte[4 * count];
        for (var i = 0; i < count; i++)
        {
            if (kept.Contains((ushort)i))
            {
                glyf.Write(font.OutlineOf((ushort)i));
                while (glyf.Length % 4 != 0)
                    glyf.WriteByte(0);
                BinaryPrimitives.WriteUInt16BigEndian(hmtx.AsSpan(4 * i), (ushort)font.AdvanceOf((ushort)i));
                BinaryPrimitives.WriteInt16BigEndian(hmtx.AsSpan(4 * i + 2), (short)font.LeftBearingOf((ushort)i));
            }

            BinaryPrimitives.WriteUInt32BigEndian(loca.AsSpan(4 * (i + 1)), (uint)glyf.Length);
        }

        var head = font.Table("head").ToArray();
        BinaryPrimitives.WriteUInt32BigEndian(head.AsSpan(8), 0); // the checksum of the whole counts itself as 0
        BinaryPrimitives.WriteInt16BigEndian(head.AsSpan(50), 1); // long offsets
        var hhea = font.Table("hhea").ToArray();
        BinaryPrimitives.WriteUInt16BigEndian(hhea.AsSpan(34), (ushort)count);
        var maxp = font.Table("maxp").ToArray();
        BinaryPrimitives.WriteUInt16BigEndian(maxp.AsSpan(4), (ushort)count);

        var tables = new SortedDictionary<string, byte[]>(StringComparer.Ordinal)
        {
            ["glyf"] = glyf.ToArray(),
            ["head"] = head,
            ["hhea"] = hhea,
            ["hmtx"] = hmtx,
            ["loca"] = loca,
            ["maxp"] = maxp,
        };
        foreach (var tag in new[] { "cvt ", "fpgm", "prep" }) // the hinting programs the outlines call
        {
            if (font.Has(tag))
                tables[tag] = font.Table(tag).ToArray();
        }

        return Assemble(tables);
    }

    /// <summary>The glyphs, the missing-glyph sign 0 and every component they are put together from.</summary>
    private static SortedSet<ushort> Close(FontFile font, IEnumerable<ushort> glyphs)
    {
        var kept = new SortedSet<ushort> { 0 };
        var waiting = new Stack<ushort>(glyphs);
        while (waiting.TryPop(out var glyph))
        {
            if (!kept.Add(glyph))
                continue;
            foreach (var component in Components(font.OutlineOf(glyph)))
                waiting.Push(component);
        }

        return kept;
    }

    private static List<ushort> Components(ReadOnlySpan<byte> outline)
    {
        var components = new List<ushort>();
        if (outline.Length == 0 || I16(outline) >= 0)
            return components;
        var rest = outline[10..];
        int flags;
        do
        {
            flags = U16(rest);
            components.Add(U16(rest[2..]));
            var size = 4 + ((flags & WordArguments) != 0 ? 4 : 2);
            size += (flags & HasMatrix) != 0 ? 8 : (flags & HasTwoScales) != 0 ? 4 : (flags & HasScale) != 0 ? 2 : 0;
            rest = rest[size..];
        }
        while ((flags & MoreComponents) != 0);
        return components;
    }

    private static byte[] Assemble(SortedDictionary<string, byte[]> tables)
    {
        var start = 12 + 16 * tables.Count;
        var file = new byte[start + tables.Values.Sum(t => (t.Length + 3) & ~3)];
        var power = (int)Math.Log2(tables.Count);
        BinaryPrimitives.WriteUInt32BigEndian(file, 0x00010000);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(4), (ushort)tables.Count);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(6), (ushort)(16 << power));
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(8), (ushort)power);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(10), (ushort)(16 * tables.Count - (16 << power)));
        var (entry, offset, head) = (12, start, 0);
        foreach (var (tag, table) in tables)
        {
            table.CopyTo(file, offset);
            var padded = (table.Length + 3) & ~3;
            Encoding.ASCII.GetBytes(tag, file.AsSpan(entry));
            BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(entry + 4), Checksum(file.AsSpan(offset, padded)));
            BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(entry + 8), (uint)offset);
            BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(entry + 12), (uint)table.Length);
            if (string.Equals(tag, "head", StringComparison.Ordinal))
                head = offset;
            entry += 16;
            offset += padded;
        }

        BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(head + 8), unchecked(0xB1B0AFBA - Checksum(file)));
        return file;
    }

    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var sum = 0u;
        for (var i = 0; i < bytes.Length; i += 4)
            sum = unchecked(sum + U32(bytes[i..]));
        return sum;
    }
}
