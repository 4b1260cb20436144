using MeetingHub.Publishing.Minutes;
using MeetingHub.Publishing.Samples;

namespace MeetingHub.Publishing.Tests.Kit;

/// <summary>The least a minutes document can say; tests add what they are about.</summary>
internal static class Sample
{
    public static readonly DateTimeOffset Start = new(2026, 11, 25, 8, 32, 0, TimeSpan.FromHours(7));

    public static MinutesDocument Minimal => new()
    {
        PreparedAt = Start.AddHours(2),
        Issuer = new("UBND tỉnh Lam Giang", "Sở Khoa học và Công nghệ", "SKHCN"),
        Subject = "Họp giao ban tuần 48 năm 2026",
        StartedAt = Start,
        EndedAt = Start.AddMinutes(66),
        Chair = new("Nguyễn Thị Hà", "Phó Giám đốc Sở", null, "bà"),
        Secretary = new("Phạm Thu Trang", "Chuyên viên", "Văn phòng", "bà"),
    };

    public static MinutesDocument Empty => Minimal with
    {
        Subject = "",
        Issuer = new("", "", ""),
        Chair = new(""),
        Secretary = new(" "),
        Course = [new("") { Notes = "\n\n", Conclusions = ["", " "], Tasks = [new("")], Votes = [new("")] }],
        StandUp = [new(new(""), StandUpState.Reported)],
        Recipients = [""],
    };

    public static TheoryData<string> Names => ["one", "five", "forty"];

    /// <summary>One of the papers that are shown to people.</summary>
    public static MinutesDocument Of(string name) => name switch
    {
        "one" => SampleMinutes.OnePage,
        "five" => SampleMinutes.FivePages,
        _ => SampleMinutes.FortyPages,
    };

    /// <summary>The same words wherever words may stand.</summary>
    public static MinutesDocument SayingOnly(string words, string notes)
    {
        var person = new Person(words, words, words, words);
        return Minimal with
        {
            Issuer = new(words, words, words),
            Subject = words,
            Place = words,
            Chair = person,
            Secretary = person,
            Attendance = new() { Present = [new(person) { SubstituteFor = person }], Absent = [new(person, AbsenceKind.WithReason, words)], Summary = words },
            Course =
            [
                new(words)
                {
                    Notes = notes, Presenter = person, Speakers = [person], Conclusions = [words, words],
                    Tasks = [new(words, words) { CoWorkers = [words] }], Votes = [new(words) { Counts = [new(words, 1)] }],
                },
            ],
            StandUp = [new(person, StandUpState.Reported) { Done = words, Next = words, InTheWay = words }],
            Recipients = [words],
            Filing = words,
        };
    }

    public static MinutesDocument WithNotes(string markdown) => Minimal with { Course = [new("Nội dung") { Notes = markdown }] };

    public static MinutesDocument WithParagraphs(int count) => WithNotes(string.Join("\n\n",
        Enumerable.Range(1, count).Select(i => $"Ý kiến thứ {i}: đề nghị các đơn vị rà soát, hoàn thiện và gửi về Văn phòng Sở đúng thời hạn đã nêu.")));
}
