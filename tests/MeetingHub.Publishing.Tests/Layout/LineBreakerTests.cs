using MeetingHub.Publishing.Layout;
using MeetingHub.Publishing.Text;

namespace MeetingHub.Publishing.Tests.Layout;

public sealed class LineBreakerTests
{
    private const double Size = 14;
    private const string Long =
        "Căn cứ báo cáo của các phòng gửi ngày 20 tháng 11 năm 2026, lúc 08 giờ 30 phút ông Đỗ Văn Phúc thay mặt lãnh đạo Sở đề nghị rà soát 14 triệu đồng kinh phí, "
        + "hoàn thành trước quý IV năm 2026 theo khoản 2 Điều 15, đạt 80 % kế hoạch - phần còn lại chuyển sang năm sau.";

    public static TheoryData<int> Widths => [.. Enumerable.Range(0, 60).Select(i => 200 + 5 * i)];

    [Theory]
    [MemberData(nameof(Widths))]
    public void Every_word_is_set_once_in_order_and_no_line_is_wider_than_the_column(int width)
    {
        var words = Words.Of([new(Long)], Size, width);

        var lines = LineBreaker.Break(words, width, width, Setting.Justified);

        Assert.Equal(Enumerable.Range(0, words.Count), lines.SelectMany(l => Enumerable.Range(l.From, l.To - l.From)));
        Assert.All(lines, l => Assert.True(l.Natural - 0.12 * l.SpaceWidth <= width + 0.01));
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void What_belongs_together_is_not_torn(int width)
    {
        var words = Words.Of([new(Long)], Size, width);

        var starts = LineBreaker.Break(words, width, width, Setting.Justified).Skip(1).Select(l => words[l.From]);

        Assert.All(starts, word => Assert.NotEqual(Joint.Tie, word.Joint));
    }

    [Fact]
    public void Paragraph_is_broken_as_a_whole_better_than_line_by_line()
    {
        const string free = "nghiêng ngả chân trời xa tít tắp những cánh đồng mênh mông trải dài đến tận chân núi mờ sương buổi sớm mùa thu se se lạnh gió heo may về";
        var words = Words.Of([new(free + " " + free)], Size, 200);
        int[] widths = [.. Enumerable.Range(0, 60).Select(i => 200 + 5 * i)];

        var whole = widths.Sum(width => Looseness(LineBreaker.Break(words, width, width, Setting.Justified), width));

        Assert.True(whole < 0.9 * widths.Sum(width => Looseness(LineByLine(words, width), width)));
    }

    [Fact]
    public void Typed_line_break_ends_the_line()
    {
        var words = Words.Of([new("một hai\nba")], Size, 400);

        var lines = LineBreaker.Break(words, 400, 400, Setting.Justified);

        Assert.Equal([2, 3], lines.Select(l => l.To));
        Assert.All(lines, l => Assert.True(l.EndsParagraph));
    }

    [Fact]
    public void No_words_are_no_lines() => Assert.Empty(LineBreaker.Break([], 100, 100, Setting.Justified));

    [Theory]
    [InlineData("ngày", "25", true)]
    [InlineData("(ngày", "25", true)]
    [InlineData("08", "giờ,", true)]
    [InlineData("bà", "Hà", true)]
    [InlineData("80", "%", true)]
    [InlineData("hoạch", "-", true)]
    [InlineData("bà", "con", false)]
    [InlineData("7", "trên", false)]
    [InlineData("họp", "25", false)]
    public void Ties_bind_what_a_typist_would(string before, string after, bool bound) => Assert.Equal(bound, Ties.Bind(before, after));

    [Fact]
    public void Address_may_break_after_a_slash_and_loses_nothing()
    {
        var words = Words.Of([new("xem https://example.vn/van-ban/2026/thong-bao?so=128&nam=2026 nhé")], Size, 400);

        Assert.Equal(
            ["xem", "https://", "example.vn/", "van-ban/", "2026/", "thong-bao?", "so=", "128&", "nam=", "2026", "nhé"],
            words.Select(w => w.Fragments[0].Text));
        Assert.Equal(2, words.Count(w => w.Space > 0));
    }

    [Fact]
    public void Style_may_change_inside_a_word()
    {
        var word = Assert.Single(Words.Of([new("đạt"), new("80%", TextStyle.Bold), new(".")], Size, 400));

        Assert.Equal(["đạt", "80%", "."], word.Fragments.Select(f => f.Text));
    }

    private static double Looseness(List<Line> lines, double width) =>
        lines.SkipLast(1).Sum(line => Math.Pow((width - line.Natural) / Math.Max(line.SpaceWidth, 1), 3));

    private static List<Line> LineByLine(List<Word> words, double width)
    {
        var lines = new List<Line>();
        var (from, natural, spaces) = (0, 0.0, 0.0);
        for (var i = 0; i < words.Count; i++)
        {
            var space = i > from ? words[i].Space : 0;
            if (natural + space + words[i].Width > width)
            {
                lines.Add(new(from, i, natural, spaces, EndsParagraph: false));
                (from, natural, spaces, space) = (i, 0, 0, 0);
            }

            (natural, spaces) = (natural + space + words[i].Width, spaces + space);
        }

        lines.Add(new(from, words.Count, natural, spaces, EndsParagraph: true));
        return lines;
    }
}
