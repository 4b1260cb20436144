using System.Text;
using DocumentFormat.OpenXml.Wordprocessing;
using MeetingHub.Publishing.Minutes;
using MeetingHub.Publishing.Tests.Kit;

namespace MeetingHub.Publishing.Tests.Docx;

public sealed class DocxTextTests
{
    [Theory]
    [MemberData(nameof(Sample.Names), MemberType = typeof(Sample))]
    public void Word_file_says_what_the_printed_paper_says_in_its_order(string sample) => AssertSameText(Sample.Of(sample));

    [Fact]
    public void Lists_quotes_links_breaks_and_tables_say_the_same_too() => AssertSameText(Sample.WithNotes(
        "# Đề mục\n\nDòng một\nDòng hai **đậm** *nghiêng* [liên kết](https://a.example/x).\n\n> Trích:\n> - ý\n\n- gạch\n  1. điểm\n  2. điểm\n\n     tiếp\n"
        + "- \n- | a | b |\n  |---|--:|\n  | 1 | 2 |\n\n0. không\n1. một\n\n999999999. lớn\n1000. thường\n"));

    [Fact]
    public void Every_word_of_hostile_text_is_there_and_the_file_stays_sound()
    {
        const string evil = "ba\u202Egi\u200Bấu\u0007 \uD83D cặp \uFFFE\uFFFF\u0000 &#0;&#xD800;&#8; <script>&amp;</script> ]]> \u2028 ✅ 会議 <w:p/>";
        using var word = new WordFile(Sample.SayingOnly(evil, evil + "\n\n- " + evil));

        Assert.Empty(word.Faults);
        Assert.Contains(word.Lines, line => line.StartsWith("bagiấu", StringComparison.Ordinal) && line.Contains("会議 <w:p/>", StringComparison.Ordinal));
        Assert.All(word.Lines, line => Assert.True(line.IsNormalized(NormalizationForm.FormC)));
    }

    [Fact]
    public void Megabyte_of_text_and_a_word_of_a_hundred_thousand_letters_are_written_whole()
    {
        var words = string.Join(' ', Enumerable.Range(0, 180_000).Select(i => i % 97 == 0 ? "\n" : "nghiêng")) + "\n\n" + new string('ổ', 100_000);
        using var word = new WordFile(Sample.WithNotes(words));

        var text = WordFile.TextOf(word.Body);

        Assert.Equal(180_000 - 180_000 / 97 - 1, text.Split("nghiêng").Length - 1);
        Assert.Contains(new string('ổ', 100_000), text, StringComparison.Ordinal);
    }

    // Word opens no table of more than 63 columns and no list of more than nine levels.
    [Fact]
    public void Hundred_columns_and_deep_lists_lose_no_word()
    {
        var table = string.Concat(Enumerable.Range(0, 100).Select(i => $"| ô{i} ")) + "|\n" + string.Concat(Enumerable.Repeat("|--", 100)) + "|\n" + string.Concat(Enumerable.Range(0, 100).Select(i => $"| rộng{i} ")) + "|";
        var list = string.Concat(Enumerable.Range(0, 40).Select(i => new string(' ', 2 * i) + "- cấp " + i + "\n"));
        using var word = new WordFile(Sample.WithNotes(table + "\n\n" + list));

        Assert.Equal(63, word.Body.Elements<Table>().ElementAt(1).GetFirstChild<TableGrid>()!.Elements<GridColumn>().Count());
        Assert.Contains(string.Concat(Enumerable.Range(0, 100).Select(i => $"rộng{i}")), WordFile.TextOf(word.Body), StringComparison.Ordinal);
        Assert.Equal(
            Enumerable.Range(0, 40).Select(i => $"{(i % 2 == 0 ? '-' : '+')} cấp {i}"),
            word.Lines.Where(line => line.Contains("cấp", StringComparison.Ordinal)));
        Assert.Empty(word.Faults);
    }

    [Fact]
    public void Empty_words_leave_a_file_that_can_be_read()
    {
        using var word = new WordFile(Sample.Empty);

        Assert.Contains("BIÊN BẢN", word.Lines);
        Assert.Empty(word.Faults);
    }

    private static void AssertSameText(MinutesDocument document)
    {
        using var word = new WordFile(document);
        using var printed = new PaperFile(document);
        var written = Letters(string.Concat(word.Lines));
        var heads = word.Body.Descendants<TableHeader>().Select(head => Letters(WordFile.TextOf(head.Ancestors<TableRow>().First()))).Distinct().ToList();

        Assert.Equal(written, string.Concat(WithoutRepeatedHeads(printed.Letters.Select(Letters), written, heads)));
    }

    /// <summary>The head of a table is printed again on each of its pages; the Word file has it once.</summary>
    private static IEnumerable<string> WithoutRepeatedHeads(IEnumerable<string> pages, string written, List<string> heads)
    {
        var at = 0;
        foreach (var page in pages)
        {
            var repeated = written.AsSpan(at).StartsWith(page) ? "" : heads.Find(head => page.StartsWith(head, StringComparison.Ordinal)) ?? "";
            at += page.Length - repeated.Length;
            yield return page[repeated.Length..];
        }
    }

    private static string Letters(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
