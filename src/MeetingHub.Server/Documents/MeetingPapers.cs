using System.Globalization;
using MeetingHub.Domain;
using MeetingHub.Domain.Rooms;
using MeetingHub.Domain.Search;
using MeetingHub.Server.Agenda;
using MeetingHub.Server.Data;
using MeetingHub.Server.Meetings;
using MeetingHub.Server.Minutes;
using MeetingHub.Server.Problems;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MeetingHub.Server.Documents;

/// <summary>Adds and removes the papers of a meeting.</summary>
internal sealed class MeetingPapers(
    MeetingDb db, DocumentStore store, DocumentLists lists, IOptions<DocumentOptions> options, TimeProvider clock,
    ILogger<MeetingPapers> logger)
{
    /// <summary>The same name on the same item is a new version of the same document; the same bytes again change nothing.</summary>
    /// <param name="length">As announced; null when the sender does not say. What really comes is counted all the same.</param>
    public async Task<Outcome<DocumentView>> AddAsync(
        Caller caller, MeetingId meeting, AgendaItemId? item, string rawName, Marking marking, long? length, Stream body, CancellationToken ct)
    {
        var added = await ReceiveAsync(caller, meeting, item, rawName, marking, length, body, ct);
        if (added.Rejection is { } refused)
            DocumentLog.Refused(logger, meeting.Value, refused.Code);
        return added;
    }

    /// <summary>All its versions, while the meeting has not begun.</summary>
    public async Task<Outcome<MeetingDocuments>> RemoveAsync(Caller caller, MeetingId meeting, DocumentId id, CancellationToken ct)
    {
        await store.Gate.WaitAsync(ct);
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            if (await MeetingAccess.LockAsync(db, meeting, caller, ct) is not { } access)
                return Rejection.NotFound("meeting");
            if (!access.MayPlan)
                return new Rejection(RejectionCodes.NotAllowed);
            if (LifeCycle.RefuseChange(access.Meeting) is { } frozen)
                return frozen;
            var hashes = await db.Set<DocumentVersion>().Where(v => v.DocumentId == id).Select(v => v.Sha256).Distinct().ToListAsync(ct);
            if (await db.Set<Document>().Where(d => d.Id == id && d.MeetingId == meeting).ExecuteDeleteAsync(ct) == 0)
                return Rejection.NotFound("document");
            var kept = await db.Set<DocumentVersion>().Where(v => hashes.Contains(v.Sha256)).Select(v => v.Sha256).Distinct().ToListAsync(ct);
            await transaction.CommitAsync(ct);
            foreach (var sha256 in hashes.Except(kept, StringComparer.Ordinal))
                store.Forget(sha256);
        }
        finally
        {
            store.Gate.Release();
        }
        return await lists.ReadAsync(caller, meeting, ct);
    }

    private async Task<Outcome<DocumentView>> ReceiveAsync(
        Caller caller, MeetingId meeting, AgendaItemId? item, string rawName, Marking marking, long? length, Stream body, CancellationToken ct)
    {
        if (await MeetingAccess.FindAsync(db, meeting, caller, ct) is not { } access)
            return Rejection.NotFound("meeting");
        if (await RefuseAsync(access, item, marking, ct) is { } refused)
            return refused;
        if (DocumentName.Normalise(rawName) is not { } name)
            return new Rejection(DocumentCodes.BadName);
        if (DocumentFormats.OfName(name) is not { } format)
            return new Rejection(DocumentCodes.WrongFormat);
        if (Fits(length ?? 0, await lists.BytesOfAsync(meeting, ct)) is { } early)
            return early;

        var left = Math.Min(options.Value.MaxFileBytes, options.Value.MaxMeetingBytes - await lists.BytesOfAsync(meeting, ct));
        using var received = await store.ReceiveAsync(body, left, ct);
        if (received is null)
            return left < options.Value.MaxFileBytes ? Full() : TooLarge();
        if (Examine(received, format) is { } unfit)
            return unfit;
        return await KeepAsync(caller, meeting, item, name, format, received, ct);
    }

    private async Task<Rejection?> RefuseAsync(MeetingAccess access, AgendaItemId? item, Marking marking, CancellationToken ct)
    {
        if (!access.MayPlan)
            return new Rejection(RejectionCodes.NotAllowed);
        if (marking.IsStateSecret())
            return new Rejection(RejectionCodes.StateSecret);
        if (access.Meeting.Plan == PlanState.Cancelled)
            return new Rejection(RejectionCodes.StepNotPossible);
        var meeting = access.Meeting.Id;
        if (await db.Set<MinutesReview>().AnyAsync(r => r.MeetingId == meeting && r.Stage == MinutesStage.Approved, ct))
            return new Rejection(RejectionCodes.PlanFrozen);
        return item is null || await db.Set<AgendaItem>().AnyAsync(i => i.Id == item && i.MeetingId == meeting, ct)
            ? null
            : Rejection.NotFound("agendaItem");
    }

    private static Rejection? Examine(ReceivedDocument received, DocumentFormat format)
    {
        if (received.Size == 0)
            return new Rejection(DocumentCodes.IsEmpty);
        using var file = received.Open();
        var content = DocumentContent.Identify(file);
        if (content.HasMacros)
            return new Rejection(DocumentCodes.HasMacros);
        return content.Format == format ? null : new Rejection(DocumentCodes.WrongFormat);
    }

    private async Task<Outcome<DocumentView>> KeepAsync(
        Caller caller, MeetingId meeting, AgendaItemId? item, string name, DocumentFormat format, ReceivedDocument received,
        CancellationToken ct)
    {
        var key = Fold.Of(name);
        DocumentId id;
        await store.Gate.WaitAsync(ct);
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            // Asked again under the lock: an upload takes minutes, and others may have come in between.
            if (await MeetingAccess.LockAsync(db, meeting, caller, ct) is not { } access)
                return Rejection.NotFound("meeting");
            if (await RefuseAsync(access, item, Marking.None, ct) is { } refused)
                return refused;
            var document = await db.Set<Document>()
                .SingleOrDefaultAsync(d => d.MeetingId == meeting && d.AgendaItemId == item && d.NameKey == key, ct);
            if (document is null)
            {
                if (await db.Set<Document>().CountAsync(d => d.MeetingId == meeting, ct) >= options.Value.MaxDocuments)
                    return Rejection.TooMany("documents", options.Value.MaxDocuments);
                document = new Document
                {
                    Id = DocumentId.From(Guid.CreateVersion7()),
                    MeetingId = meeting,
                    AgendaItemId = item,
                    Name = name,
                    NameKey = key,
                };
                db.Add(document);
            }
            id = document.Id;
            var newest = await db.Set<DocumentVersion>().AsNoTracking()
                .SingleOrDefaultAsync(v => v.DocumentId == id && v.Number == document.Versions, ct);
            if (newest?.Sha256 != received.Sha256)
            {
                if (Fits(received.Size, await lists.BytesOfAsync(meeting, ct)) is { } full)
                    return full;
                document.Versions++;
                db.Add(new DocumentVersion
                {
                    DocumentId = id,
                    Number = document.Versions,
                    Format = format,
                    Size = received.Size,
                    Sha256 = received.Sha256,
                    AddedById = caller.Person,
                    AddedAt = clock.GetUtcNow(),
                });
                // Before the commit: a content without a row is only waste, a row without its content is a loss.
                store.Keep(received);
                await db.SaveChangesAsync(ct);
                await transaction.CommitAsync(ct);
            }
        }
        finally
        {
            store.Gate.Release();
        }
        var all = await lists.ReadAsync(caller, meeting, ct);
        return all.Value is { } papers ? papers.Documents.Single(d => d.Id == id) : all.Rejection!;
    }

    private Rejection? Fits(long size, long used) =>
        size > options.Value.MaxFileBytes ? TooLarge() : used + size > options.Value.MaxMeetingBytes ? Full() : null;

    private Rejection TooLarge() => With(DocumentCodes.TooLarge, options.Value.MaxFileBytes);

    private Rejection Full() => With(DocumentCodes.MeetingFull, options.Value.MaxMeetingBytes);

    private static Rejection With(string code, long max)
    {
        var rejection = new Rejection(code);
        return rejection with { Parameters = rejection.Parameters.Add("max", max.ToString(CultureInfo.InvariantCulture)) };
    }
}
