using MeetingHub.Domain;
using MeetingHub.Domain.Rooms;
using MeetingHub.Server.Data;
using Microsoft.EntityFrameworkCore;

namespace MeetingHub.Server.Meetings;

/// <summary>
/// What one person is to one meeting. The role in the directory says who may make meetings; in a meeting only the seat counts, so an
/// administrator who was not invited does not see it.
/// </summary>
internal sealed record MeetingAccess(Meeting Meeting, PersonId Person, SeatId? Seat)
{
    public MeetingRole? Role =>
        Meeting.ChairId == Person ? MeetingRole.Chair
        : Meeting.SecretaryId == Person ? MeetingRole.Secretary
        : Seat is null ? null
        : MeetingRole.Member;

    /// <summary>Chair and secretary, and whoever made it for them.</summary>
    public bool MayPlan => LeadsMeeting || Meeting.CreatedById == Person;

    /// <summary>Chair or secretary.</summary>
    public bool LeadsMeeting => Role is MeetingRole.Chair or MeetingRole.Secretary;

    /// <summary>A draft is known only to those who plan it.</summary>
    public bool MaySee => MayPlan || (Seat is not null && Meeting.InvitedAt is not null);

    /// <summary>Reads without a lock; null is "not found", whether it is not there or not for this person.</summary>
    public static async Task<MeetingAccess?> FindAsync(MeetingDb db, MeetingId id, Caller caller, CancellationToken ct) =>
        await LoadAsync(db, db.Set<Meeting>().AsNoTracking(), id, caller.Person, ct);

    /// <summary>
    /// The same inside a transaction, tracked, and locked against another planner and against the start of the meeting. SQLite's
    /// transactions are exclusive from the beginning; on PostgreSQL an update that changes nothing takes the row's lock.
    /// </summary>
    public static async Task<MeetingAccess?> LockAsync(MeetingDb db, MeetingId id, Caller caller, CancellationToken ct)
    {
        await db.Set<Meeting>().Where(m => m.Id == id).ExecuteUpdateAsync(set => set.SetProperty(m => m.Revision, m => m.Revision), ct);
        return await LoadAsync(db, db.Set<Meeting>(), id, caller.Person, ct);
    }

    /// <summary>Meetings this person may see, as <see cref="MaySee"/> says it.</summary>
    public static IQueryable<Meeting> Visible(MeetingDb db, PersonId person) => db.Set<Meeting>().AsNoTracking().Where(m =>
        m.ChairId == person || m.SecretaryId == person || m.CreatedById == person
        || (m.InvitedAt != null && db.Set<Seat>().Any(s => s.MeetingId == m.Id && s.PersonId == person)));

    private static async Task<MeetingAccess?> LoadAsync(
        MeetingDb db, IQueryable<Meeting> meetings, MeetingId id, PersonId person, CancellationToken ct)
    {
        if (await meetings.SingleOrDefaultAsync(m => m.Id == id, ct) is not { } meeting)
            return null;
        var seat = await db.Set<Seat>().Where(s => s.MeetingId == id && s.PersonId == person).Select(s => (SeatId?)s.Id)
            .SingleOrDefaultAsync(ct);
        var access = new MeetingAccess(meeting, person, seat);
        return access.MaySee ? access : null;
    }
}
