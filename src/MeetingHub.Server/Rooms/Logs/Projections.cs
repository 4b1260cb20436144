using MeetingHub.Domain;
using MeetingHub.Domain.Attendance;
using MeetingHub.Domain.Rooms;
using MeetingHub.Server.ActionItems;
using MeetingHub.Server.Attendance;
using MeetingHub.Server.Data;
using MeetingHub.Server.Meetings;
using Microsoft.EntityFrameworkCore;

namespace MeetingHub.Server.Rooms.Logs;

/// <summary>
/// Tables that others query, kept in the transaction of the events. What is written is the difference of two states, so that
/// rebuilding them (<c>-- log replay</c>) is the same code from an empty state on.
/// </summary>
internal static class Projections
{
    /// <summary>Rooms that a start of the server has to recover.</summary>
    public static bool IsLive(MeetingState state) =>
        state.Phase == RoomPhase.Running || (state.Phase == RoomPhase.Waiting && state.Participants.Exists(p => p.IsIn));

    /// <summary>Adds to <paramref name="db"/>, which the caller saves.</summary>
    public static async Task ApplyAsync(MeetingDb db, MeetingState before, MeetingState after, CancellationToken ct)
    {
        await MeetingProjection.ApplyAsync(db, before, after, ct);
        await ActionItemProjection.ApplyAsync(db, before, after, ct);
        foreach (var participant in after.Participants)
        {
            var known = before.Find(participant.Id);
            if (!ReferenceEquals(known?.Stays, participant.Stays))
                await ApplyStaysAsync(db, after.Meeting, known?.Stays.Count ?? 0, participant, ct);
        }
    }

    /// <returns>How many meetings have a log.</returns>
    public static async Task<int> ReplayAllAsync(MeetingDb db, CancellationToken ct)
    {
        var meetings = await db.Set<StoredRoom>().AsNoTracking().Select(r => r.MeetingId).ToListAsync(ct);
        foreach (var meeting in meetings)
        {
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            await ReplayAsync(db, meeting, ct);
            await transaction.CommitAsync(ct);
        }
        return meetings.Count;
    }

    /// <summary>Drops what the projections hold of a meeting and writes it again from its log.</summary>
    public static async Task ReplayAsync(MeetingDb db, MeetingId meeting, CancellationToken ct)
    {
        await db.Set<AttendanceStay>().Where(s => s.MeetingId == meeting).ExecuteDeleteAsync(ct);
        await MeetingProjection.ClearAsync(db, meeting, ct);
        await ActionItemProjection.ClearAsync(db, meeting, ct);
        var state = await db.StateAsync(meeting, ct);
        var isLive = IsLive(state);
        await db.Set<StoredRoom>().Where(r => r.MeetingId == meeting)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.Revision, state.Revision).SetProperty(r => r.IsLive, isLive), ct);
        await ApplyAsync(db, MeetingState.Before(meeting), state, ct);
        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
    }

    private static async Task ApplyStaysAsync(MeetingDb db, MeetingId meeting, int known, Participant participant, CancellationToken ct)
    {
        // Of those that are known only the last can have changed: it was closed, or opened again by a return in time.
        for (var number = Math.Max(0, known - 1); number < participant.Stays.Count; number++)
        {
            var stay = participant.Stays[number];
            if (number < known)
            {
                var (each, to) = (number, stay.To);
                await db.Set<AttendanceStay>()
                    .Where(s => s.MeetingId == meeting && s.ParticipantId == participant.Id && s.Number == each)
                    .ExecuteUpdateAsync(set => set.SetProperty(s => s.ToAt, to), ct);
                continue;
            }
            db.Add(new AttendanceStay
            {
                MeetingId = meeting,
                ParticipantId = participant.Id,
                Number = number,
                PersonId = participant.Person,
                SeatId = participant.Seat,
                FromAt = stay.From,
                ToAt = stay.To,
            });
        }
    }
}
