using MeetingHub.Domain;
using MeetingHub.Domain.Rooms;
using MeetingHub.Server.Data;
using Microsoft.EntityFrameworkCore;

namespace MeetingHub.Server.Meetings;

/// <summary>When a meeting began and ended, for lists: written in the transaction of the events, as the difference of two states.</summary>
internal static class MeetingProjection
{
    public static async Task ApplyAsync(MeetingDb db, MeetingState before, MeetingState after, CancellationToken ct)
    {
        if ((before.StartedAt, before.EndedAt) == (after.StartedAt, after.EndedAt))
            return;
        await db.Set<Meeting>().Where(m => m.Id == after.Meeting).ExecuteUpdateAsync(
            set => set.SetProperty(m => m.StartedAt, after.StartedAt).SetProperty(m => m.EndedAt, after.EndedAt), ct);
    }

    /// <summary>Before a replay of this meeting's log.</summary>
    public static Task ClearAsync(MeetingDb db, MeetingId meeting, CancellationToken ct) =>
        db.Set<Meeting>().Where(m => m.Id == meeting).ExecuteUpdateAsync(
            set => set.SetProperty(m => m.StartedAt, (DateTimeOffset?)null).SetProperty(m => m.EndedAt, (DateTimeOffset?)null), ct);
}
