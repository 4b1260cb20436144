using MeetingHub.Domain;
using MeetingHub.Domain.Rooms;
using MeetingHub.Domain.Text;
using MeetingHub.Publishing.Text;
using MeetingHub.Server.Data;
using MeetingHub.Server.Meetings;
using MeetingHub.Server.People;
using MeetingHub.Server.Problems;
using Microsoft.EntityFrameworkCore;

namespace MeetingHub.Server.Agenda;

/// <summary>Changes the agenda of a meeting that has not begun. Every answer is the whole agenda: a change moves what follows it.</summary>
internal sealed class AgendaItems(MeetingDb db)
{
    public static async Task<AgendaView> ReadAsync(MeetingDb db, Meeting meeting, CancellationToken ct)
    {
        var items = await db.Set<AgendaItem>().AsNoTracking().Where(i => i.MeetingId == meeting.Id).OrderBy(i => i.Position)
            .ToListAsync(ct);
        var names = await PersonNames.LoadAsync(db, items.Where(i => i.PresenterId is not null).Select(i => i.PresenterId!.Value), ct);
        return new(meeting.AgendaRevision, [.. items.Select(item => new AgendaItemView(
            item.Id, item.Revision, item.Title, names.Of(item.PresenterId), item.Minutes, item.Notes,
            MarkdownText.Parse(item.Notes).ToHtml()))]);
    }

    public async Task<Outcome<AgendaView>> ReadAsync(Caller caller, MeetingId meeting, CancellationToken ct) =>
        await MeetingAccess.FindAsync(db, meeting, caller, ct) is { } access
            ? await ReadAsync(db, access.Meeting, ct)
            : Rejection.NotFound("meeting");

    public Task<Outcome<AgendaView>> AddAsync(Caller caller, MeetingId meeting, AddAgendaItemRequest request, CancellationToken ct) =>
        ChangeAsync(caller, meeting, async items =>
        {
            if (items.Count >= Limits.AgendaItems)
                return Rejection.TooMany("agendaItems", Limits.AgendaItems);
            if (!TryClean(request.Title, request.Notes, out var title, out var notes, out var unfit))
                return unfit;
            if (await RefusePresenterAsync(request.Presenter, ct) is { } refused)
                return refused;
            if (PlaceBefore(items, request.Before) is not { } place)
                return Rejection.NotFound("before");
            var item = new AgendaItem
            {
                Id = AgendaItemId.From(Guid.CreateVersion7()),
                MeetingId = meeting,
                Position = place,
                Title = title,
                PresenterId = request.Presenter,
                Minutes = request.Minutes,
                Notes = notes,
            };
            db.Add(item);
            items.Insert(place, item);
            return null;
        }, ct);

    public Task<Outcome<AgendaView>> EditAsync(
        Caller caller, MeetingId meeting, AgendaItemId id, EditAgendaItemRequest request, CancellationToken ct) =>
        ChangeAsync(caller, meeting, async items =>
        {
            if (items.Find(i => i.Id == id) is not { } item)
                return Rejection.NotFound("agendaItem");
            if (item.Revision != request.Revision)
                return new Rejection(RejectionCodes.ChangedMeanwhile);
            if (!TryClean(request.Title, request.Notes, out var title, out var notes, out var unfit))
                return unfit;
            if (await RefusePresenterAsync(request.Presenter, ct) is { } refused)
                return refused;
            item.Title = title;
            item.PresenterId = request.Presenter;
            item.Minutes = request.Minutes;
            item.Notes = notes;
            item.Revision++;
            return null;
        }, ct);

    /// <summary>Its papers stay with the meeting.</summary>
    public Task<Outcome<AgendaView>> RemoveAsync(Caller caller, MeetingId meeting, AgendaItemId id, CancellationToken ct) =>
        ChangeAsync(caller, meeting, items =>
        {
            if (items.Find(i => i.Id == id) is not { } item)
                return Task.FromResult<Rejection?>(Rejection.NotFound("agendaItem"));
            items.Remove(item);
            db.Remove(item);
            return Task.FromResult<Rejection?>(null);
        }, ct);

    public Task<Outcome<AgendaView>> MoveAsync(
        Caller caller, MeetingId meeting, AgendaItemId id, MoveAgendaItemRequest request, CancellationToken ct) =>
        ChangeAsync(caller, meeting, items => Task.FromResult(Move(items, id, request.Before)), ct);

    private static Rejection? Move(List<AgendaItem> items, AgendaItemId id, AgendaItemId? before)
    {
        if (items.Find(i => i.Id == id) is not { } item)
            return Rejection.NotFound("agendaItem");
        if (before == id)
            return null;
        items.Remove(item);
        if (PlaceBefore(items, before) is not { } place)
            return Rejection.NotFound("before");
        items.Insert(place, item);
        return null;
    }

    /// <summary>Null when the neighbour is gone.</summary>
    private static int? PlaceBefore(List<AgendaItem> items, AgendaItemId? before)
    {
        if (before is null)
            return items.Count;
        var place = items.FindIndex(i => i.Id == before);
        return place < 0 ? null : place;
    }

    private static bool TryClean(string rawTitle, string? rawNotes, out string title, out string notes, out Rejection? unfit)
    {
        notes = "";
        return InputText.TryClean("title", rawTitle, Limits.Title, out title, out unfit)
            && InputText.TryCleanOptional("notes", rawNotes, Limits.Notes, out notes, out unfit);
    }

    private async Task<Rejection?> RefusePresenterAsync(PersonId? presenter, CancellationToken ct) =>
        presenter is null || await db.Set<Person>().AnyAsync(p => p.Id == presenter, ct) ? null : new Rejection(PlanCodes.UnknownPerson);

    /// <param name="change">Works on the items in their order; positions are written from the list it leaves.</param>
    private async Task<Outcome<AgendaView>> ChangeAsync(
        Caller caller, MeetingId id, Func<List<AgendaItem>, Task<Rejection?>> change, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await MeetingAccess.LockAsync(db, id, caller, ct) is not { } access)
            return Rejection.NotFound("meeting");
        if (!access.MayPlan)
            return new Rejection(RejectionCodes.NotAllowed);
        if (LifeCycle.RefuseChange(access.Meeting) is { } frozen)
            return frozen;

        var items = await db.Set<AgendaItem>().Where(i => i.MeetingId == id).OrderBy(i => i.Position).ToListAsync(ct);
        if (await change(items) is { } refused)
        {
            return refused.Code == RejectionCodes.ChangedMeanwhile
                ? Outcome<AgendaView>.ChangedMeanwhile(await ReadAsync(db, access.Meeting, ct))
                : refused;
        }
        for (var position = 0; position < items.Count; position++)
            items[position].Position = position;
        access.Meeting.AgendaRevision++;
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return await ReadAsync(db, access.Meeting, ct);
    }
}
