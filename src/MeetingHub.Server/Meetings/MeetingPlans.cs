using MeetingHub.Domain;
using MeetingHub.Domain.Rooms;
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
        if (Check(plan, out var zone, out var startsAt) is { } refused)
            return refused;

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var meeting = new Meeting
        {
            Id = MeetingId.From(Guid.CreateVersion7()),
            Title = plan.Title.Trim(),
            Kind = plan.Kind,
            Plan = PlanState.Draft,
            LocalStart = ToMinute(plan.LocalStart),
            Zone = zone,
            StartsAt = startsAt,
            PlannedMinutes = plan.PlannedMinutes,
            Place = plan.Place?.Trim() ?? "",
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
        if (Check(plan, out var zone, out var startsAt) is { } refused)
            return refused;

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var (meeting, no) = await OpenAsync(caller, id, ct);
        if (meeting is null)
            return no;
        if (LifeCycle.RefuseChange(meeting) is { } frozen)
            return frozen;
        if (meeting.Revision != edit.Revision)
            return await ChangedMeanwhileAsync(caller, id, ct);

        meeting.Title = plan.Title.Trim();
        meeting.Kind = plan.Kind;
        meeting.LocalStart = ToMinute(plan.LocalStart);
        meeting.Zone = zone;
        meeting.StartsAt = startsAt;
        meeting.PlannedMinutes = plan.PlannedMinutes;
        meeting.Place = plan.Place?.Trim() ?? "";
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
        if (LifeCycle.Take(meeting, step, invitees, request.Reason?.Trim(), clock.GetUtcNow()) is { } refused)
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

    private static Rejection? Check(PlanMeetingRequest plan, out string zone, out DateTimeOffset startsAt)
    {
        zone = string.IsNullOrWhiteSpace(plan.Zone) ? PlannedTime.DefaultZone : plan.Zone;
        startsAt = default;
        if (plan.Marking.IsStateSecret())
            return new Rejection(RejectionCodes.StateSecret);
        if (string.IsNullOrWhiteSpace(plan.Title))
            return Rejection.Empty("title");
        return PlannedTime.Find(ToMinute(plan.LocalStart), zone, out startsAt);
    }

    private static DateTime ToMinute(DateTime local) => new(local.Ticks - (local.Ticks % TimeSpan.TicksPerMinute), local.Kind);
}
