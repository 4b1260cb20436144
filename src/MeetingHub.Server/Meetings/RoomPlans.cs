using MeetingHub.Domain;
using MeetingHub.Domain.Meetings;
using MeetingHub.Domain.Rooms;
using MeetingHub.Server.Agenda;
using MeetingHub.Server.Data;
using MeetingHub.Server.Hosting;
using MeetingHub.Server.People;
using MeetingHub.Server.Rooms;
using MeetingHub.Server.StandUps;
using Microsoft.EntityFrameworkCore;
using DomainSeat = MeetingHub.Domain.Meetings.Seat;

namespace MeetingHub.Server.Meetings;

/// <summary>The border between tables and log, crossed once: what MeetingStarted takes along.</summary>
internal sealed class RoomPlans(IDbContextFactory<MeetingDb> databases, RoomOptions options) : IRoomPlans
{
    public RoomOptions Options => options;

    public async Task<MeetingStarted?> FindAsync(MeetingId meeting, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await ReadAsync(db, meeting, options, ct);
    }

    /// <summary>
    /// Seats come chair first, then the secretary, then members by department and given name: the order in which a stand-up calls people.
    /// </summary>
    public static async Task<MeetingStarted?> ReadAsync(MeetingDb db, MeetingId meeting, RoomOptions options, CancellationToken ct)
    {
        var plan = await db.Set<Meeting>().AsNoTracking().SingleOrDefaultAsync(m => m.Id == meeting && m.Plan == PlanState.Scheduled, ct);
        if (plan is null)
            return null;
        var seats = await (from seat in db.Set<Seat>().AsNoTracking()
                           join person in db.Set<Person>() on seat.PersonId equals person.Id
                           join department in db.Set<Department>() on person.DepartmentId equals department.Id
                           where seat.MeetingId == meeting
                           orderby department.Rank, department.Name, person.NameSortKey, person.Id
                           select new { seat.Id, seat.PersonId, person.DepartmentId }).ToListAsync(ct);
        var answered = plan.Kind == MeetingKind.StandUp
            ? await db.Set<StandUpAnswer>().AsNoTracking().Where(a => a.MeetingId == meeting).Select(a => a.PersonId).ToHashSetAsync(ct)
            : [];
        var items = await db.Set<AgendaItem>().AsNoTracking().Where(i => i.MeetingId == meeting).OrderBy(i => i.Position)
            .Select(i => new PlannedAgendaItem(i.Id, i.Title, i.PresenterId, i.Minutes)).ToListAsync(ct);
        return new MeetingStarted(
            plan.Kind, plan.Title, options,
            [.. seats
                .Select(seat => new DomainSeat(seat.Id, seat.PersonId, plan.RoleOf(seat.PersonId), MayVote: true, seat.DepartmentId,
                    AnsweredBeforehand: answered.Contains(seat.PersonId)))
                .OrderByDescending(seat => seat.Role)],
            [.. items], plan.StartsAt, plan.PlannedMinutes);
    }

    /// <summary>Section <c>Rooms</c> of the configuration; a running meeting keeps what it was started with.</summary>
    public static RoomOptions OptionsOf(IConfiguration configuration)
    {
        var options = configuration.GetSection("Rooms").Get<RoomOptions>() ?? RoomOptions.Default;
        int[] all =
        [
            options.LateAfterMinutes, options.LostBecomesLeftSeconds, options.BridgeInterruptionSeconds, options.EndAbandonedMinutes,
            options.StandInAfterSeconds, options.TurnSeconds,
        ];
        return Array.TrueForAll(all, value => value is >= 1 and <= 3600)
            ? options
            : throw new StartupFailure("Each setting of the section Rooms must lie between 1 and 3600.");
    }
}
