using MeetingHub.Domain;
using MeetingHub.Domain.Attendance;
using MeetingHub.Domain.Rooms;
using MeetingHub.Server.Data;
using MeetingHub.Server.Meetings;
using MeetingHub.Server.People;
using MeetingHub.Server.Rooms.Logs;
using MeetingHub.Server.StandUps;
using Microsoft.EntityFrameworkCore;

namespace MeetingHub.Server.Minutes;

/// <summary>Everything that the draft is made of, read at one moment: the log folded, and the secretary's words.</summary>
internal sealed record MinutesRecord(
    Meeting Meeting,
    MeetingState State,
    AttendanceReport Attendance,
    IReadOnlyDictionary<AgendaItemId, MinutesText> Texts,
    IReadOnlyDictionary<SeatId, MinutesAbsence> Absences,
    IReadOnlyDictionary<PersonId, StandUpAnswer> Answers,
    IReadOnlyDictionary<DepartmentId, string> Departments,
    PersonNames People,
    Organisation? Organisation,
    DateTimeOffset ReadAt)
{
    /// <summary>What was said outside any item of the agenda stands under this id.</summary>
    public static AgendaItemId NoItem => default;

    public string TextOf(AgendaItemId item) => Texts.GetValueOrDefault(item)?.Text ?? "";

    public static async Task<MinutesRecord> ReadAsync(MeetingDb db, Meeting meeting, DateTimeOffset now, CancellationToken ct)
    {
        var id = meeting.Id;
        var state = await db.StateAsync(id, ct);
        var texts = await db.Set<MinutesText>().AsNoTracking().Where(t => t.MeetingId == id).ToDictionaryAsync(t => t.AgendaItemId, ct);
        var absences = await db.Set<MinutesAbsence>().AsNoTracking().Where(a => a.MeetingId == id).ToDictionaryAsync(a => a.SeatId, ct);
        var answers = await db.Set<StandUpAnswer>().AsNoTracking().Where(a => a.MeetingId == id).ToDictionaryAsync(a => a.PersonId, ct);
        var departments = await db.Set<Department>().AsNoTracking().ToDictionaryAsync(d => d.Id, d => d.Name, ct);
        var people = await PersonNames.LoadAsync(db, PeopleOf(meeting, state).Concat(texts.Values.Select(t => t.EditedById)), ct);
        var organisation = await db.Set<Organisation>().AsNoTracking().SingleOrDefaultAsync(ct);
        return new(
            meeting, state, AttendanceReport.Of(state, AttendanceOptions.Default, now), texts, absences, answers, departments, people,
            organisation, now);
    }

    private static IEnumerable<PersonId> PeopleOf(Meeting meeting, MeetingState state) =>
    [
        meeting.ChairId,
        meeting.SecretaryId,
        .. state.Seats.Select(s => s.Person),
        .. state.Seats.Where(s => s.StandsInFor is not null).Select(s => s.StandsInFor!.Value),
        .. state.Participants.Where(p => p.Person is not null).Select(p => p.Person!.Value),
        .. state.Agenda.Where(i => i.Presenter is not null).Select(i => i.Presenter!.Value),
        .. state.ActionItems.SelectMany(i => i.CoWorkers.Add(i.Owner)).Where(a => a.Person is not null).Select(a => a.Person!.Value),
    ];
}
