using System.Buffers.Binary;
using System.Text;

namespace MeetingHub.Publishing.Pdf;

/// <summary>A minimal sRGB display profile (ICC.1:2001-04, version 2.1), which PDF/A wants as the meaning of the colours used.</summary>
internal static class SrgbProfile
{
    private const int CurvePoints = 1024;
    private const int HeaderSize = 128;

    private static readonly Lazy<byte[]> Profile = new(Build);

    public static byte[] Bytes => Profile.Value;

    private static byte[] Build()
    {
        var curve = Curve();
        (string Tag, byte[] Data)[] tags =
        [
            ("desc", Description("sRGB IEC61966-2.1")),
            ("cprt", [.. "text\0\0\0\0No copyright\0"u8]),
            ("wtpt", Xyz(0.9642, 1.0, 0.8249)), // D50, the profile connection space's white
            ("rXYZ", Xyz(0.4360, 0.2225, 0.0139)), // sRGB's primaries adapted to D50 (Bradford)
            ("gXYZ", Xyz(0.3851, 0.7169, 0.0971)),
            ("bXYZ", Xyz(0.1431, 0.0606, 0.7139)),
            ("rTRC", curve),
            ("gTRC", curve),
            ("bTRC", curve),
        ];
        var file = new byte[HeaderSize + 4 + 12 * tags.Length + tags.DistinctBy(t => t.Data).Sum(t => (t.Data.Length + 3) & ~3)];
        WriteHeader(file);
        U32(file, HeaderSize, (uint)tags.Length);
        var placed = new Dictionary<byte[], int>();
        var (entry, end) = (HeaderSize + 4, HeaderSize + 4 + 12 * tags.Length);
        foreach (var (tag, data) in tags)
        {
            if (placed.TryAdd(data, end)) // the three curves share their bytes
            {
                data.CopyTo(file, end);
                end += (data.Length + 3) & ~3;
            }

            Encoding.ASCII.GetBytes(tag, file.AsSpan(entry));
            U32(file, entry + 4, (uint)placed[data]);
            U32(file, entry + 8, (uint)data.Length);
            entry += 12;
        }

        return file;
    }

    private static void WriteHeader(byte[] file)
    {
        U32(file, 0, (uint)file.Length);
        U32(file, 8, 0x02100000);
        Encoding.ASCII.GetBytes("mntrRGB XYZ ", file.AsSpan(12));
        (ushort, int)[] created = [(2026, 24), (1, 26), (1, 28)]; // fixed: the profile does not depend on when it was made
        foreach (var (value, at) in created)
            BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(at), value);
        Encoding.ASCII.GetBytes("acsp", file.AsSpan(36));
        Fixed(file, 68, 0.9642);
        Fixed(file, 72, 1.0);
        Fixed(file, 76, 0.8249);
    }

    private static byte[] Description(string text)
    {
        var data = new byte[12 + text.Length + 1 + 4 + 4 + 2 + 1 + 67]; // no Unicode, no Macintosh form
        Encoding.ASCII.GetBytes("desc", data);
        U32(data, 8, (uint)text.Length + 1);
        Encoding.ASCII.GetBytes(text, data.AsSpan(12));
        return data;
    }

    private static byte[] Xyz(double x, double y, double z)
    {
        var data = new byte[20];
        Encoding.ASCII.GetBytes("XYZ ", data);
        Fixed(data, 8, x);
        Fixed(data, 12, y);
        Fixed(data, 16, z);
        return data;
    }

    /// <summary>IEC 61966-2-1: linear near black, then the power 2.4.</summary>
    private static byte[] Curve()
    {
        var data = new byte[12 + 2 * CurvePoints];
        Encoding.ASCII.GetBytes("curv", data);
        U32(data, 8, CurvePoints);
        for (var i = 0; i < CurvePoints; i++)
        {
            var value = i / (CurvePoints - 1.0);
            var light = value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
            BinaryPrimitives.WriteUInt16BigEndian(data.AsSpan(12 + 2 * i), (ushort)Math.Round(light * 65535));
        }

        return data;
    }

    private static void U32(byte[] data, int at, uint value) => BinaryPrimitives.WriteUInt32BigEndian(data.AsSpan(at), value);

    private static void Fixed(byte[] data, int at, double value) => BinaryPrimitives.WriteInt32BigEndian(data.AsSpan(at), (int)Math.Round(value * 65536));
}
