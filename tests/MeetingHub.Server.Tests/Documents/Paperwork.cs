using System.IO.Compression;
using System.Text;

namespace MeetingHub.Server.Tests.Documents;

/// <summary>Small real files of each kind, made in memory.</summary>
internal static class Paperwork
{
    public static byte[] Pdf(string words = "Báo cáo") => Encoding.UTF8.GetBytes($"%PDF-1.7\n% {words}\n%%EOF\n");

    public static byte[] Png() => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13];

    public static byte[] Jpeg() => [0xFF, 0xD8, 0xFF, 0xE0, 0, 16, .. "JFIF"u8, 0, 1];

    public static byte[] Webp() => [.. "RIFF"u8, 4, 0, 0, 0, .. "WEBPVP8 "u8];

    public static byte[] OpenXml(string mainType, params string[] moreParts) => Archive([
        ("[Content_Types].xml", $"<Types><Override PartName=\"/main.xml\" ContentType=\"{mainType}\"/></Types>"),
        ("main.xml", "<x/>"),
        .. moreParts.Select(part => (part, "x"))]);

    public static byte[] Docx(params string[] moreParts) =>
        OpenXml("application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", moreParts);

    public static byte[] OpenDocument(string type, params string[] moreParts) =>
        Archive([("mimetype", type), ("content.xml", "<x/>"), .. moreParts.Select(part => (part, "x"))]);

    public static byte[] Archive(IEnumerable<(string Name, string Text)> parts)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in parts)
            {
                using var writer = new StreamWriter(archive.CreateEntry(name).Open());
                writer.Write(text);
            }
        }

        return bytes.ToArray();
    }
}
