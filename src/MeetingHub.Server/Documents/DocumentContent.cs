using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace MeetingHub.Server.Documents;

/// <summary>What a stored file really is, whatever its name says.</summary>
internal readonly record struct DocumentContent(DocumentFormat? Format, bool HasMacros)
{
    /// <summary>More parts than any office document of 50 MB needs; the whole directory of an archive is read into memory.</summary>
    private const int MaxParts = 10_000;

    /// <summary>Characters read of a part that names the type; a compressed part can be a thousand times its stored size.</summary>
    private const int MaxPartRead = 512 * 1024;

    private static readonly DocumentContent Unknown = new(null, HasMacros: false);

    /// <param name="file">Readable and seekable; its position is moved.</param>
    public static DocumentContent Identify(Stream file)
    {
        Span<byte> head = stackalloc byte[12];
        file.Position = 0;
        var read = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        return OfHead(head[..read]) switch
        {
            Container.Archive => OfArchive(file),
            Container.Pdf => new(DocumentFormat.Pdf, HasMacros: false),
            Container.Png => new(DocumentFormat.Png, HasMacros: false),
            Container.Jpeg => new(DocumentFormat.Jpeg, HasMacros: false),
            Container.Webp => new(DocumentFormat.Webp, HasMacros: false),
            Container.None => Unknown,
        };
    }

    private enum Container
    {
        None,
        Archive,
        Pdf,
        Png,
        Jpeg,
        Webp,
    }

    // A PDF must begin at byte 0: readers allow junk before it, and that junk is where a second format hides.
    private static Container OfHead(ReadOnlySpan<byte> head) =>
        head.StartsWith("%PDF-"u8) ? Container.Pdf
        : head.StartsWith(PngSignature) ? Container.Png
        : head.StartsWith(JpegSignature) ? Container.Jpeg
        : head.StartsWith("RIFF"u8) && head.Length >= 12 && head[8..12].SequenceEqual("WEBP"u8) ? Container.Webp
        : head.StartsWith("PK\u0003\u0004"u8) ? Container.Archive
        : Container.None;

    private static ReadOnlySpan<byte> PngSignature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    private static ReadOnlySpan<byte> JpegSignature => [0xFF, 0xD8, 0xFF];

    private static DocumentContent OfArchive(Stream file)
    {
        if (CountParts(file) is not <= MaxParts)
            return Unknown;
        try
        {
            file.Position = 0;
            using var archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            var names = archive.Entries.Select(entry => entry.FullName).ToList();
            if (archive.GetEntry("[Content_Types].xml") is { } types)
                return OfOpenXml(ReadText(types), names);
            return archive.GetEntry("mimetype") is { } type ? OfOpenDocument(ReadText(type).Trim(), names) : Unknown;
        }
        catch (InvalidDataException)
        {
            return Unknown;
        }
    }

    private static DocumentContent OfOpenXml(string types, List<string> names)
    {
        var hasMacros = types.Contains("macroEnabled", StringComparison.OrdinalIgnoreCase)
            || types.Contains("vbaProject", StringComparison.OrdinalIgnoreCase)
            || names.Exists(name => name.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase)
                || name.Contains("/macrosheets/", StringComparison.OrdinalIgnoreCase));
        DocumentFormat? format =
            types.Contains("wordprocessingml.document.main+xml", StringComparison.Ordinal) ? DocumentFormat.Docx
            : types.Contains("spreadsheetml.sheet.main+xml", StringComparison.Ordinal) ? DocumentFormat.Xlsx
            : types.Contains("presentationml.presentation.main+xml", StringComparison.Ordinal) ? DocumentFormat.Pptx
            : null;
        return new(format, hasMacros);
    }

    // LibreOffice keeps Basic in Basic/ and every other script language in Scripts/.
    private static DocumentContent OfOpenDocument(string type, List<string> names)
    {
        var hasMacros = names.Exists(name => name.StartsWith("Basic/", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("Scripts/", StringComparison.OrdinalIgnoreCase));
        DocumentFormat? format = type switch
        {
            "application/vnd.oasis.opendocument.text" => DocumentFormat.Odt,
            "application/vnd.oasis.opendocument.spreadsheet" => DocumentFormat.Ods,
            "application/vnd.oasis.opendocument.presentation" => DocumentFormat.Odp,
            _ => null,
        };
        return new(format, hasMacros);
    }

    private static string ReadText(ZipArchiveEntry entry)
    {
        using var reader = new StreamReader(entry.Open(), Encoding.UTF8);
        var buffer = new char[MaxPartRead];
        return new string(buffer, 0, reader.ReadBlock(buffer));
    }

    /// <summary>Number of parts by the end-of-central-directory record (APPNOTE 4.3.16); null without one, or with a ZIP64 one.</summary>
    private static int? CountParts(Stream file)
    {
        const int recordSize = 22, maxComment = ushort.MaxValue, zip64 = ushort.MaxValue;
        var tail = new byte[Math.Min(file.Length, recordSize + maxComment)];
        file.Position = file.Length - tail.Length;
        file.ReadExactly(tail);
        var at = tail.AsSpan().LastIndexOf("PK\u0005\u0006"u8);
        if (at < 0 || at + recordSize > tail.Length)
            return null;
        var count = BinaryPrimitives.ReadUInt16LittleEndian(tail.AsSpan(at + 10));
        return count == zip64 ? null : count;
    }
}
