using MeetingHub.Publishing.Minutes;

namespace MeetingHub.Publishing.Samples;

/// <summary>Minutes of invented meetings, the same at every call, for looking at papers and for measuring.</summary>
public static class SampleMinutes
{
    private static readonly TimeSpan Hanoi = TimeSpan.FromHours(7);
    private static readonly IssuingBody Body = new("UBND tỉnh Lam Giang", "Sở Khoa học và Công nghệ", "SKHCN");
    private static readonly string[] Recipients = ["Lãnh đạo Sở", "Các phòng, đơn vị", "UBND các xã dự họp"];

    /// <summary>A stand-up, approved.</summary>
    public static MinutesDocument OnePage => new()
    {
        Status = MinutesStatus.Approved,
        Version = 1,
        Number = 5,
        PreparedAt = At(8, 20),
        Issuer = Body,
        Subject = "Họp nhanh Phòng Chuyển đổi số",
        Place = "Trực tuyến",
        StartedAt = At(8, 0),
        EndedAt = At(8, 14),
        Chair = SamplePeople.Khoa,
        Secretary = SamplePeople.Secretary,
        Attendance = new()
        {
            Present = [new(SamplePeople.Khoa), new(SamplePeople.Secretary), new(SamplePeople.LanAnh)],
            Absent = [new(SamplePeople.Quy, AbsenceKind.WithReason, "nghỉ ốm")],
        },
        StandUp =
        [
            new(SamplePeople.LanAnh, StandUpState.Reported) { Done = "Đối chiếu số liệu quý III", Next = "Trình phương án kinh phí" },
            new(SamplePeople.Quy, StandUpState.AnsweredBeforehand) { InTheWay = "4 bản chưa có sóng ổn định" },
        ],
        Recipients = ["Như thành phần"],
    };

    /// <summary>A weekly briefing, still a draft.</summary>
    public static MinutesDocument FivePages => Briefing() with
    {
        Course =
        [
            new("Kết luận tuần 47")
            {
                Notes = "Bà Phạm Thu Trang báo cáo: 14 trên 17 nhiệm vụ đã hoàn thành; 2 nhiệm vụ đang thực hiện; 1 nhiệm vụ quá hạn do chờ ý kiến của Sở Tài chính.",
                Conclusions = ["Gia hạn nhiệm vụ quá hạn đến ngày 04/12/2026. Văn phòng đôn đốc hằng tuần."],
            },
            .. Enumerable.Range(0, 4).Select(i => SampleCourse.Of(i, At(8, 41 + 11 * i), 11, opinions: 2)),
        ],
    };

    /// <summary>A conference of the whole sector, numbered and approved.</summary>
    public static MinutesDocument FortyPages => Briefing() with
    {
        Status = MinutesStatus.Approved,
        Version = 2,
        Number = 128,
        Subject = "Hội nghị tổng kết công tác khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số năm 2026, triển khai nhiệm vụ trọng tâm năm 2027",
        EndedAt = At(17, 5),
        Attendance = Briefing().Attendance with
        {
            Present = [.. Enumerable.Range(0, 96).Select(i => new Attendee(SamplePeople.Of(i)) { LateMinutes = i % 17 == 4 ? 6 + i % 9 : null })],
            Summary = "gồm lãnh đạo Sở, trưởng các phòng, đơn vị và đại diện UBND các xã, phường",
        },
        Course = [.. Enumerable.Range(0, 33).Select(i => SampleCourse.Of(i, At(8, 40).AddMinutes(12 * i), 12, opinions: 4 + i % 3))],
    };

    private static MinutesDocument Briefing() => new()
    {
        PreparedAt = At(9, 51),
        Issuer = Body,
        Subject = "Họp giao ban tuần 48 năm 2026",
        Place = "Phòng họp số 2, trụ sở Sở, kết nối trực tuyến với 3 điểm cầu xã",
        StartedAt = At(8, 32),
        EndedAt = At(9, 38),
        Chair = SamplePeople.Chair,
        Secretary = SamplePeople.Secretary,
        Attendance = new()
        {
            Summary = "gồm lãnh đạo Sở, trưởng các phòng và đại diện UBND các xã Đồng Vân, Suối Bạc, Nà Hin",
            Present =
            [
                new(SamplePeople.Chair), new(SamplePeople.Secretary), new(SamplePeople.Khoa), new(SamplePeople.LanAnh) { LeftEarlyMinutes = 12 },
                new(SamplePeople.Deputy) { SubstituteFor = SamplePeople.Phuc }, new(SamplePeople.Toi) { LateMinutes = 9 },
                .. Enumerable.Range(0, 6).Select(i => new Attendee(SamplePeople.Of(i))),
                new(new("Trịnh Hoài Đức", "Phó Giám đốc", "Viễn thông Lam Giang", "ông")) { Kind = AttendeeKind.Guest },
            ],
            Absent = [new(SamplePeople.Quy), new(SamplePeople.Of(9), AbsenceKind.WithReason, "nghỉ ốm"), new(SamplePeople.Of(12), AbsenceKind.WithoutReason)],
        },
        Recipients = Recipients,
    };

    private static DateTimeOffset At(int hour, int minute) =>
        new DateTimeOffset(2026, 11, 25, hour, 0, 0, Hanoi).AddMinutes(minute);
}
