using MeetingHub.Server.Agenda;
using MeetingHub.Server.Data;
using MeetingHub.Server.Minutes;
using Microsoft.EntityFrameworkCore;

namespace MeetingHub.Server.Meetings;

/// <summary>Which of the caller's meetings a list shows.</summary>
internal enum MeetingsWhen
{
    /// <summary>Not ended, not cancelled, and not a day over without having begun; the nearest first.</summary>
    Coming,

    /// <summary>The rest; the latest first.</summary>
    Past,
}

/// <summary>Which of the caller's meetings wait for the caller.</summary>
internal enum MeetingsWaiting
{
    /// <summary>Minutes to approve, as their chair.</summary>
    Approval,

    /// <summary>Minutes to submit, as chair or secretary.</summary>
    Submission,
}

/// <summary>Reads lists of the meetings one person may see.</summary>
internal sealed class MeetingLists(MeetingDb db, TimeProvider clock)
{
    /// <summary>A meeting that nobody began stays among those to come for so long: it may only be late.</summary>
    private static readonly TimeSpan Forgotten = TimeSpan.FromDays(1);

    public Task<Page<MeetingSummary>> ReadAsync(Caller caller, MeetingsWhen when, PageRequest page, CancellationToken ct)
    {
        var horizon = clock.GetUtcNow() - Forgotten;
        var mine = MeetingAccess.Visible(db, caller.Person);
        var meetings = when switch
        {
            MeetingsWhen.Coming => mine
                .Where(m => m.EndedAt == null && m.Plan != PlanState.Cancelled && (m.StartedAt != null || m.StartsAt >= horizon))
                .OrderBy(m => m.StartsAt).ThenBy(m => m.Id),
            MeetingsWhen.Past => mine
                .Where(m => m.EndedAt != null || m.Plan == PlanState.Cancelled || (m.StartedAt == null && m.StartsAt < horizon))
                .OrderByDescending(m => m.StartsAt).ThenByDescending(m => m.Id),
        };
        return PageAsync(caller, meetings, page, ct);
    }

    public Task<Page<MeetingSummary>> ReadWaitingAsync(Caller caller, MeetingsWaiting waiting, PageRequest page, CancellationToken ct)
    {
        var ended = MeetingAccess.Visible(db, caller.Person).Where(m => m.EndedAt != null);
        var reviews = db.Set<MinutesReview>();
        var meetings = waiting switch
        {
            MeetingsWaiting.Approval => ended.Where(m => m.ChairId == caller.Person
                && reviews.Any(r => r.MeetingId == m.Id && r.Stage == MinutesStage.InReview)),
            MeetingsWaiting.Submission => ended.Where(m => (m.ChairId == caller.Person || m.SecretaryId == caller.Person)
                && !reviews.Any(r => r.MeetingId == m.Id && r.Stage != MinutesStage.Writing)),
        };
        return PageAsync(caller, meetings.OrderBy(m => m.EndedAt).ThenBy(m => m.Id), page, ct);
    }

    private async Task<Page<MeetingSummary>> PageAsync(
        Caller caller, IOrderedQueryable<Meeting> meetings, PageRequest page, CancellationToken ct)
    {
        var total = await meetings.CountAsync(ct);
        var found = await meetings.Skip(page.Skip).Take(page.Size).ToListAsync(ct);
        var ids = found.ConvertAll(m => m.Id);
        var seats = await db.Set<Seat>().AsNoTracking().Where(s => s.PersonId == caller.Person && ids.Contains(s.MeetingId))
            .ToDictionaryAsync(s => s.MeetingId, s => s.Id, ct);
        var stages = await db.Set<MinutesReview>().AsNoTracking().Where(r => ids.Contains(r.MeetingId))
            .ToDictionaryAsync(r => r.MeetingId, r => r.Stage, ct);
        var items = await db.Set<AgendaItem>().AsNoTracking().Where(i => ids.Contains(i.MeetingId)).OrderBy(i => i.Position)
            .Select(i => new { i.MeetingId, Title = new AgendaItemTitle(i.Title, i.Minutes) }).ToListAsync(ct);
        var agendas = items.ToLookup(i => i.MeetingId, i => i.Title);
        var names = await PersonNames.LoadAsync(db, found.SelectMany(m => new[] { m.ChairId, m.SecretaryId }), ct);
        var now = clock.GetUtcNow();
        return new([.. found.Select(Summarise)], total, page.Number, page.Size);

        MeetingSummary Summarise(Meeting meeting)
        {
            var access = new MeetingAccess(meeting, caller.Person, seats.TryGetValue(meeting.Id, out var seat) ? seat : null);
            var stage = LifeCycle.StageOf(meeting, stages.GetValueOrDefault(meeting.Id));
            return new(
                meeting.Id, meeting.Title, meeting.Kind, stage, meeting.LocalStart, meeting.Zone, meeting.StartsAt, meeting.PlannedMinutes,
                meeting.Place, names[meeting.ChairId], names[meeting.SecretaryId], meeting.StartedAt, meeting.EndedAt, access.Role,
                IsNow(meeting, stage, now), MeetingPages.NextStepOf(access, stage, names), [.. agendas[meeting.Id]]);
        }
    }

    private static bool IsNow(Meeting meeting, MeetingStage stage, DateTimeOffset now) => stage == MeetingStage.InProgress
        || (stage == MeetingStage.Scheduled && meeting.StartsAt <= now && now < meeting.StartsAt.AddMinutes(meeting.PlannedMinutes));
}
