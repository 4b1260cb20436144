using MeetingHub.Domain;
using MeetingHub.Domain.ActionItems;
using MeetingHub.Domain.Rooms;
using MeetingHub.Server.Data;
using MeetingHub.Server.Meetings;
using MeetingHub.Server.People;
using MeetingHub.Server.Problems;
using Microsoft.EntityFrameworkCore;

namespace MeetingHub.Server.ActionItems;

/// <param name="OwnerDepartment">Set when no person owns it.</param>
/// <param name="IsLate">The day it was due is over where the meeting was held.</param>
public sealed record ActionItemView(
    ActionItemId Id, MeetingId Meeting, string MeetingTitle, AgendaItemId? AgendaItem, string Text, PersonName? Owner,
    DepartmentName? OwnerDepartment, IReadOnlyList<string> CoWorkers, DateOnly Due, bool IsLate, DateTimeOffset RecordedAt);

/// <summary>Reads the tasks that meetings gave.</summary>
internal sealed class ActionItemLists(MeetingDb db, TimeProvider clock)
{
    /// <summary>The caller's own and those of the caller's department, the earliest due first.</summary>
    public async Task<Page<ActionItemView>> ReadMineAsync(Caller caller, PageRequest page, CancellationToken ct)
    {
        var department = await db.Set<Person>().Where(p => p.Id == caller.Person).Select(p => p.DepartmentId).SingleAsync(ct);
        var mine = db.Set<ActionItem>().AsNoTracking()
            .Where(i => i.OwnerPersonId == caller.Person || i.OwnerDepartmentId == department)
            .OrderBy(i => i.Due).ThenBy(i => i.Id);
        return await PageAsync(mine, page, ct);
    }

    /// <summary>In the order in which they were given.</summary>
    public async Task<Outcome<Page<ActionItemView>>> ReadAsync(Caller caller, MeetingId meeting, PageRequest page, CancellationToken ct) =>
        await MeetingAccess.FindAsync(db, meeting, caller, ct) is null
            ? Rejection.NotFound("meeting")
            : await PageAsync(
                db.Set<ActionItem>().AsNoTracking().Where(i => i.MeetingId == meeting).OrderBy(i => i.RecordedAt).ThenBy(i => i.Id), page, ct);

    private async Task<Page<ActionItemView>> PageAsync(IOrderedQueryable<ActionItem> items, PageRequest page, CancellationToken ct)
    {
        var total = await items.CountAsync(ct);
        var found = await items.Skip(page.Skip).Take(page.Size).ToListAsync(ct);
        var meetingIds = found.Select(i => i.MeetingId).Distinct().ToList();
        var meetings = await db.Set<Meeting>().AsNoTracking().Where(m => meetingIds.Contains(m.Id))
            .ToDictionaryAsync(m => m.Id, m => new { m.Title, m.Zone }, ct);
        var departments = await db.Set<Department>().AsNoTracking().ToDictionaryAsync(d => d.Id, d => new DepartmentName(d.Id, d.Name), ct);
        var people = await PersonNames.LoadAsync(
            db, found.SelectMany(i => i.CoWorkers.Add(new Assignee(i.OwnerPersonId))).Select(a => a.Person).OfType<PersonId>(), ct);
        var now = clock.GetUtcNow();
        return new([.. found.Select(View)], total, page.Number, page.Size);

        ActionItemView View(ActionItem item)
        {
            var meeting = meetings[item.MeetingId];
            var today = DateOnly.FromDateTime(PlannedTime.At(now, meeting.Zone).DateTime);
            return new(
                item.Id, item.MeetingId, meeting.Title, item.AgendaItemId, item.What, people.Of(item.OwnerPersonId),
                item.OwnerDepartmentId is { } owner ? departments.GetValueOrDefault(owner) : null,
                [.. item.CoWorkers.Select(NameOf).OfType<string>()], item.Due, item.Due < today, item.RecordedAt);
        }

        string? NameOf(Assignee one) =>
            people.Of(one.Person)?.Name ?? (one.Department is { } department ? departments.GetValueOrDefault(department)?.Name : null);
    }
}
