using MeetingHub.Domain;
using MeetingHub.Domain.Rooms;
using MeetingHub.Domain.Text;
using MeetingHub.Server.Data;
using MeetingHub.Server.Problems;
using Microsoft.EntityFrameworkCore;

namespace MeetingHub.Server.Meetings;

/// <summary>Makes and changes the plan of a meeting; from its start to its end only commands in the room change anything.</summary>
internal sealed class MeetingPlans(MeetingDb db, MeetingPages pages, TimeProvider clock)
{
    public async Task<Outcome<MeetingDetail>> CreateAsync(Caller caller, PlanMeetingRequest plan, CancellationToken ct)
    {
        if (!caller.MayPlan)
            return new Rejection(RejectionCodes.NotAllowed);
        if (Check(ref plan, out var startsAt) is { } refused)
            return refused;

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var meeting = new Meeting
        {
            Id = MeetingId.From(Guid.CreateVersion7()),
            Title = plan.Title,
            Kind = plan.Kind,
            Plan = PlanState.Draft,
            LocalStart = plan.LocalStart,
            Zone = plan.Zone!,
            StartsAt = startsAt,
            PlannedMinutes = plan.PlannedMinutes,
            Place = plan.Place!,
            ChairId = plan.Chair,
            SecretaryId = plan.Secretary,
            CreatedById = caller.Person,
            CreatedAt = clock.GetUtcNow(),
        };
        if (await Seating.ApplyAsync(db, meeting, plan, ct) is { } unseated)
            return unseated;
        db.Add(meeting);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return await pages.ReadAsync(caller, meeting.Id, ct);
    }

    public async Task<Outcome<MeetingDetail>> EditAsync(Caller caller, MeetingId id, EditMeetingRequest edit, CancellationToken ct)
    {
        var plan = edit.Plan;
        if (Check(ref plan, out var startsAt) is { } refused)
            return refused;

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var (meeting, no) = await OpenAsync(caller, id, ct);
        if (meeting is null)
            return no;
        if (LifeCycle.RefuseChange(meeting) is { } frozen)
            return frozen;
        if (meeting.Revision != edit.Revision)
            return await ChangedMeanwhileAsync(caller, id, ct);

        meeting.Title = plan.Title;
        meeting.Kind = plan.Kind;
        meeting.LocalStart = plan.LocalStart;
        meeting.Zone = plan.Zone!;
        meeting.StartsAt = startsAt;
        meeting.PlannedMinutes = plan.PlannedMinutes;
        meeting.Place = plan.Place!;
        meeting.ChairId = plan.Chair;
        meeting.SecretaryId = plan.Secretary;
        meeting.Revision++;
        if (await Seating.ApplyAsync(db, meeting, plan, ct) is { } unseated)
            return unseated;
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return await pages.ReadAsync(caller, id, ct);
    }

    public async Task<Outcome<MeetingDetail>> TakeAsync(
        Caller caller, MeetingId id, PlanStep step, PlanStepRequest request, CancellationToken ct)
    {
        if (!InputText.TryCleanOptional("reason", request.Reason, PlanStepRequest.MaxReason, out var reason, out var unfit))
            return unfit!;
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var (meeting, no) = await OpenAsync(caller, id, ct);
        if (meeting is null)
            return no;
        if (LifeCycle.RefuseChange(meeting) is { } frozen)
            return frozen;
        if (meeting.Revision != request.Revision)
            return await ChangedMeanwhileAsync(caller, id, ct);

        var invitees = await db.Set<Seat>()
            .CountAsync(s => s.MeetingId == id && s.PersonId != meeting.ChairId && s.PersonId != meeting.SecretaryId, ct);
        if (LifeCycle.Take(meeting, step, invitees, reason, clock.GetUtcNow()) is { } refused)
            return refused;
        meeting.Revision++;
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return await pages.ReadAsync(caller, id, ct);
    }

    private async Task<(Meeting? Meeting, Rejection No)> OpenAsync(Caller caller, MeetingId id, CancellationToken ct)
    {
        var access = await MeetingAccess.LockAsync(db, id, caller, ct);
        if (access is null)
            return (null, Rejection.NotFound("meeting"));
        return access.MayPlan ? (access.Meeting, default!) : (null, new Rejection(RejectionCodes.NotAllowed));
    }

    private async Task<Outcome<MeetingDetail>> ChangedMeanwhileAsync(Caller caller, MeetingId id, CancellationToken ct)
    {
        var current = await pages.ReadAsync(caller, id, ct);
        return current.Value is { } page ? Outcome<MeetingDetail>.ChangedMeanwhile(page) : current;
    }

    /// <summary>Leaves the plan as it will be kept: clean texts, a start to the minute, a zone.</summary>
    private static Rejection? Check(ref PlanMeetingRequest plan, out DateTimeOffset startsAt)
    {
        startsAt = default;
        if (plan.Marking.IsStateSecret())
            return new Rejection(RejectionCodes.StateSecret);
        if (!InputText.TryClean("title", plan.Title, Limits.Title, out var title, out var unfit)
            || !InputText.TryCleanOptional("place", plan.Place, PlanMeetingRequest.MaxPlace, out var place, out unfit))
            return unfit;
        var zone = string.IsNullOrWhiteSpace(plan.Zone) ? PlannedTime.DefaultZone : plan.Zone;
        plan = plan with { Title = title, Place = place, Zone = zone, LocalStart = ToMinute(plan.LocalStart) };
        return PlannedTime.Find(plan.LocalStart, zone, out startsAt);
    }

    private static DateTime ToMinute(DateTime local) => new(local.Ticks - (local.Ticks % TimeSpan.TicksPerMinute), local.Kind);
}
