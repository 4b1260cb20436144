using System.Globalization;
using System.IO.Compression;
using System.Xml;
using DocumentFormat.OpenXml.ExtendedProperties;
using DocumentFormat.OpenXml.Packaging;
using MeetingHub.Publishing.Papers;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace MeetingHub.Publishing.Docx;

/// <summary>The package of a Word file (ISO/IEC 29500-2). Ids and times are fixed, so that the same paper is the same bytes.</summary>
internal sealed class DocxFile : IDisposable
{
    private const string Program = "MeetingHub";
    private const string ContentTypes = "[Content_Types].xml";
    private const string MainType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";

    // The first that a ZIP file can say, and what Word itself writes.
    private static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly MemoryStream stream = new();
    private readonly WordprocessingDocument package;

    public DocxFile(Paper paper)
    {
        package = WordprocessingDocument.Create(stream, DocumentFormat.OpenXml.WordprocessingDocumentType.Document);
        Main = package.AddNewPart<MainDocumentPart>(MainType, "document");
        WriteCore(paper);
        package.AddNewPart<ExtendedFilePropertiesPart>("app").Properties = new(new Application(Program), new Company(paper.Body));
    }

    public MainDocumentPart Main { get; }

    public void Add(W.Styles styles) => Main.AddNewPart<StyleDefinitionsPart>("styles").Styles = styles;

    public void Add(W.Numbering numbering) => Main.AddNewPart<NumberingDefinitionsPart>("numbering").Numbering = numbering;

    public void Add(W.Settings settings) => Main.AddNewPart<DocumentSettingsPart>("settings").Settings = settings;

    /// <param name="id">By which the section refers to it.</param>
    public void Add(W.Header header, string id) => Main.AddNewPart<HeaderPart>(id).Header = header;

    /// <summary>Once, at the end.</summary>
    public void Write(Stream output)
    {
        package.Dispose();
        using var made = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        using var fixedTimes = new MemoryStream();
        using (var target = new ZipArchive(fixedTimes, ZipArchiveMode.Create, leaveOpen: true))
        {
            // Programs that tell files by their beginning look for the content types there.
            foreach (var part in made.Entries.OrderBy(e => e.FullName != ContentTypes).ThenBy(e => e.FullName, StringComparer.Ordinal))
            {
                var entry = target.CreateEntry(part.FullName, CompressionLevel.Optimal);
                entry.LastWriteTime = NoTime;
                using var from = part.Open();
                using var to = entry.Open();
                from.CopyTo(to);
            }
        }

        fixedTimes.WriteTo(output);
    }

    public void Dispose()
    {
        package.Dispose();
        stream.Dispose();
    }

    // Written by hand: the package's own properties get a part with a random name.
    private void WriteCore(Paper paper)
    {
        const string dublinCore = "http://purl.org/dc/elements/1.1/";
        const string terms = "http://purl.org/dc/terms/";
        const string schema = "http://www.w3.org/2001/XMLSchema-instance";
        var moment = paper.PreparedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        using var part = package.AddNewPart<CoreFilePropertiesPart>("core").GetStream(FileMode.Create);
        using var xml = XmlWriter.Create(part);
        xml.WriteStartElement("cp", "coreProperties", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties");
        xml.WriteElementString("dc", "title", dublinCore, paper.Name);
        xml.WriteElementString("dc", "creator", dublinCore, paper.Body);
        xml.WriteElementString("dc", "language", dublinCore, "vi-VN");
        foreach (var name in (string[])["created", "modified"])
        {
            xml.WriteStartElement("dcterms", name, terms);
            xml.WriteAttributeString("xsi", "type", schema, "dcterms:W3CDTF");
            xml.WriteString(moment);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }
}
