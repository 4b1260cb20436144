using MeetingHub.Domain;
using MeetingHub.Domain.Rooms;
using MeetingHub.Server.Data;
using MeetingHub.Server.Meetings;
using MeetingHub.Server.Problems;
using MeetingHub.Server.Rooms;
using Microsoft.EntityFrameworkCore;

namespace MeetingHub.Server.Documents;

/// <param name="Path">Absolute.</param>
internal sealed record OpenedDocument(string Path, string Name, string MediaType, string Sha256, DateTimeOffset AddedAt);

/// <summary>Gives out contents, and notes who opened what before the first byte goes.</summary>
internal sealed class DocumentOpenings(MeetingDb db, DocumentStore store, LiveRooms rooms, TimeProvider clock, ILogger<DocumentOpenings> logger)
{
    /// <summary>A reader that fetches a file piece by piece is opening it once; so is who looks on while it is presented.</summary>
    private static readonly TimeSpan OneReading = TimeSpan.FromMinutes(10);

    /// <param name="version">Null is the newest.</param>
    /// <param name="isPart">A range is asked for: within a reading under way it is no new opening.</param>
    public async Task<Outcome<OpenedDocument>> OpenAsync(
        Caller caller, MeetingId meeting, DocumentId id, int? version, bool isPart, CancellationToken ct)
    {
        if (await MeetingAccess.FindAsync(db, meeting, caller, ct) is null)
            return Rejection.NotFound("meeting");
        var found = await (from document in db.Set<Document>().AsNoTracking()
                           join content in db.Set<DocumentVersion>() on document.Id equals content.DocumentId
                           where document.Id == id && document.MeetingId == meeting && content.Number == (version ?? document.Versions)
                           select new { document.Name, content }).SingleOrDefaultAsync(ct);
        if (found is null)
            return Rejection.NotFound("document");
        var path = store.PathOf(found.content.Sha256);
        if (!File.Exists(path))
        {
            DocumentLog.Missing(logger, found.content.Sha256, id.Value);
            return Rejection.NotFound("content");
        }
        if (!isPart || !await IsReadingAsync(caller, meeting, id, found.content.Number, ct))
        {
            db.Add(new DocumentOpening { DocumentId = id, Version = found.content.Number, PersonId = caller.Person, At = clock.GetUtcNow() });
            await db.SaveChangesAsync(ct);
        }
        return new OpenedDocument(path, found.Name, found.content.Format.MediaType(), found.content.Sha256, found.content.AddedAt);
    }

    private Task<bool> IsReadingAsync(Caller caller, MeetingId meeting, DocumentId id, int version, CancellationToken ct)
    {
        var since = clock.GetUtcNow() - OneReading;
        if (rooms.Find(meeting)?.State.Presentation is { } shown && shown.Document.Id == id && shown.Document.Version == version && shown.From < since)
            since = shown.From;
        return db.Set<DocumentOpening>().AnyAsync(
            o => o.DocumentId == id && o.PersonId == caller.Person && o.Version == version && o.At >= since, ct);
    }
}
