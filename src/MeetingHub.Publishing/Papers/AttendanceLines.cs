using System.Globalization;
using MeetingHub.Publishing.Minutes;
using MeetingHub.Publishing.Text;

namespace MeetingHub.Publishing.Papers;

/// <summary>Who was there, who came for whom, who was missing and why (Decision 45/2018).</summary>
internal static class AttendanceLines
{
    private const int LongestDashList = 6; // beyond this names are easier to find in a table

    public static IEnumerable<Block> Compose(AttendanceList attendance)
    {
        var members = attendance.Present.Where(a => a.Kind == AttendeeKind.Member).ToList();
        var guests = attendance.Present.Where(a => a.Kind == AttendeeKind.Guest).ToList();
        var summary = string.IsNullOrWhiteSpace(attendance.Summary) ? "" : ", " + CleanText.Line(attendance.Summary).TrimEnd('.');
        if (members.Count > 0)
            yield return Lines.Of($"Có mặt: {members.Count:D2} đại biểu{summary}, cụ thể:");
        else
            yield return Lines.Of($"Có mặt: {Wording.Blank}");
        foreach (var block in People(members))
            yield return block;

        if (guests.Count > 0)
        {
            yield return Lines.Of("Khách mời:");
            foreach (var block in People(guests))
                yield return block;
        }

        foreach (var block in Substitutes(attendance.Present))
            yield return block;
        foreach (var block in Absent(attendance.Absent))
            yield return block;
    }

    private static IEnumerable<Block> People(List<Attendee> people)
    {
        if (people.Count == 0)
            return [];
        if (people.Count > LongestDashList)
            return [Table(people)];
        return [Lines.Dashes(people.Select((a, i) => Wording.StartWithCapital(Line(a)) + (i == people.Count - 1 ? "." : ";")))];
    }

    private static string Line(Attendee attendee)
    {
        var note = Note(attendee);
        return Wording.NameAndPost(attendee.Person) + (note.Length == 0 ? "" : $" ({note})");
    }

    private static Table Table(List<Attendee> people)
    {
        var hasNotes = people.Exists(a => Note(a).Length > 0);
        List<Column> columns = [new(Alignment.Centre, 1), new(Alignment.Left, 5), new(Alignment.Left, hasNotes ? 6 : 8)];
        List<Cell> head = [Head("TT"), Head("Họ và tên"), Head("Chức vụ, đơn vị")];
        if (hasNotes)
        {
            columns.Add(new(Alignment.Left, 4));
            head.Add(Head("Ghi chú"));
        }

        return new(columns, head, people.Select(IReadOnlyList<Cell> (a, i) => Row(a, i + 1, hasNotes)).ToList());
    }

    private static List<Cell> Row(Attendee attendee, int number, bool hasNotes)
    {
        List<Cell> row =
        [
            Lines.Cell(number.ToString(CultureInfo.InvariantCulture)),
            Lines.Cell(Wording.StartWithCapital(Wording.Name(attendee.Person))),
            Lines.Cell(Wording.StartWithCapital(Wording.Post(attendee.Person))),
        ];
        if (hasNotes)
            row.Add(Lines.Cell(Wording.StartWithCapital(Note(attendee))));
        return row;
    }

    private static Cell Head(string text) => Lines.Cell(text, TextStyle.Bold);

    private static string Note(Attendee attendee) => string.Join("; ", new[]
    {
        attendee.SubstituteFor is { } absent ? $"dự thay {Wording.Name(absent)}" : "",
        attendee.LateMinutes is > 0 and var late ? $"đến muộn {late}\u00A0phút" : "",
        attendee.LeftEarlyMinutes is > 0 and var early ? $"về sớm {early}\u00A0phút" : "",
    }.Where(note => note.Length > 0));

    private static IEnumerable<Block> Substitutes(IReadOnlyList<Attendee> present) => ListOrLine("Dự thay:", present
        .Where(a => a.SubstituteFor is not null)
        .Select(a => $"{Wording.NameAndPost(a.Person)}, dự thay {Wording.NameAndPost(a.SubstituteFor!)}").ToList());

    private static IEnumerable<Block> Absent(IReadOnlyList<Absentee> absent) => absent.Count == 0
        ? [Lines.Of("Vắng mặt: không.")]
        : ListOrLine("Vắng mặt:", absent.Select(a => $"{Wording.NameAndPost(a.Person)} ({Reason(a)})").ToList());

    private static string Reason(Absentee absentee) => absentee.Kind switch
    {
        AbsenceKind.WithoutReason => "không lý do",
        AbsenceKind.WithReason when !string.IsNullOrWhiteSpace(absentee.Reason) => $"lý do: {CleanText.Line(absentee.Reason).TrimEnd('.')}",
        AbsenceKind.WithReason => "có lý do",
        AbsenceKind.Unstated => $"lý do:\u00A0{Wording.Blank}",
    };

    /// <summary>One person stands behind the label, several each on a line.</summary>
    private static IEnumerable<Block> ListOrLine(string label, List<string> people) => people.Count switch
    {
        0 => [],
        1 => [Lines.Of($"{label} {people[0]}.")],
        _ => [Lines.Of(label), Lines.Dashes(people.Select((p, i) => Wording.StartWithCapital(p) + (i == people.Count - 1 ? "." : ";")))],
    };
}
