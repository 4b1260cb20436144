using MeetingHub.Publishing.Minutes;
using MeetingHub.Publishing.Samples;
using MeetingHub.Publishing.Tests.Kit;

namespace MeetingHub.Publishing.Tests.Papers;

public sealed class PageBreakTests
{
    public static TheoryData<int> Lengths => [.. Enumerable.Range(4, 26)];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Signatures_are_never_split_and_never_alone(int paragraphs)
    {
        using var paper = new PaperFile(Sample.WithParagraphs(paragraphs) with { Recipients = ["Lãnh đạo Sở", "Các phòng"] });

        var capacity = paper.FindOne("CHỦ TỌA")[0];
        var block = new[] { paper.FindOne("THƯ KÝ")[0], paper.Find("Nguyễn Thị Hà")[^1][0], paper.Find("Phạm Thu Trang")[^1][0], paper.FindOne("Nơi nhận:")[0], paper.FindOne("- Lưu: VT, Hồ sơ.")[0] };
        var linesAbove = paper.Words.Where(w => w.Page == capacity.Page && w.Top > 18 && w.Bottom < capacity.Top).Select(w => Math.Round(w.Bottom)).Distinct().Count();

        Assert.All(block, w => Assert.Equal(capacity.Page, w.Page));
        Assert.True(linesAbove >= 2, $"{linesAbove} lines of text above the signatures");
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Heading_is_never_the_last_line_of_a_page(int paragraphs)
    {
        var course = Sample.WithParagraphs(paragraphs).Course.Append(new("Mục sau") { Notes = "Nội dung của mục sau, đủ dài để chiếm hơn một dòng trên trang giấy khổ A4 theo quy định hiện hành." });
        using var paper = new PaperFile(Sample.Minimal with { Course = [.. course] });

        var heading = paper.FindOne("2. Mục sau")[0];

        Assert.Contains(paper.Words, w => w.Page == heading.Page && w.Top > heading.Bottom);
    }

    [Fact]
    public void Head_of_a_table_is_repeated_on_each_of_its_pages()
    {
        using var paper = new PaperFile(SampleMinutes.FortyPages);

        var firstColumn = paper.Find("TT").Select(w => w[0]).ToList();

        Assert.True(firstColumn.Count >= 3);
        Assert.Equal(Enumerable.Range(1, firstColumn.Count), firstColumn.Select(w => w.Page));
        Assert.All(firstColumn.Skip(1), w => Assert.InRange(w.Top, 20, 24));
    }

    [Fact]
    public void Table_row_stays_on_one_page()
    {
        var tasks = Enumerable.Range(1, 40).Select(i => new AssignedTask($"Đầu{i} việc khá dài để chiếm nhiều dòng trong ô, gồm rà soát, tổng hợp, báo cáo, theo dõi và đôn đốc thực hiện hết{i}", "Văn phòng"));
        using var paper = new PaperFile(Sample.Minimal with { Course = [new("Giao việc") { Tasks = [.. tasks] }] });

        Assert.True(paper.Pages > 3);
        Assert.All(Enumerable.Range(1, 40), i => Assert.Equal(paper.FindOne($"Đầu{i}")[0].Page, paper.FindOne($"hết{i}")[0].Page));
    }

    [Fact]
    public void Row_higher_than_a_page_goes_on_without_losing_a_word()
    {
        var words = Enumerable.Range(1, 2000).Select(i => $"từ{i}").ToList();
        using var paper = new PaperFile(Sample.Minimal with { Course = [new("Giao việc") { Tasks = [new(string.Join(' ', words), "Văn phòng")] }] });

        var found = paper.Words.Select(w => w.Text).ToHashSet();

        Assert.All(words, word => Assert.Contains(word, found));
        Assert.All(paper.Words, w => Assert.True(w.Bottom < 277.5));
    }

    [Fact]
    public void Hundred_columns_and_deep_lists_still_fit_the_page()
    {
        var table = string.Concat(Enumerable.Repeat("| ô ", 100)) + "|\n" + string.Concat(Enumerable.Repeat("|--", 100)) + "|\n" + string.Concat(Enumerable.Repeat("| rộng ", 100)) + "|";
        var list = string.Concat(Enumerable.Range(0, 40).Select(i => new string(' ', 2 * i) + "- cấp " + i + "\n"));
        using var paper = new PaperFile(Sample.WithNotes(table + "\n\n" + list));

        Assert.Contains("cấp 39", paper.Text, StringComparison.Ordinal);
        Assert.All(paper.Words.Where(w => w.Text is "cấp"), w => Assert.True(w.Right < 195));
    }
}
