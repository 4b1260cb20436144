using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using MeetingHub.Publishing.Minutes;
using MeetingHub.Publishing.Papers;
using MeetingHub.Publishing.Samples;
using MeetingHub.Publishing.Tests.Kit;

namespace MeetingHub.Publishing.Tests.Pdf;

public sealed class PdfFileTests
{
    [Theory]
    [MemberData(nameof(Sample.Names), MemberType = typeof(Sample))]
    public void Qpdf_finds_nothing_wrong(string sample)
    {
        using var paper = new PaperFile(Sample.Of(sample));

        var verdict = Tool.Run("qpdf", "--check", paper.Path);

        Assert.Contains("No syntax or stream encoding errors found", verdict, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Sample.Names), MemberType = typeof(Sample))]
    public void Every_font_is_embedded_as_a_subset_with_a_way_back_to_text(string sample)
    {
        using var paper = new PaperFile(Sample.Of(sample));

        var fonts = Tool.Run("pdffonts", paper.Path).Split('\n', StringSplitOptions.RemoveEmptyEntries)[2..];

        Assert.InRange(fonts.Length, 2, 4);
        Assert.All(fonts, font => Assert.Matches(@"^[A-Z]{6}\+Tinos-\w+\s+CID TrueType\s+Identity-H\s+yes yes yes", font));
    }

    [Fact]
    public void Poppler_reads_the_embedded_programs_without_a_complaint()
    {
        using var paper = new PaperFile(SampleMinutes.FivePages);

        var output = Tool.Run("pdftoppm", "-r", "40", "-png", paper.Path, Path.ChangeExtension(paper.Path, null));

        Assert.Empty(output);
    }

    [Fact]
    public void Title_author_and_dates_come_from_the_document()
    {
        using var paper = new PaperFile(Sample.Minimal);

        var info = Tool.Run("pdfinfo", "-isodates", paper.Path);

        Assert.Matches(@"Title:\s+Biên bản họp giao ban tuần 48 năm 2026\n", info);
        Assert.Matches(@"Author:\s+SỞ KHOA HỌC VÀ CÔNG NGHỆ\n", info);
        Assert.Matches(@"CreationDate:\s+2026-11-25T(10:32:00\+07|03:32:00(Z|\+00))", info);
        Assert.Matches(@"Page size:\s+595\.\d+ x 841\.\d+ pts \(A4\)", info);
    }

    // No validator of PDF/A is to be had here: the marks it would look for are checked one by one.
    [Fact]
    public void File_carries_the_marks_of_archival_pdf()
    {
        using var paper = new PaperFile(SampleMinutes.FivePages);

        var raw = Encoding.Latin1.GetString(File.ReadAllBytes(paper.Path));
        var objects = Tool.Run("qpdf", "--qdf", "--object-streams=disable", "--no-original-object-ids", paper.Path, "-");

        Assert.Contains("<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>", raw, StringComparison.Ordinal);
        Assert.Matches(@"^%PDF-1\.7\n%[\x80-\xFF]{4}", raw);
        Assert.Matches(@"/OutputIntents \[", objects);
        Assert.Contains("/GTS_PDFA1", objects, StringComparison.Ordinal);
        Assert.Matches(@"/ID \[<[0-9a-f]{32}><[0-9a-f]{32}>\]", objects);
        Assert.DoesNotMatch(@"/Encrypt|/JavaScript|/JS |/SMask|/Transparency|/Launch|/URI|/EmbeddedFile|/LZWDecode", objects);
    }

    [Fact]
    public void Information_and_metadata_packet_agree_on_the_dates()
    {
        using var paper = new PaperFile(Sample.Minimal);

        var raw = Encoding.Latin1.GetString(File.ReadAllBytes(paper.Path));

        Assert.Contains("/CreationDate(D:20261125103200+07'00')", raw, StringComparison.Ordinal);
        Assert.Contains("<xmp:CreateDate>2026-11-25T10:32:00+07:00</xmp:CreateDate>", raw, StringComparison.Ordinal);
    }

    [Fact]
    public void Agenda_items_are_bookmarks_in_order_that_lead_to_their_page()
    {
        using var paper = new PaperFile(SampleMinutes.FivePages);

        var objects = Tool.Run("qpdf", "--json=2", "--json-key=outlines", paper.Path);
        var titles = Regex.Matches(objects, "\"title\": \"(.*)\"").Select(m => Regex.Unescape(m.Groups[1].Value)).ToList();
        var pages = Regex.Matches(objects, "\"destpageposfrom1\": (\\d+)").Select(m => int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture)).ToList();

        Assert.Equal(SampleMinutes.FivePages.Course.Select((item, i) => $"{i + 1}. {item.Title}"), titles);
        Assert.Equal(titles.Select(t => paper.FindOne(t)[0].Page), pages);
    }

    [Fact]
    public void Same_document_gives_the_same_bytes()
    {
        var first = Render(SampleMinutes.FortyPages);
        var second = Render(MinutesJson.Read(MinutesJson.Write(SampleMinutes.FortyPages)));

        Assert.Equal(first, second);
    }

    [Fact]
    public void Papers_render_side_by_side()
    {
        var alone = Render(SampleMinutes.FivePages);

        var together = new byte[8][];
        Parallel.For(0, together.Length, i => together[i] = Render(SampleMinutes.FivePages));

        Assert.All(together, bytes => Assert.Equal(alone, bytes));
    }

    private static byte[] Render(MinutesDocument document)
    {
        using var stream = new MemoryStream();
        new PaperPdf().RenderPdf(MinutesPaper.Compose(document), stream);
        return stream.ToArray();
    }
}
