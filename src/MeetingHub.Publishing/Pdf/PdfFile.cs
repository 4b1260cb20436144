using System.Buffers;
using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace MeetingHub.Publishing.Pdf;

/// <summary>
/// The objects of one PDF 1.7 file (ISO 32000-1, 7.5), written as they come; numbers may be reserved and used before the object is there.
/// The file identifier is a digest of the contents, so that the same paper gives the same bytes.
/// </summary>
internal sealed class PdfFile
{
    private readonly ArrayBufferWriter<byte> body = new();
    private readonly List<int> offsets = [];

    // The comment of high bytes tells transfer programs that the file is binary; PDF/A demands it.
    public PdfFile() => body.Write((ReadOnlySpan<byte>)[.. "%PDF-1.7\n%"u8, 0xE2, 0xE3, 0xCF, 0xD3, (byte)'\n']);

    public int Reserve()
    {
        offsets.Add(0);
        return offsets.Count;
    }

    public int Add(string content)
    {
        var id = Reserve();
        Write(id, content);
        return id;
    }

    public void Write(int id, string content)
    {
        offsets[id - 1] = body.WrittenCount;
        Append(string.Create(CultureInfo.InvariantCulture, $"{id} 0 obj\n{content}\nendobj\n"));
    }

    /// <param name="entries">What stands in the dictionary beside length and filter.</param>
    /// <param name="plain">Left uncompressed: PDF/A wants to find its metadata by searching the bytes.</param>
    public int AddStream(string entries, ReadOnlySpan<byte> data, bool plain = false)
    {
        var id = Reserve();
        WriteStream(id, entries, data, plain);
        return id;
    }

    public void WriteStream(int id, string entries, ReadOnlySpan<byte> data, bool plain = false)
    {
        offsets[id - 1] = body.WrittenCount;
        var stored = plain ? data : Compress(data);
        var filter = plain ? "" : "/Filter/FlateDecode";
        Append(string.Create(CultureInfo.InvariantCulture, $"{id} 0 obj\n<<{entries}{filter}/Length {stored.Length}>>\nstream\n"));
        body.Write(stored);
        Append("\nendstream\nendobj\n");
    }

    public void Finish(int catalog, int info, Stream output)
    {
        var start = body.WrittenCount;
        var identifier = Convert.ToHexString(SHA256.HashData(body.WrittenSpan).AsSpan(0, 16));
        var end = new StringBuilder();
        end.Append(CultureInfo.InvariantCulture, $"xref\n0 {offsets.Count + 1}\n0000000000 65535 f \n");
        foreach (var offset in offsets)
            end.Append(CultureInfo.InvariantCulture, $"{offset:D10} 00000 n \n");
        end.Append(CultureInfo.InvariantCulture, $"trailer\n<</Size {offsets.Count + 1}/Root {catalog} 0 R/Info {info} 0 R");
        end.Append(CultureInfo.InvariantCulture, $"/ID[<{identifier}><{identifier}>]>>\nstartxref\n{start}\n%%EOF\n");
        Append(end.ToString());
        output.Write(body.WrittenSpan);
    }

    private void Append(string ascii) => body.Write(Encoding.ASCII.GetBytes(ascii));

    private static byte[] Compress(ReadOnlySpan<byte> data)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write(data);
        return packed.ToArray();
    }
}
