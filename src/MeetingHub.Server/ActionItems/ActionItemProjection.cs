using MeetingHub.Domain;
using MeetingHub.Domain.Rooms;
using MeetingHub.Server.Data;
using Microsoft.EntityFrameworkCore;
using DomainItem = MeetingHub.Domain.ActionItems.ActionItem;

namespace MeetingHub.Server.ActionItems;

/// <summary>
/// Tasks as the log says them, for those who own them: written in the transaction of the events, as the difference of two states.
/// </summary>
internal static class ActionItemProjection
{
    /// <summary>Adds to <paramref name="db"/>, which the caller saves.</summary>
    public static async Task ApplyAsync(MeetingDb db, MeetingState before, MeetingState after, CancellationToken ct)
    {
        if (ReferenceEquals(before.ActionItems, after.ActionItems))
            return;
        var known = before.ActionItems.ToDictionary(item => item.Id);
        foreach (var item in after.ActionItems)
        {
            if (!known.TryGetValue(item.Id, out var old))
                Add(db, after.Meeting, item);
            else if (!ReferenceEquals(old, item))
                await ChangeAsync(db, after.Meeting, item, ct);
        }
    }

    /// <summary>Before a replay of this meeting's log.</summary>
    public static Task ClearAsync(MeetingDb db, MeetingId meeting, CancellationToken ct) =>
        db.Set<ActionItem>().Where(i => i.MeetingId == meeting).ExecuteDeleteAsync(ct);

    private static void Add(MeetingDb db, MeetingId meeting, DomainItem item)
    {
        if (item.IsWithdrawn)
            return;
        db.Add(new ActionItem
        {
            Id = item.Id,
            MeetingId = meeting,
            AgendaItemId = item.Item,
            What = item.Text,
            OwnerPersonId = item.Owner.Person,
            OwnerDepartmentId = item.Owner.Department,
            CoWorkers = item.CoWorkers,
            Due = item.Due,
            RecordedAt = item.RecordedAt,
        });
    }

    private static Task<int> ChangeAsync(MeetingDb db, MeetingId meeting, DomainItem item, CancellationToken ct)
    {
        var row = db.Set<ActionItem>().Where(i => i.MeetingId == meeting && i.Id == item.Id);
        return item.IsWithdrawn
            ? row.ExecuteDeleteAsync(ct)
            : row.ExecuteUpdateAsync(set => set
                .SetProperty(i => i.AgendaItemId, item.Item)
                .SetProperty(i => i.What, item.Text)
                .SetProperty(i => i.OwnerPersonId, item.Owner.Person)
                .SetProperty(i => i.OwnerDepartmentId, item.Owner.Department)
                .SetProperty(i => i.CoWorkers, item.CoWorkers)
                .SetProperty(i => i.Due, item.Due), ct);
    }
}
