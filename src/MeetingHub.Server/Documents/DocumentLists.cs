using MeetingHub.Domain;
using MeetingHub.Domain.Rooms;
using MeetingHub.Server.Data;
using MeetingHub.Server.Meetings;
using MeetingHub.Server.Problems;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MeetingHub.Server.Documents;

/// <summary>Reads which papers there are, who opened them, and which somebody has not opened yet.</summary>
internal sealed class DocumentLists(MeetingDb db, IOptions<DocumentOptions> options, TimeProvider clock)
{
    public async Task<Outcome<MeetingDocuments>> ReadAsync(Caller caller, MeetingId meeting, CancellationToken ct)
    {
        if (await MeetingAccess.FindAsync(db, meeting, caller, ct) is null)
            return Rejection.NotFound("meeting");
        var rows = await (from document in db.Set<Document>().AsNoTracking()
                          join version in db.Set<DocumentVersion>() on new { document.Id, Number = document.Versions }
                              equals new { Id = version.DocumentId, version.Number }
                          where document.MeetingId == meeting
                          orderby document.NameKey, document.Id
                          select new
                          {
                              document,
                              version,
                              IsRead = db.Set<DocumentOpening>().Any(o =>
                                  o.DocumentId == document.Id && o.PersonId == caller.Person && o.Version == document.Versions),
                          }).ToListAsync(ct);
        var names = await PersonNames.LoadAsync(db, rows.Select(r => r.version.AddedById), ct);
        var documents = rows.ConvertAll(row => new DocumentView(
            row.document.Id, row.document.AgendaItemId, row.document.Name, row.version.Format.MediaType(), row.version.Size,
            row.version.Number, row.version.Sha256, names[row.version.AddedById], row.version.AddedAt, row.IsRead));
        var left = options.Value.MaxMeetingBytes - await BytesOfAsync(meeting, ct);
        return new MeetingDocuments(documents, options.Value.MaxFileBytes, Math.Max(0, left));
    }

    /// <summary>For those who prepare the meeting; the latest first.</summary>
    public async Task<Outcome<Page<DocumentOpeningView>>> ReadOpeningsAsync(
        Caller caller, MeetingId meeting, DocumentId id, PageRequest page, CancellationToken ct)
    {
        if (await MeetingAccess.FindAsync(db, meeting, caller, ct) is not { } access)
            return Rejection.NotFound("meeting");
        if (!access.MayPlan)
            return new Rejection(RejectionCodes.NotAllowed);
        if (!await db.Set<Document>().AnyAsync(d => d.Id == id && d.MeetingId == meeting, ct))
            return Rejection.NotFound("document");
        var openings = db.Set<DocumentOpening>().AsNoTracking().Where(o => o.DocumentId == id);
        var total = await openings.CountAsync(ct);
        var rows = await openings.OrderByDescending(o => o.Id).Skip(page.Skip).Take(page.Size).ToListAsync(ct);
        var names = await PersonNames.LoadAsync(db, rows.Select(o => o.PersonId), ct);
        return new Page<DocumentOpeningView>(
            rows.ConvertAll(o => new DocumentOpeningView(names[o.PersonId], o.Version, o.At)), total, page.Number, page.Size);
    }

    /// <summary>Of meetings that are not over; the next meeting first.</summary>
    public async Task<Page<UnreadDocument>> ReadUnreadAsync(Caller caller, PageRequest page, CancellationToken ct)
    {
        var yesterday = clock.GetUtcNow().AddDays(-1);
        var unread = from document in db.Set<Document>().AsNoTracking()
                     join version in db.Set<DocumentVersion>() on new { document.Id, Number = document.Versions }
                         equals new { Id = version.DocumentId, version.Number }
                     join meeting in MeetingAccess.Visible(db, caller.Person) on document.MeetingId equals meeting.Id
                     where meeting.Plan == PlanState.Scheduled && meeting.EndedAt == null
                         && (meeting.StartedAt != null || meeting.StartsAt >= yesterday)
                         && version.AddedById != caller.Person
                         && !db.Set<DocumentOpening>().Any(o =>
                             o.DocumentId == document.Id && o.PersonId == caller.Person && o.Version == document.Versions)
                     orderby meeting.StartsAt, document.NameKey, document.Id
                     select new { document, version, meeting };
        var total = await unread.CountAsync(ct);
        var rows = await unread.Skip(page.Skip).Take(page.Size).ToListAsync(ct);
        return new(
            rows.ConvertAll(row => new UnreadDocument(
                row.meeting.Id, row.meeting.Title, row.meeting.StartsAt, row.document.Id, row.document.Name, row.version.Format.MediaType(),
                row.version.Size, row.version.Number, row.version.AddedAt)),
            total, page.Number, page.Size);
    }

    public Task<long> BytesOfAsync(MeetingId meeting, CancellationToken ct) =>
        db.Set<DocumentVersion>().Where(v => db.Set<Document>().Any(d => d.Id == v.DocumentId && d.MeetingId == meeting))
            .SumAsync(v => v.Size, ct);
}
