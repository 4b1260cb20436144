using System.Globalization;
using System.Security;
using System.Text;

namespace MeetingHub.Publishing.Pdf;

/// <summary>Title, author and dates of a file, once as document information and once as XMP; PDF/A (ISO 19005-2, 6.6) wants both to agree.</summary>
internal sealed record Metadata(string Title, string Author, DateTimeOffset Created)
{
    private const string Program = "MeetingHub";

    public string Info =>
        $"<</Title{PdfText.Hex(Title)}/Author{PdfText.Hex(Author)}/Creator({Program})/Producer({Program})"
        + $"/CreationDate{PdfText.Date(Created)}/ModDate{PdfText.Date(Created)}>>";

    public byte[] Xmp
    {
        get
        {
            var date = Created.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
            return Encoding.UTF8.GetBytes($"""
                <?xpacket begin="{'\uFEFF'}" id="W5M0MpCehiHzreSzNTczkc9d"?>
                <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
                <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
                <pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>
                <dc:format>application/pdf</dc:format>
                <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{SecurityElement.Escape(Title)}</rdf:li></rdf:Alt></dc:title>
                <dc:creator><rdf:Seq><rdf:li>{SecurityElement.Escape(Author)}</rdf:li></rdf:Seq></dc:creator>
                <dc:language><rdf:Bag><rdf:li>vi-VN</rdf:li></rdf:Bag></dc:language>
                <xmp:CreatorTool>{Program}</xmp:CreatorTool><xmp:CreateDate>{date}</xmp:CreateDate><xmp:ModifyDate>{date}</xmp:ModifyDate>
                <pdf:Producer>{Program}</pdf:Producer>
                </rdf:Description></rdf:RDF></x:xmpmeta>
                <?xpacket end="w"?>
                """);
        }
    }
}
