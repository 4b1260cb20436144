using MeetingHub.Domain;
using MeetingHub.Domain.Rooms;
using MeetingHub.Server.Data;
using MeetingHub.Server.People;
using Microsoft.EntityFrameworkCore;

namespace MeetingHub.Server.Meetings;

/// <summary>Turns who was asked (people, whole departments) into seats, and keeps the seats of those who stay.</summary>
internal static class Seating
{
    /// <summary>Saves nothing by itself; the caller holds the meeting's lock.</summary>
    public static async Task<Rejection?> ApplyAsync(MeetingDb db, Meeting meeting, PlanMeetingRequest plan, CancellationToken ct)
    {
        var seats = await db.Set<Seat>().Where(s => s.MeetingId == meeting.Id).ToDictionaryAsync(s => s.PersonId, ct);
        var named = plan.People.Prepend(plan.Secretary).Prepend(plan.Chair).Distinct().ToList();
        var active = await db.Set<Person>().AsNoTracking().Where(p => p.IsActive).Select(p => new { p.Id, p.DepartmentId })
            .ToDictionaryAsync(p => p.Id, p => p.DepartmentId, ct);
        // Whoever has left the office since keeps the seat he had, but gets no new one.
        if (named.Exists(person => !active.ContainsKey(person) && !seats.ContainsKey(person)))
            return new Rejection(PlanCodes.UnknownPerson);

        var parents = await db.Set<Department>().AsNoTracking().ToDictionaryAsync(d => d.Id, d => d.ParentId, ct);
        if (plan.Departments.Any(department => !parents.ContainsKey(department)))
            return new Rejection(PlanCodes.UnknownDepartment);

        var wanted = named.ToDictionary(person => person, _ => (DepartmentId?)null);
        foreach (var department in plan.Departments.Distinct())
        {
            foreach (var (person, _) in active.Where(p => IsWithin(p.Value, department, parents)))
                wanted.TryAdd(person, department);
        }
        if (wanted.Count > Limits.Seats)
            return Rejection.TooMany("seats", Limits.Seats);

        db.RemoveRange(seats.Values.Where(seat => !wanted.ContainsKey(seat.PersonId)));
        foreach (var (person, via) in wanted)
        {
            if (seats.TryGetValue(person, out var seat))
                seat.DepartmentId = via;
            else
                db.Add(new Seat { Id = SeatId.From(Guid.CreateVersion7()), MeetingId = meeting.Id, PersonId = person, DepartmentId = via });
        }
        await RememberDepartmentsAsync(db, meeting.Id, plan.Departments, ct);
        return null;
    }

    private static async Task RememberDepartmentsAsync(
        MeetingDb db, MeetingId meeting, IReadOnlyList<DepartmentId> departments, CancellationToken ct)
    {
        var remembered = await db.Set<InvitedDepartment>().Where(d => d.MeetingId == meeting).ToListAsync(ct);
        db.RemoveRange(remembered.Where(d => !departments.Contains(d.DepartmentId)));
        foreach (var department in departments.Distinct().Except(remembered.Select(d => d.DepartmentId)))
            db.Add(new InvitedDepartment { MeetingId = meeting, DepartmentId = department });
    }

    private static bool IsWithin(DepartmentId inner, DepartmentId outer, Dictionary<DepartmentId, DepartmentId?> parents)
    {
        // Bounded by the number of departments, should the tree ever hold a ring.
        var steps = parents.Count;
        for (DepartmentId? at = inner; at is { } here && steps-- > 0; at = parents.GetValueOrDefault(here))
        {
            if (here == outer)
                return true;
        }
        return false;
    }
}
