using MeetingHub.Domain;
using MeetingHub.Domain.Meetings;
using MeetingHub.Domain.Rooms;
using MeetingHub.Server.Agenda;
using MeetingHub.Server.Data;
using MeetingHub.Server.Minutes;
using MeetingHub.Server.People;
using MeetingHub.Server.Problems;
using Microsoft.EntityFrameworkCore;

namespace MeetingHub.Server.Meetings;

/// <summary>Reads what the page of one meeting shows to one person.</summary>
internal sealed class MeetingPages(MeetingDb db)
{
    public async Task<Outcome<MeetingDetail>> ReadAsync(Caller caller, MeetingId id, CancellationToken ct)
    {
        if (await MeetingAccess.FindAsync(db, id, caller, ct) is not { } access)
            return Rejection.NotFound("meeting");
        var meeting = access.Meeting;
        var minutes = await MinutesStageOfAsync(id, ct);
        var stage = LifeCycle.StageOf(meeting, minutes);
        var seats = await ReadSeatsAsync(meeting, ct);
        var names = await PersonNames.LoadAsync(db, [meeting.ChairId, meeting.SecretaryId], ct);
        var departments = await (from invited in db.Set<InvitedDepartment>().AsNoTracking()
                                 join department in db.Set<Department>() on invited.DepartmentId equals department.Id
                                 where invited.MeetingId == id
                                 orderby department.Rank, department.Name
                                 select new DepartmentName(department.Id, department.Name)).ToListAsync(ct);
        return new MeetingDetail(
            id, meeting.Revision, meeting.Title, meeting.Kind, stage, meeting.LocalStart, meeting.Zone, meeting.StartsAt,
            meeting.PlannedMinutes, meeting.Place, names[meeting.ChairId], names[meeting.SecretaryId], meeting.InvitedAt, meeting.Reason,
            meeting.StartedAt, meeting.EndedAt, access.Role, access.Seat, RightsOf(access, minutes),
            NextStepOf(access, stage, names), seats, departments, await AgendaItems.ReadAsync(db, meeting, ct));
    }

    public static NextStep? NextStepOf(MeetingAccess access, MeetingStage stage, PersonNames names)
    {
        var chair = names[access.Meeting.ChairId];
        var secretary = names[access.Meeting.SecretaryId];
        return stage switch
        {
            MeetingStage.Draft => new(NextStepKind.SendInvitations, secretary, access.MayPlan),
            MeetingStage.Postponed => new(NextStepKind.SetNewDate, secretary, access.MayPlan),
            MeetingStage.Scheduled or MeetingStage.InProgress => new(NextStepKind.Meet, null, access.Seat is not null),
            MeetingStage.Ended => new(NextStepKind.SubmitMinutes, secretary, access.LeadsMeeting),
            MeetingStage.MinutesInReview => new(NextStepKind.ApproveMinutes, chair, access.Role == MeetingRole.Chair),
            MeetingStage.Cancelled or MeetingStage.Published => null,
        };
    }

    private static MeetingRights RightsOf(MeetingAccess access, MinutesStage minutes)
    {
        var meeting = access.Meeting;
        var mayChange = access.MayPlan && LifeCycle.RefuseChange(meeting) is null;
        var isWriting = access.LeadsMeeting && meeting.StartedAt is not null && minutes == MinutesStage.Writing;
        return new(
            Edit: mayChange,
            Schedule: mayChange && LifeCycle.IsPossible(meeting.Plan, PlanStep.Schedule),
            Postpone: mayChange && LifeCycle.IsPossible(meeting.Plan, PlanStep.Postpone),
            Cancel: mayChange && LifeCycle.IsPossible(meeting.Plan, PlanStep.Cancel),
            Enter: access.Seat is not null && meeting.Plan == PlanState.Scheduled && meeting.EndedAt is null,
            AddDocuments: access.MayPlan && meeting.Plan != PlanState.Cancelled && minutes != MinutesStage.Approved,
            RemoveDocuments: mayChange,
            AnswerStandUp: access.Seat is not null && meeting.Kind == MeetingKind.StandUp && meeting.Plan == PlanState.Scheduled
                && meeting.EndedAt is null,
            WriteMinutes: isWriting,
            SubmitMinutes: isWriting && meeting.EndedAt is not null,
            ApproveMinutes: access.Role == MeetingRole.Chair && minutes == MinutesStage.InReview,
            ReadMinutes: meeting.StartedAt is not null && (access.LeadsMeeting || minutes == MinutesStage.Approved));
    }

    private async Task<MinutesStage> MinutesStageOfAsync(MeetingId id, CancellationToken ct) =>
        await db.Set<MinutesReview>().AsNoTracking().Where(r => r.MeetingId == id).Select(r => (MinutesStage?)r.Stage)
            .SingleOrDefaultAsync(ct) ?? MinutesStage.Writing;

    private async Task<List<SeatView>> ReadSeatsAsync(Meeting meeting, CancellationToken ct)
    {
        var rows = await (from seat in db.Set<Seat>().AsNoTracking()
                          join person in db.Set<Person>() on seat.PersonId equals person.Id
                          join department in db.Set<Department>() on person.DepartmentId equals department.Id
                          where seat.MeetingId == meeting.Id
                          orderby department.Rank, department.Name, person.NameSortKey, person.Id
                          select new
                          {
                              seat.Id,
                              Person = new PersonName(person.Id, person.Name, person.Position, department.Name),
                              seat.DepartmentId,
                          }).ToListAsync(ct);
        var vias = await db.Set<Department>().AsNoTracking()
            .Where(d => db.Set<Seat>().Any(s => s.MeetingId == meeting.Id && s.DepartmentId == d.Id))
            .ToDictionaryAsync(d => d.Id, d => new DepartmentName(d.Id, d.Name), ct);
        return [.. rows
            .Select(row => new SeatView(row.Id, row.Person, meeting.RoleOf(row.Person.Id), row.DepartmentId is { } via ? vias[via] : null))
            .OrderByDescending(seat => seat.Role)];
    }
}
