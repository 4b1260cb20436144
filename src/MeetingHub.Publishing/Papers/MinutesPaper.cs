using MeetingHub.Publishing.Minutes;
using MeetingHub.Publishing.Text;

namespace MeetingHub.Publishing.Papers;

/// <summary>The minutes as a paper: template 1.9 of Decree 30/2020, with the contents Decision 45/2018 asks for, in that order.</summary>
public static class MinutesPaper
{
    public static Paper Compose(MinutesDocument document)
    {
        var subject = CleanText.Line(document.Subject);
        return new()
        {
            Name = $"Biên bản {Wording.StartSmall(subject)}".TrimEnd(),
            PreparedAt = document.PreparedAt,
            IsDraft = document.Status == MinutesStatus.Draft,
            ParentBody = string.IsNullOrWhiteSpace(document.Issuer.ParentName) ? null : Wording.Capitals(document.Issuer.ParentName),
            Body = Wording.Capitals(document.Issuer.Name),
            NumberLine = Wording.NumberLine(document.Number, $"BB-{document.Issuer.Symbol}"),
            Kind = Wording.Minutes,
            Subject = subject,
            Blocks =
            [
                .. Opening(document),
                .. Course(document),
                .. StandUpCourse.Compose(document.StandUp),
                .. SpeakingLines.Compose(document.SpeakingTimes),
                Closing(document),
            ],
            Signatures =
            [
                new(Wording.Secretary, CleanText.Line(document.Secretary.Name)),
                new(Wording.Chair, CleanText.Line(document.Chair.Name)),
            ],
            Recipients =
            [
                .. document.Recipients.Select(line => $"- {CleanText.Line(line).TrimEnd(';', '.')};"),
                $"- Lưu: {CleanText.Line(document.Filing).TrimEnd('.')}.",
            ],
        };
    }

    private static IEnumerable<Block> Opening(MinutesDocument document)
    {
        yield return Lines.Of($"Thời gian bắt đầu: {Wording.Moment(document.StartedAt)}.");
        if (!string.IsNullOrWhiteSpace(document.Place))
            yield return Lines.Of($"Địa điểm: {Wording.Sentence(document.Place)}");
        foreach (var block in AttendanceLines.Compose(document.Attendance))
            yield return block;
        yield return Lines.Of($"Chủ trì (chủ tọa): {Wording.Sentence(Wording.NameAndPost(document.Chair))}");
        yield return Lines.Of($"Thư ký (người ghi biên bản): {Wording.Sentence(Wording.NameAndPost(document.Secretary))}");
    }

    private static IEnumerable<Block> Course(MinutesDocument document)
    {
        if (document.Course.Count == 0)
            return [];
        return
        [
            Lines.Of("Nội dung theo diễn biến cuộc họp:"),
            .. document.Course.SelectMany((item, index) => CourseLines.Compose(item, index + 1)),
        ];
    }

    private static Paragraph Closing(MinutesDocument document) =>
        Lines.Of($"Cuộc họp kết thúc vào {(document.EndedAt is { } end ? Wording.Moment(end) : Wording.MomentToFill)}./.");
}
