using MeetingHub.Publishing.Minutes;
using MeetingHub.Publishing.Papers;
using MeetingHub.Publishing.Samples;
using MeetingHub.Publishing.Tests.Kit;

namespace MeetingHub.Publishing.Tests.Papers;

/// <summary>Places in millimetres, as Decree 30/2020, Appendix I prescribes them, found by another program.</summary>
public sealed class PaperGeometryTests
{
    private const string National = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
    private const string Motto = "Độc lập - Tự do - Hạnh phúc";

    [Fact]
    public void National_title_stands_on_one_line_in_the_right_block()
    {
        using var paper = new PaperFile(Sample.Minimal);

        var title = paper.FindOne(National); // Find only sees phrases on one line

        Assert.Equal(88.3, title[^1].Right - title[0].Left, tolerance: 0.5);
        Assert.InRange(title[0].Left, 100, 110);
        Assert.InRange(title[^1].Right, 190, 195);
    }

    [Fact]
    public void Title_of_13_points_still_stands_on_one_line()
    {
        var layout = PaperLayout.Default with { NationalTitleSize = 13 };
        using var stream = new MemoryStream();
        new PaperPdf(layout).RenderPdf(MinutesPaper.Compose(Sample.Minimal), stream);
        using var paper = new PaperFile(Sample.Minimal);
        File.WriteAllBytes(paper.Path, stream.ToArray());

        Assert.Contains(National, Tool.Run("pdftotext", "-layout", paper.Path, "-"), StringComparison.Ordinal);
    }

    [Fact]
    public void Rule_under_the_motto_is_as_long_as_the_motto()
    {
        using var paper = new PaperFile(Sample.Minimal);

        var motto = paper.FindOne(Motto);
        var rule = Assert.Single(paper.Strokes(1, motto[0].Bottom - 1, motto[0].Bottom + 3), s => s.Left > 100);

        Assert.Equal(motto[0].Left, rule.Left, tolerance: 0.5);
        Assert.Equal(motto[^1].Right, rule.Right, tolerance: 0.5);
    }

    [Fact]
    public void Rule_under_the_body_is_a_third_to_half_as_long_and_centred()
    {
        using var paper = new PaperFile(Sample.Minimal);

        var name = paper.FindOne("SỞ KHOA HỌC VÀ CÔNG NGHỆ");
        var rule = Assert.Single(paper.Strokes(1, name[0].Bottom - 1, name[0].Bottom + 3), s => s.Right < 100);
        var length = name[^1].Right - name[0].Left;

        Assert.InRange((rule.Right - rule.Left) / length, 1 / 3.0, 1 / 2.0);
        Assert.Equal((name[0].Left + name[^1].Right) / 2, (rule.Left + rule.Right) / 2, tolerance: 0.5);
    }

    [Fact]
    public void Long_name_of_a_body_wraps_without_touching_the_right_block()
    {
        using var paper = new PaperFile(Sample.Minimal with
        {
            Issuer = new("Ủy ban nhân dân tỉnh Lam Giang", "Trung tâm Ứng dụng tiến bộ khoa học công nghệ và Tiêu chuẩn đo lường chất lượng tỉnh", "TTUDTBKHCN"),
        });

        var title = paper.FindOne(National);
        var number = paper.FindOne("Số: ……/BB-TTUDTBKHCN");
        var name = paper.Words.Where(w => w.Bottom < number[0].Top && w.Left < 98).ToList();

        Assert.True(name.Select(w => Math.Round(w.Bottom)).Distinct().Count() >= 3);
        Assert.All(name, w => Assert.True(w.Right < title[0].Left - 1));
        Assert.Equal(name[0].Bottom, title[0].Bottom, tolerance: 0.5);
    }

    [Fact]
    public void Text_keeps_to_the_margins_on_every_page()
    {
        using var paper = new PaperFile(SampleMinutes.FivePages);

        var text = paper.Words.Where(w => w.Top > 17).ToList(); // above it are page numbers and the draft mark

        Assert.Equal(30, text.Min(w => w.Left), tolerance: 0.3);
        Assert.Equal(195, text.Max(w => w.Right), tolerance: 0.3);
        Assert.InRange(text.Min(w => w.Top), 19.5, 22);
        Assert.InRange(text.Max(w => w.Bottom), 250, 277.2);
    }

    [Fact]
    public void Line_that_justifying_would_tear_open_stays_ragged()
    {
        using var paper = new PaperFile(Sample.WithNotes("ngắn ngủi " + new string('x', 70) + " hết"));

        var (first, second) = (paper.FindOne("ngắn")[0], paper.FindOne("ngủi")[0]);

        Assert.InRange(second.Left - first.Right, 0.5, 4);
    }

    [Fact]
    public void First_lines_are_indented_by_12_7_millimetres_and_other_lines_are_not()
    {
        using var paper = new PaperFile(Sample.WithParagraphs(3));

        Assert.Equal(30 + 12.7, paper.FindOne("Ý kiến thứ 2:")[0].Left, tolerance: 0.3);
        Assert.Contains(paper.Words, w => Math.Abs(w.Left - 30) < 0.3 && w.Top > 60 && w.Page == 1);
    }

    [Fact]
    public void Page_numbers_stand_centred_in_the_top_margin_from_page_two()
    {
        using var paper = new PaperFile(SampleMinutes.FivePages with { Status = MinutesStatus.Approved });

        var margin = paper.Words.Where(w => w.Bottom < 19).ToList();

        Assert.Equal(["2", "3", "4", "5"], margin.Select(w => w.Text));
        Assert.Equal([2, 3, 4, 5], margin.Select(w => w.Page));
        Assert.All(margin, w => Assert.Equal(105, (w.Left + w.Right) / 2, tolerance: 0.5));
    }

    [Fact]
    public void Draft_is_marked_on_every_page_and_an_approved_paper_on_none()
    {
        using var draft = new PaperFile(SampleMinutes.FivePages);
        using var approved = new PaperFile(SampleMinutes.FivePages with { Status = MinutesStatus.Approved });

        Assert.Equal(Enumerable.Range(1, draft.Pages), draft.Find("DỰ THẢO").Select(mark => mark[0].Page));
        Assert.Empty(approved.Find("DỰ THẢO"));
    }

    [Fact]
    public void Samples_have_the_pages_their_names_promise()
    {
        using var one = new PaperFile(SampleMinutes.OnePage);
        using var five = new PaperFile(SampleMinutes.FivePages);
        using var forty = new PaperFile(SampleMinutes.FortyPages);

        Assert.Equal([1, 5, 40], [one.Pages, five.Pages, forty.Pages]);
    }
}
