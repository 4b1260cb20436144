using MeetingHub.Domain;
using MeetingHub.Domain.ActionItems;
using MeetingHub.Domain.Attendance;
using MeetingHub.Domain.Meetings;
using MeetingHub.Domain.Rooms;
using MeetingHub.Domain.StandUps;
using MeetingHub.Domain.Voting;
using MeetingHub.Publishing.Minutes;
using MeetingHub.Server.Meetings;
using DomainItem = MeetingHub.Domain.Agenda.AgendaItem;

namespace MeetingHub.Server.Minutes;

/// <summary>The minutes as a projection: facts from the log, words from the secretary, names from the directory. Pure.</summary>
internal static class MinutesDraft
{
    private static readonly TimeSpan ShortestSpeech = TimeSpan.FromSeconds(10);

    public static MinutesDocument Compose(MinutesRecord record)
    {
        var (meeting, state) = (record.Meeting, record.State);
        var chair = state.Seats.Find(s => s.Role == MeetingRole.Chair)?.Person ?? meeting.ChairId;
        var secretary = state.Seats.Find(s => s.Role == MeetingRole.Secretary)?.Person ?? meeting.SecretaryId;
        return new MinutesDocument
        {
            PreparedAt = PlannedTime.At(record.ReadAt, meeting.Zone),
            Issuer = new(record.Organisation?.ParentName, record.Organisation?.Name ?? MinutesWords.Unnamed,
                record.Organisation?.Symbol ?? MinutesWords.Unnamed),
            Subject = state.Title ?? meeting.Title,
            Place = meeting.Place.Length > 0 ? meeting.Place : MinutesWords.Online,
            StartedAt = PlannedTime.At(state.StartedAt ?? meeting.StartsAt, meeting.Zone),
            EndedAt = At(record, state.EndedAt),
            Chair = PersonOf(record, chair),
            Secretary = PersonOf(record, secretary),
            Attendance = AttendanceOf(record),
            Course = [.. ItemsOf(state).Select(item => ItemOf(record, item)), .. RestOf(record)],
            SpeakingTimes = [.. SpeakingTimesOf(record)],
            StandUp = state.Kind == MeetingKind.StandUp ? [.. ReportsOf(record)] : [],
            Recipients = [MinutesWords.AllWhoWereInvited],
        };
    }

    /// <summary>As they were dealt with; what was never opened keeps its place at the end.</summary>
    public static IReadOnlyList<DomainItem> ItemsOf(MeetingState state) =>
        [.. state.Agenda.OrderBy(item => item.Runs is [var first, ..] ? first.From : DateTimeOffset.MaxValue)];

    /// <summary>Whether anything stands outside the items of the agenda.</summary>
    public static bool HasRest(MinutesRecord record) => RestOf(record).Any();

    private static AttendanceList AttendanceOf(MinutesRecord record)
    {
        var lines = record.Attendance.Lines.Where(line => line.Person is not null).ToList();
        return new AttendanceList
        {
            Present = [.. lines.Where(line => line.WasThere).Select(line => AttendeeOf(record, line))],
            Absent = [.. lines.Where(line => !line.WasThere).Select(line => AbsenteeOf(record, line))],
        };
    }

    private static Attendee AttendeeOf(MinutesRecord record, AttendanceLine line)
    {
        var state = record.State;
        var due = state.PlannedStart is { } planned && planned > state.StartedAt ? planned : state.StartedAt;
        return new(PersonOf(record, line.Person!.Value))
        {
            Kind = line.Seat is null ? AttendeeKind.Guest : AttendeeKind.Member,
            SubstituteFor = line.StandsInFor is { } invitee ? PersonOf(record, invitee) : null,
            LateMinutes = line.IsLate ? Minutes(line.Intervals[0].From - due) : null,
            LeftEarlyMinutes = line.LeftEarly ? Minutes(state.EndedAt - line.Intervals[^1].To) : null,
            PresentMinutes = Minutes(line.Total),
        };
    }

    private static Absentee AbsenteeOf(MinutesRecord record, AttendanceLine line)
    {
        var person = PersonOf(record, line.StandsInFor ?? line.Person!.Value);
        var said = line.Seat is { } seat ? record.Absences.GetValueOrDefault(seat) : null;
        return said?.Leave switch
        {
            AbsenceLeave.WithLeave => new(person, AbsenceKind.WithReason, said.Reason),
            AbsenceLeave.WithoutLeave => new(person, AbsenceKind.WithoutReason),
            AbsenceLeave.Unstated or null => new(person),
        };
    }

    private static CourseItem ItemOf(MinutesRecord record, DomainItem item) => new CourseItem(item.Title)
    {
        Presenter = item.Presenter is { } presenter ? PersonOf(record, presenter) : null,
        From = item.Runs is [var first, ..] ? At(record, first.From) : null,
        To = item.Runs is [.., var last] ? At(record, last.To ?? record.State.EndedAt) : null,
        Notes = record.TextOf(item.Id),
    }.With(record, item.Id);

    /// <summary>One item more for what was said, decided or given outside the agenda; none if there is nothing.</summary>
    private static IEnumerable<CourseItem> RestOf(MinutesRecord record)
    {
        var rest = new CourseItem(MinutesWords.OtherMatters) { Notes = record.TextOf(MinutesRecord.NoItem) }.With(record, null);
        if (rest.Notes.Length > 0 || rest.Conclusions.Count > 0 || rest.Tasks.Count > 0 || rest.Votes.Count > 0)
            yield return rest;
    }

    private static CourseItem With(this CourseItem course, MinutesRecord record, AgendaItemId? item) => course with
    {
        Speakers = [.. record.State.SpeakingTurns.Where(turn => item is not null && turn.Item == item)
            .Select(turn => record.State.Find(turn.Participant)?.Person).OfType<PersonId>().Distinct().Select(p => PersonOf(record, p))],
        Votes = [.. record.State.Ballots.Where(ballot => ballot.Item == item && ballot.ClosedAt is not null).Select(b => VoteOf(record, b))],
        Conclusions = [.. record.State.Conclusions.Where(c => c.Item == item && !c.IsWithdrawn).Select(c => c.Text)],
        Tasks = [.. record.State.ActionItems.Where(t => t.Item == item && !t.IsWithdrawn).Select(t => TaskOf(record, t))],
    };

    /// <summary>Whoever was heard for a moment only is left out: he has not spoken.</summary>
    private static IEnumerable<SpeakingTime> SpeakingTimesOf(MinutesRecord record)
    {
        var items = ItemsOf(record.State).Select(item => item.Id).ToList();
        foreach (var person in record.Attendance.Lines.Select(line => line.Person).OfType<PersonId>().Distinct())
        {
            var spoken = record.State.SpokenTimes
                .Where(time => record.State.Find(time.Participant)?.Person == person)
                .Select(time => new ItemSpeech(
                    time.Item is { } item ? items.IndexOf(item) + 1 : null, TimeSpan.FromMilliseconds(time.Milliseconds)))
                .Where(time => time.Time >= ShortestSpeech).OrderBy(time => time.Item ?? int.MaxValue).ToList();
            if (spoken.Count > 0)
                yield return new(PersonOf(record, person)) { Items = spoken };
        }
    }

    private static AssignedTask TaskOf(MinutesRecord record, ActionItem task) => new(task.Text, NameOf(record, task.Owner), task.Due)
    {
        CoWorkers = [.. task.CoWorkers.Select(one => NameOf(record, one)).OfType<string>()],
    };

    private static VoteResult VoteOf(MinutesRecord record, Ballot ballot) => new(ballot.Question)
    {
        IsSecret = ballot.IsSecret,
        ClosedAt = At(record, ballot.ClosedAt),
        Entitled = ballot.Entitled.Count,
        Counts = [.. ballot.Figures.Select(figure => new VoteCount(ChoiceOf(ballot, figure.Key), figure.Count))],
    };

    private static string ChoiceOf(Ballot ballot, string key) => ballot.Choices.Find(choice => choice.Key == key)?.Text ?? key switch
    {
        StandardChoices.Agree => MinutesWords.Agree,
        StandardChoices.Disagree => MinutesWords.Disagree,
        StandardChoices.Abstain => MinutesWords.Abstain,
        _ => key,
    };

    private static IEnumerable<StandUpReport> ReportsOf(MinutesRecord record)
    {
        var calledAt = record.State.StandUpTurns.ToDictionary(turn => turn.Seat);
        var there = record.Attendance.Lines.Where(line => line.WasThere && line.Seat is not null).Select(line => line.Seat!.Value).ToHashSet();
        foreach (var seat in record.State.Seats.OrderBy(seat => calledAt.GetValueOrDefault(seat.Id)?.CalledAt ?? DateTimeOffset.MaxValue))
        {
            var answer = record.Answers.GetValueOrDefault(seat.Person);
            StandUpState? reported = calledAt.GetValueOrDefault(seat.Id)?.Outcome switch
            {
                TurnOutcome.Reported => StandUpState.Reported,
                TurnOutcome.ReportedBeforehand => StandUpState.AnsweredBeforehand,
                _ when there.Contains(seat.Id) => answer is null ? null : StandUpState.Reported,
                _ => answer is null ? StandUpState.Absent : StandUpState.AnsweredBeforehand,
            };
            // Who was there and was neither called nor wrote has no report, and is not absent.
            if (reported is { } how)
                yield return new(PersonOf(record, seat.Person), how) { Done = answer?.Done, Next = answer?.Next, InTheWay = answer?.InTheWay };
        }
    }

    private static string? NameOf(MinutesRecord record, Assignee assignee) =>
        record.People.Of(assignee.Person)?.Name
        ?? (assignee.Department is { } department ? record.Departments.GetValueOrDefault(department) : null);

    private static Person PersonOf(MinutesRecord record, PersonId id) => record.People.Of(id) is { } known
        ? new(known.Name, known.Position.Length > 0 ? known.Position : null, known.Department)
        : new(MinutesWords.Unnamed);

    private static DateTimeOffset? At(MinutesRecord record, DateTimeOffset? instant) =>
        instant is { } known ? PlannedTime.At(known, record.Meeting.Zone) : null;

    private static int? Minutes(TimeSpan? span) => span is { } known ? (int)known.TotalMinutes : null;
}
