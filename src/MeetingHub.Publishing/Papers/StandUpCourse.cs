using MeetingHub.Publishing.Minutes;
using MeetingHub.Publishing.Text;

namespace MeetingHub.Publishing.Papers;

/// <summary>The answers of a stand-up by person.</summary>
internal static class StandUpCourse
{
    public static IEnumerable<Block> Compose(IReadOnlyList<StandUpReport> reports)
    {
        if (reports.Count == 0)
            yield break;
        yield return Lines.Of("Báo cáo của từng người:");
        foreach (var report in reports)
        {
            var name = Wording.StartWithCapital(Wording.Name(report.Person));
            yield return new Heading([new(name, TextStyle.Bold), new(State(report.State))], Anchor: CleanText.Line(report.Person.Name));
            var answers = Answers(report).ToList();
            if (answers.Count > 0)
                yield return new ItemList(Start: null, answers);
            else if (report.State != StandUpState.Absent)
                yield return Lines.Of("Không có nội dung.");
        }
    }

    private static string State(StandUpState state) => state switch
    {
        StandUpState.Reported => "",
        StandUpState.AnsweredBeforehand => " (vắng mặt, báo cáo gửi trước)",
        StandUpState.Absent => " (vắng mặt, không có báo cáo)",
    };

    private static IEnumerable<ListItem> Answers(StandUpReport report)
    {
        foreach (var (label, text) in new[] { ("Đã làm:", report.Done), ("Việc tiếp theo:", report.Next), ("Vướng mắc:", report.InTheWay) })
        {
            if (!string.IsNullOrWhiteSpace(text))
                yield return new(Lines.Labelled(label, text));
        }
    }
}
