using MeetingHub.Domain;
using MeetingHub.Domain.Rooms;
using MeetingHub.Server.Data;
using Microsoft.EntityFrameworkCore;

namespace MeetingHub.Server.Rooms.Logs;

/// <summary>The log as it is on disk, for whoever reads it without being in the room.</summary>
internal static class LogReader
{
    /// <summary>In order, from the first after <paramref name="after"/>.</summary>
    public static async Task<List<LoggedEvent>> EventsAsync(
        this MeetingDb db, MeetingId meeting, long after, int limit, CancellationToken ct)
    {
        var stored = await db.Set<StoredEvent>().AsNoTracking().Where(e => e.MeetingId == meeting && e.Revision > after)
            .OrderBy(e => e.Revision).Take(limit).ToListAsync(ct);
        return stored.ConvertAll(StoredEvents.Read);
    }

    public static async Task<MeetingState> StateAsync(this MeetingDb db, MeetingId meeting, CancellationToken ct) =>
        MeetingState.Before(meeting).After(await db.EventsAsync(meeting, after: 0, int.MaxValue, ct));

    /// <summary>Of the texts that came with these revisions, those that aren't erased, by their id as it stands in events.</summary>
    public static async Task<Dictionary<string, string>> TextsAsync(
        this MeetingDb db, MeetingId meeting, IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        // SQLite takes a list of parameters of bounded length.
        foreach (var some in ids.Chunk(500))
        {
            var found = await db.Set<StoredText>().AsNoTracking()
                .Where(t => t.MeetingId == meeting && some.Contains(t.Id) && t.Text != null)
                .Select(t => new { t.Id, t.Text }).ToListAsync(ct);
            foreach (var text in found)
                texts[text.Id.ToString()] = text.Text!;
        }
        return texts;
    }
}
