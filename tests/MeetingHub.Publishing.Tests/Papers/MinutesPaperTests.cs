using MeetingHub.Publishing.Minutes;
using MeetingHub.Publishing.Papers;
using MeetingHub.Publishing.Tests.Kit;
using MeetingHub.Publishing.Text;

namespace MeetingHub.Publishing.Tests.Papers;

public sealed class MinutesPaperTests
{
    private static readonly Person Ha = new("Nguyễn Thị Hà", "Phó Giám đốc Sở", null, "bà");
    private static readonly Person Phuc = new("Đỗ Văn Phúc", "Trưởng phòng", "Phòng Quản lý công nghệ", "ông");

    [Fact]
    public void Beginning_and_end_are_said_with_hour_and_date_in_words()
    {
        var lines = LinesOf(Sample.Minimal);

        Assert.Equal("Thời gian bắt đầu: 08 giờ 32 phút, ngày 25 tháng 11 năm 2026.", lines[0]);
        Assert.Equal("Cuộc họp kết thúc vào 09 giờ 38 phút, ngày 25 tháng 11 năm 2026./.", lines[^1]);
    }

    // Appendix I, II.4: a zero before days under 10 and before months 1 and 2, before no other month.
    [Theory]
    [InlineData(2, 5, "ngày 05 tháng 02 năm 2027")]
    [InlineData(3, 15, "ngày 15 tháng 3 năm 2027")]
    [InlineData(12, 9, "ngày 09 tháng 12 năm 2027")]
    public void Leading_zeros_follow_the_decree(int month, int day, string expected)
    {
        var lines = LinesOf(Sample.Minimal with { StartedAt = new(2027, month, day, 7, 5, 0, TimeSpan.FromHours(7)) });

        Assert.Equal($"Thời gian bắt đầu: 07 giờ 05 phút, {expected}.", lines[0]);
    }

    [Fact]
    public void Times_are_printed_as_they_stand_whatever_the_zone_of_the_server()
    {
        var lines = LinesOf(Sample.Minimal with { StartedAt = new(2026, 11, 25, 23, 59, 0, TimeSpan.FromHours(-3)) });

        Assert.Equal("Thời gian bắt đầu: 23 giờ 59 phút, ngày 25 tháng 11 năm 2026.", lines[0]);
    }

    [Fact]
    public void Meeting_that_still_runs_leaves_room_for_its_end() =>
        Assert.Equal("Cuộc họp kết thúc vào …… giờ …… phút, ngày …… tháng …… năm ……./.", LinesOf(Sample.Minimal with { EndedAt = null })[^1]);

    [Theory]
    [InlineData(null, "Số: ……/BB-SKHCN")]
    [InlineData(5, "Số: 05/BB-SKHCN")]
    [InlineData(128, "Số: 128/BB-SKHCN")]
    public void Number_has_a_leading_zero_under_ten_and_dots_before_it_is_given(int? number, string expected) =>
        Assert.Equal(expected, Spaces(MinutesPaper.Compose(Sample.Minimal with { Number = number }).NumberLine));

    [Theory]
    [InlineData("Trưởng phòng", "Phòng Kế hoạch - Tài chính", "Trưởng phòng Kế hoạch - Tài chính")]
    [InlineData("Chuyên viên", "Văn phòng", "Chuyên viên Văn phòng")]
    [InlineData("Phó Giám đốc Sở", null, "Phó Giám đốc Sở")]
    [InlineData("Chánh Văn phòng", "Văn phòng", "Chánh Văn phòng")]
    [InlineData("Phó Giám đốc", "Ban Giám đốc", "Phó Giám đốc")]
    [InlineData(null, "Văn phòng", "Văn phòng")]
    [InlineData("Giám đốc", "Sở Khoa học và Công nghệ", "Giám đốc Sở Khoa học và Công nghệ")]
    public void Position_and_department_share_their_common_word(string? position, string? department, string expected)
    {
        var lines = LinesOf(Sample.Minimal with { Chair = new("Lê Văn An", position, department) });

        Assert.Contains($"Chủ trì (chủ tọa): Lê Văn An, {expected}.", lines);
    }

    [Fact]
    public void Substitute_late_comer_and_early_leaver_are_named_as_such()
    {
        var lines = LinesOf(Sample.Minimal with
        {
            Attendance = new() { Present = [new(Ha) { SubstituteFor = Phuc, LateMinutes = 9, LeftEarlyMinutes = 12 }] },
        });

        Assert.Contains("Bà Nguyễn Thị Hà, Phó Giám đốc Sở (dự thay ông Đỗ Văn Phúc; đến muộn 9 phút; về sớm 12 phút).", lines);
        Assert.Contains("Dự thay: bà Nguyễn Thị Hà, Phó Giám đốc Sở, dự thay ông Đỗ Văn Phúc, Trưởng phòng Quản lý công nghệ.", lines);
    }

    [Theory]
    [InlineData(AbsenceKind.Unstated, null, "lý do: ……")]
    [InlineData(AbsenceKind.WithReason, "nghỉ ốm.", "lý do: nghỉ ốm")]
    [InlineData(AbsenceKind.WithReason, null, "có lý do")]
    [InlineData(AbsenceKind.WithoutReason, null, "không lý do")]
    public void Absence_stands_with_its_reason(AbsenceKind kind, string? reason, string expected)
    {
        var lines = LinesOf(Sample.Minimal with { Attendance = new() { Absent = [new(Phuc, kind, reason)] } });

        Assert.Contains($"Vắng mặt: ông Đỗ Văn Phúc, Trưởng phòng Quản lý công nghệ ({expected}).", lines);
    }

    [Fact]
    public void More_than_six_people_stand_in_a_table()
    {
        var paper = MinutesPaper.Compose(Sample.Minimal with { Attendance = new() { Present = [.. Enumerable.Repeat(new Attendee(Ha), 7)] } });

        Assert.Equal(7, Assert.Single(paper.Blocks.OfType<Table>()).Rows.Count);
    }

    [Fact]
    public void Open_and_secret_votes_give_their_figures_and_shares()
    {
        var lines = LinesOf(Sample.Minimal with
        {
            Course =
            [
                new("Mục")
                {
                    Votes =
                    [
                        new("Thông qua báo cáo?") { Entitled = 21, Counts = VoteCount.Usual(19, 0, 2) },
                        new("Thông qua kế hoạch") { Entitled = 21, Counts = VoteCount.Usual(18, 1, 0) },
                        new("bầu tổ trưởng") { IsSecret = true, Counts = [new("ông A", 12), new("bà B", 9)] },
                    ],
                },
            ],
        });

        Assert.Contains("Biểu quyết công khai: Thông qua báo cáo. Kết quả: tán thành 19/21 (90,5%), không tán thành 0/21 (0%), không có ý kiến 2/21 (9,5%).", lines);
        Assert.Contains("Biểu quyết công khai: Thông qua kế hoạch. Kết quả: tán thành 18/21 (85,7%), không tán thành 1/21 (4,8%), không có ý kiến 0/21 (0%), không biểu quyết 2/21 (9,5%).", lines);
        Assert.Contains("Biểu quyết kín: bầu tổ trưởng. Kết quả: ông A 12, bà B 9.", lines);
    }

    [Fact]
    public void One_conclusion_runs_behind_its_label_and_several_are_a_list()
    {
        var one = LinesOf(Sample.Minimal with { Course = [new("Mục") { Conclusions = ["Gia hạn đến ngày 04/12/2026"] }] });
        var two = LinesOf(Sample.Minimal with { Course = [new("Mục") { Conclusions = ["Một.", "Hai."] }] });

        Assert.Contains("Kết luận: Gia hạn đến ngày 04/12/2026.", one);
        Assert.Equal(["Kết luận:", "Một.", "Hai."], two.SkipWhile(l => l != "Kết luận:").Take(3));
    }

    [Fact]
    public void Task_without_owner_or_date_shows_where_they_are_missing()
    {
        var paper = MinutesPaper.Compose(Sample.Minimal with { Course = [new("Mục") { Tasks = [new("Rà soát"), new("Báo cáo", "Văn phòng", new(2026, 12, 5))] }] });

        var rows = Assert.Single(paper.Blocks.OfType<Table>()).Rows.Select(r => string.Join('|', r.Select(c => c.Spans[0].Text)));

        Assert.Equal(["Rà soát|……|……", "Báo cáo|Văn phòng|05/12/2026"], rows);
    }

    [Fact]
    public void Speaking_times_stand_by_person_and_item_in_whole_minutes()
    {
        var paper = MinutesPaper.Compose(Sample.Minimal with
        {
            SpeakingTimes =
            [
                new(Ha) { Items = [new(1, TimeSpan.FromSeconds(40)), new(3, TimeSpan.FromSeconds(272))] },
                new(Phuc) { Items = [new(null, TimeSpan.FromSeconds(12))] },
            ],
        });

        var rows = Assert.Single(paper.Blocks.OfType<Table>()).Rows.Select(r => Spaces(string.Join('|', r.Select(c => c.Spans[0].Text))));

        Assert.Equal(
            [
                "Bà Nguyễn Thị Hà|Nội dung 1: dưới 1 phút; nội dung 3: 5 phút|5 phút",
                "Ông Đỗ Văn Phúc|Ngoài chương trình: dưới 1 phút|dưới 1 phút",
            ],
            rows);
    }

    [Fact]
    public void A_paper_without_measured_speech_says_nothing_of_it() =>
        Assert.DoesNotContain(LinesOf(Sample.Minimal), line => line.StartsWith("Thời gian phát biểu", StringComparison.Ordinal));

    [Fact]
    public void Stand_up_tells_reports_written_answers_and_silence_apart()
    {
        var lines = LinesOf(Sample.Minimal with
        {
            StandUp =
            [
                new(Ha, StandUpState.Reported) { Done = "Xong báo cáo", InTheWay = "- thiếu người\n- thiếu máy" },
                new(Phuc, StandUpState.AnsweredBeforehand) { Next = "Đi cơ sở" },
                new(new("Lò Văn Tới"), StandUpState.Absent),
            ],
        });

        Assert.Equal(
            [
                "Bà Nguyễn Thị Hà", "Đã làm: Xong báo cáo.", "Vướng mắc:", "thiếu người", "thiếu máy",
                "Ông Đỗ Văn Phúc (vắng mặt, báo cáo gửi trước)", "Việc tiếp theo: Đi cơ sở.", "Lò Văn Tới (vắng mặt, không có báo cáo)",
            ],
            lines.SkipWhile(l => l != "Bà Nguyễn Thị Hà").SkipLast(1));
    }

    [Theory]
    [InlineData("Họp giao ban", "Biên bản họp giao ban")]
    [InlineData("UBND xã họp", "Biên bản UBND xã họp")]
    [InlineData("", "Biên bản")]
    public void Name_of_the_file_reads_as_a_phrase(string subject, string name) =>
        Assert.Equal(name, MinutesPaper.Compose(Sample.Minimal with { Subject = subject }).Name);

    [Fact]
    public void Recipients_get_dashes_and_stops_with_the_filing_line_last() =>
        Assert.Equal(
            ["- Lãnh đạo Sở;", "- Các phòng;", "- Lưu: VT, Hồ sơ."],
            MinutesPaper.Compose(Sample.Minimal with { Recipients = ["Lãnh đạo Sở;", "Các phòng"] }).Recipients);

    /// <summary>Every paragraph as a line of text, with plain spaces.</summary>
    private static List<string> LinesOf(MinutesDocument document) => Flatten(MinutesPaper.Compose(document).Blocks).Select(Spaces).ToList();

    private static IEnumerable<string> Flatten(IEnumerable<Block> blocks) => blocks.SelectMany(block => block switch
    {
        Paragraph paragraph => [string.Concat(paragraph.Spans.Select(s => s.Text))],
        Heading heading => [string.Concat(heading.Spans.Select(s => s.Text))],
        ItemList list => list.Items.SelectMany(item => Flatten(item.Blocks)),
        _ => [],
    });

    private static string Spaces(string text) => text.Replace('\u00A0', ' ');
}
