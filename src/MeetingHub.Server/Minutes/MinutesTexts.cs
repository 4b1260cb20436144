using MeetingHub.Domain;
using MeetingHub.Domain.Attendance;
using MeetingHub.Domain.Rooms;
using MeetingHub.Domain.Text;
using MeetingHub.Publishing.Text;
using MeetingHub.Server.Agenda;
using MeetingHub.Server.Data;
using MeetingHub.Server.Meetings;
using MeetingHub.Server.Problems;
using MeetingHub.Server.Rooms;
using MeetingHub.Server.Rooms.Logs;
using Microsoft.EntityFrameworkCore;

namespace MeetingHub.Server.Minutes;

/// <summary>
/// The secretary's words, from the start of the meeting until they go to the chair. Saved by compare-and-set: nobody overwrites another.
/// </summary>
internal sealed class MinutesTexts(MeetingDb db, LiveRooms rooms, TimeProvider clock)
{
    public async Task<Outcome<MinutesTextView>> ReadAsync(Caller caller, MeetingId id, AgendaItemId item, CancellationToken ct)
    {
        if (await MeetingAccess.FindAsync(db, id, caller, ct) is not { } access)
            return Rejection.NotFound("meeting");
        if (!access.LeadsMeeting)
            return new Rejection(RejectionCodes.NotAllowed);
        return await ViewOfAsync(
            item, await db.Set<MinutesText>().AsNoTracking().SingleOrDefaultAsync(t => t.MeetingId == id && t.AgendaItemId == item, ct), ct);
    }

    public async Task<Outcome<MinutesTextView>> SaveAsync(
        Caller caller, MeetingId id, AgendaItemId item, SaveMinutesTextRequest request, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await RefuseAsync(caller, id, ct) is { } refused)
            return refused;
        if (item != MinutesRecord.NoItem && !await IsOnAgendaAsync(id, item, ct))
            return Rejection.NotFound("agendaItem");

        var text = await db.Set<MinutesText>().SingleOrDefaultAsync(t => t.MeetingId == id && t.AgendaItemId == item, ct);
        // The same words again are a save whose answer was lost on the way.
        if (text?.Text == request.Text)
            return await ViewOfAsync(item, text, ct);
        if ((text?.Revision ?? 0) != request.Revision)
            return Outcome<MinutesTextView>.ChangedMeanwhile(await ViewOfAsync(item, text, ct));

        text ??= db.Add(new MinutesText
        {
            MeetingId = id, AgendaItemId = item, Text = "", EditedById = caller.Person, EditedAt = default, Revision = 0,
        }).Entity;
        text.Text = request.Text;
        text.EditedById = caller.Person;
        text.EditedAt = clock.GetUtcNow();
        text.Revision++;
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        // For whoever has it open just now; who misses it meets the revision at the next save.
        rooms.Find(id)?.TellMomentary(new MinutesTextSaved(item == MinutesRecord.NoItem ? null : item, text.Revision, caller.Person));
        return await ViewOfAsync(item, text, ct);
    }

    /// <summary>Says why a seat stayed empty; only of a seat that did.</summary>
    public async Task<Outcome<MinutesAbsenceView>> SetAbsenceAsync(
        Caller caller, MeetingId id, SeatId seat, SetAbsenceRequest request, CancellationToken ct)
    {
        if (!InputText.TryCleanOptional("reason", request.Reason, SetAbsenceRequest.MaxReason, out var reason, out var unfit))
            return unfit!;
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await RefuseAsync(caller, id, ct) is { } refused)
            return refused;
        var state = await db.StateAsync(id, ct);
        var line = AttendanceReport.Of(state, AttendanceOptions.Default, clock.GetUtcNow()).Lines.Find(l => l.Seat == seat);
        if (line is not { WasThere: false, Person: { } person })
            return Rejection.NotFound("absence");

        var absence = await db.Set<MinutesAbsence>().SingleOrDefaultAsync(a => a.MeetingId == id && a.SeatId == seat, ct);
        var people = await PersonNames.LoadAsync(db, [line.StandsInFor ?? person], ct);
        var name = people[line.StandsInFor ?? person];
        if ((absence?.Revision ?? 0) != request.Revision)
            return Outcome<MinutesAbsenceView>.ChangedMeanwhile(View());
        absence ??= db.Add(new MinutesAbsence { MeetingId = id, SeatId = seat, Leave = default, Reason = "", Revision = 0 }).Entity;
        absence.Leave = request.Leave;
        absence.Reason = request.Leave == AbsenceLeave.WithLeave ? reason : "";
        absence.Revision++;
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return View();

        MinutesAbsenceView View() => new(seat, name, absence?.Leave ?? AbsenceLeave.Unstated, absence?.Reason ?? "", absence?.Revision ?? 0);
    }

    /// <summary>The text as the page and the paper will show it; nothing is saved.</summary>
    public async Task<Outcome<MinutesPreview>> PreviewAsync(Caller caller, MeetingId id, PreviewMinutesRequest request, CancellationToken ct)
    {
        if (await MeetingAccess.FindAsync(db, id, caller, ct) is not { } access)
            return Rejection.NotFound("meeting");
        return access.LeadsMeeting ? new MinutesPreview(MarkdownText.Parse(request.Text).ToHtml()) : new Rejection(RejectionCodes.NotAllowed);
    }

    private async Task<Rejection?> RefuseAsync(Caller caller, MeetingId id, CancellationToken ct)
    {
        if (await MeetingAccess.LockAsync(db, id, caller, ct) is not { } access)
            return Rejection.NotFound("meeting");
        if (!access.LeadsMeeting)
            return new Rejection(RejectionCodes.NotAllowed);
        if (access.Meeting.StartedAt is null)
            return new Rejection(RejectionCodes.NotStarted);
        return await db.Set<MinutesReview>().AnyAsync(r => r.MeetingId == id && r.Stage != MinutesStage.Writing, ct)
            ? new Rejection(MinutesCodes.Closed)
            : null;
    }

    // The log is only folded for an item that was added while the meeting ran.
    private async Task<bool> IsOnAgendaAsync(MeetingId id, AgendaItemId item, CancellationToken ct) =>
        await db.Set<AgendaItem>().AnyAsync(i => i.MeetingId == id && i.Id == item, ct)
        || (await db.StateAsync(id, ct)).Find(item) is not null;

    private async Task<MinutesTextView> ViewOfAsync(AgendaItemId item, MinutesText? text, CancellationToken ct) =>
        MinutesPages.ViewOf(item, text, await PersonNames.LoadAsync(db, text is null ? [] : [text.EditedById], ct));
}
