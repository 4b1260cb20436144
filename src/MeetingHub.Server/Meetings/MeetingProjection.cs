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
        // A meeting is started by somebody who is in it; only a replay comes from nothing, and there the log is the truth.
        if (before.StartedAt is null && after.StartedAt is not null && !before.Participants.IsEmpty)
            await RefuseChangedPlanAsync(db, after, ct);
        await db.Set<Meeting>().Where(m => m.Id == after.Meeting).ExecuteUpdateAsync(
            set => set.SetProperty(m => m.StartedAt, after.StartedAt).SetProperty(m => m.EndedAt, after.EndedAt), ct);
    }

    /// <summary>
    /// The plan was read before this transaction. Whoever changed it in between was told that it is saved: the start is then what has to
    /// be done again, or log and tables would tell two meetings.
    /// </summary>
    /// <exception cref="DbUpdateConcurrencyException">The plan is another by now.</exception>
    private static async Task RefuseChangedPlanAsync(MeetingDb db, MeetingState started, CancellationToken ct)
    {
        if (!await db.Set<Meeting>().AnyAsync(m => m.Id == started.Meeting, ct))
            return;
        var plan = await RoomPlans.ReadAsync(db, started.Meeting, started.Options, ct);
        var isSame = plan is not null && plan.Title == started.Title
            && plan.Seats.Select(s => (s.Id, s.Person, s.Role)).SequenceEqual(started.Seats.Select(s => (s.Id, s.Person, s.Role)))
            && plan.Agenda.Select(i => (i.Id, i.Title, i.Presenter, i.PlannedMinutes))
                .SequenceEqual(started.Agenda.Select(i => (i.Id, i.Title, i.Presenter, i.PlannedMinutes)));
        if (!isSame)
            throw new DbUpdateConcurrencyException("The plan was changed while the meeting was being started.");
    }

    /// <summary>Before a replay of this meeting's log.</summary>
    public static Task ClearAsync(MeetingDb db, MeetingId meeting, CancellationToken ct) =>
        db.Set<Meeting>().Where(m => m.Id == meeting).ExecuteUpdateAsync(
            set => set.SetProperty(m => m.StartedAt, (DateTimeOffset?)null).SetProperty(m => m.EndedAt, (DateTimeOffset?)null), ct);
}
