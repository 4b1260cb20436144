using System.IO.Compression;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using MeetingHub.Publishing.Minutes;
using MeetingHub.Publishing.Samples;
using MeetingHub.Publishing.Tests.Kit;

namespace MeetingHub.Publishing.Tests.Docx;

public sealed class DocxFileTests
{
    [Theory]
    [MemberData(nameof(Sample.Names), MemberType = typeof(Sample))]
    public void Validator_of_office_finds_nothing_wrong(string sample)
    {
        using var word = new WordFile(Sample.Of(sample));

        Assert.Empty(word.Faults);
    }

    [Fact]
    public void Same_document_gives_the_same_bytes()
    {
        using var first = new WordFile(SampleMinutes.FortyPages);
        using var second = new WordFile(MinutesJson.Read(MinutesJson.Write(SampleMinutes.FortyPages)));

        Assert.Equal(first.Bytes, second.Bytes);
    }

    [Fact]
    public void Papers_are_written_side_by_side()
    {
        using var alone = new WordFile(SampleMinutes.FivePages);

        var together = new byte[8][];
        Parallel.For(0, together.Length, i =>
        {
            using var word = new WordFile(SampleMinutes.FivePages);
            together[i] = word.Bytes;
        });

        Assert.All(together, bytes => Assert.Equal(alone.Bytes, bytes));
    }

    [Fact]
    public void Title_author_language_and_dates_come_from_the_document()
    {
        using var word = new WordFile(Sample.Minimal);

        var properties = word.Package.PackageProperties;

        Assert.Equal(("Biên bản họp giao ban tuần 48 năm 2026", "SỞ KHOA HỌC VÀ CÔNG NGHỆ", "vi-VN"),
            (properties.Title, properties.Creator, properties.Language));
        Assert.Equal((Sample.Minimal.PreparedAt.UtcDateTime, Sample.Minimal.PreparedAt.UtcDateTime),
            (properties.Created?.ToUniversalTime(), properties.Modified?.ToUniversalTime()));
    }

    [Fact]
    public void File_begins_with_its_content_types_and_holds_no_time_of_its_own()
    {
        using var word = new WordFile(SampleMinutes.OnePage);
        using var archive = new ZipArchive(new MemoryStream(word.Bytes));

        Assert.Equal("[Content_Types].xml", archive.Entries[0].FullName);
        Assert.All(archive.Entries, entry => Assert.Equal(new DateTime(1980, 1, 1, 0, 0, 0), entry.LastWriteTime.DateTime));
        Assert.DoesNotContain(archive.Entries, entry => entry.FullName.Contains("vba", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Links_are_the_only_thing_that_leads_out_and_only_to_allowed_addresses()
    {
        using var word = new WordFile(Sample.WithNotes(
            "[một](https://lamgiang.example/a?b=1&c=2#d) [hai](mailto:vt@lamgiang.example) [ba](javascript:alert(1)) [bốn](file:///etc/passwd) "
            + "[năm](\\\\server\\share) ![sáu](https://x.example/a.png) <https://lamgiang.example/a?b=1&c=2#d> **[bảy *tám*](https://b.example)**"));

        var links = word.Body.Descendants<Hyperlink>()
            .Select(link => (WordFile.TextOf(link), word.Main.HyperlinkRelationships.Single(r => r.Id == link.Id).Uri.OriginalString));

        Assert.Equal(
            [
                ("một", "https://lamgiang.example/a?b=1&c=2#d"), ("hai", "mailto:vt@lamgiang.example"),
                ("https://lamgiang.example/a?b=1&c=2#d", "https://lamgiang.example/a?b=1&c=2#d"), ("bảy tám", "https://b.example/"),
            ],
            links);
        Assert.Equal(3, word.Main.HyperlinkRelationships.Count());
        Assert.All(Parts(word.Package), part => Assert.Empty(part.ExternalRelationships));
        Assert.Empty(word.Faults);
    }

    private static IEnumerable<OpenXmlPartContainer> Parts(OpenXmlPartContainer container) =>
        container.Parts.SelectMany(pair => Parts(pair.OpenXmlPart)).Prepend(container);
}
