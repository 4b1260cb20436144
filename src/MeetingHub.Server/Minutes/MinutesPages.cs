using System.Linq.Expressions;
using MeetingHub.Domain;
using MeetingHub.Domain.Rooms;
using MeetingHub.Publishing.Docx;
using MeetingHub.Publishing.Minutes;
using MeetingHub.Publishing.Papers;
using MeetingHub.Publishing.Text;
using MeetingHub.Server.Data;
using MeetingHub.Server.Documents;
using MeetingHub.Server.Meetings;
using MeetingHub.Server.Problems;
using Microsoft.EntityFrameworkCore;

namespace MeetingHub.Server.Minutes;

/// <param name="Name">Of the file, with its extension.</param>
internal sealed record MinutesFile(byte[] Bytes, string Name);

/// <summary>
/// Shows minutes: the draft to chair and secretary, composed anew each time; what was approved to every invitee, as it was approved.
/// </summary>
internal sealed class MinutesPages(MeetingDb db, IPaperRenderer printer, PaperDocx writer, TimeProvider clock)
{
    public async Task<Outcome<MinutesPage>> ReadAsync(Caller caller, MeetingId id, CancellationToken ct)
    {
        var (access, review, refused) = await OpenAsync(caller, id, ct);
        if (refused is not null)
            return refused;
        if (review.Stage == MinutesStage.Approved)
            return await ReadApprovedAsync(review, ct);

        var record = await MinutesRecord.ReadAsync(db, access!.Meeting, clock.GetUtcNow(), ct);
        var document = MinutesDraft.Compose(record);
        var isOver = access.Meeting.EndedAt is not null;
        var isChair = access.Role == MeetingRole.Chair;
        var may = new MinutesRights(
            Write: review.Stage == MinutesStage.Writing,
            Submit: review.Stage == MinutesStage.Writing && isOver,
            Approve: review.Stage == MinutesStage.InReview && isChair,
            SendBack: review.Stage == MinutesStage.InReview && isChair);
        return new MinutesPage(
            review.Stage, review.Revision, review.SubmittedAt, review.ReturnWord, may, document, SectionsOf(record), AbsencesOf(record),
            Approval: null);
    }

    /// <summary>The paper as a fragment of a page, for <see cref="PaperHtml.StyleSheet"/>.</summary>
    public async Task<Outcome<string>> ReadHtmlAsync(Caller caller, MeetingId id, CancellationToken ct)
    {
        var page = await ReadAsync(caller, id, ct);
        return page.Value is { } minutes ? PaperHtml.Write(MinutesPaper.Compose(minutes.Document)) : page.Rejection!;
    }

    public Task<Outcome<MinutesFile>> ReadPdfAsync(Caller caller, MeetingId id, CancellationToken ct) =>
        ReadFileAsync(caller, id, ".pdf", Print, version => new(version.Document, version.Pdf), ct);

    public Task<Outcome<MinutesFile>> ReadWordAsync(Caller caller, MeetingId id, CancellationToken ct) =>
        ReadFileAsync(caller, id, ".docx", Write, version => new(version.Document, version.Docx), ct);

    public byte[] Print(MinutesDocument document)
    {
        using var pdf = new MemoryStream();
        printer.RenderPdf(MinutesPaper.Compose(document), pdf);
        return pdf.ToArray();
    }

    public byte[] Write(MinutesDocument document)
    {
        using var docx = new MemoryStream();
        writer.Render(MinutesPaper.Compose(document), docx);
        return docx.ToArray();
    }

    public static MinutesTextView ViewOf(AgendaItemId item, MinutesText? text, PersonNames people) => new(
        item, text?.Text ?? "", MarkdownText.Parse(text?.Text).ToHtml(), text?.Revision ?? 0, people.Of(text?.EditedById), text?.EditedAt);

    /// <param name="Bytes">Null where no such file was approved.</param>
    private sealed record StoredFile(string Document, byte[]? Bytes);

    /// <summary>A draft is made into a file now, what was approved are the bytes of that day.</summary>
    private async Task<Outcome<MinutesFile>> ReadFileAsync(
        Caller caller, MeetingId id, string extension, Func<MinutesDocument, byte[]> make,
        Expression<Func<MinutesVersion, StoredFile>> stored, CancellationToken ct)
    {
        var (access, review, refused) = await OpenAsync(caller, id, ct);
        if (refused is not null)
            return refused;
        if (review.Stage == MinutesStage.Approved)
        {
            var newest = await db.Set<MinutesVersion>().AsNoTracking().Where(v => v.MeetingId == id).OrderByDescending(v => v.Number)
                .Select(stored).FirstAsync(ct);
            return newest.Bytes is { } bytes
                ? new MinutesFile(bytes, NameOf(MinutesJson.Read(newest.Document), extension))
                : new Rejection(MinutesCodes.WithoutWord);
        }
        var document = MinutesDraft.Compose(await MinutesRecord.ReadAsync(db, access!.Meeting, clock.GetUtcNow(), ct));
        return new MinutesFile(make(document), NameOf(document, extension));
    }

    /// <summary>Who may look, and where the minutes stand. Without a row they are being written.</summary>
    private async Task<(MeetingAccess? Access, MinutesReview Review, Rejection? Refused)> OpenAsync(
        Caller caller, MeetingId id, CancellationToken ct)
    {
        var review = await db.Set<MinutesReview>().AsNoTracking().SingleOrDefaultAsync(r => r.MeetingId == id, ct)
            ?? new MinutesReview { MeetingId = id, Stage = MinutesStage.Writing };
        if (await MeetingAccess.FindAsync(db, id, caller, ct) is not { } access)
            return (null, review, Rejection.NotFound("meeting"));
        if (access.Meeting.StartedAt is null)
            return (access, review, new Rejection(RejectionCodes.NotStarted));
        var maySee = access.LeadsMeeting || (review.Stage == MinutesStage.Approved && access.Seat is not null);
        return (access, review, maySee ? null : new Rejection(MinutesCodes.NotPublished));
    }

    private async Task<Outcome<MinutesPage>> ReadApprovedAsync(MinutesReview review, CancellationToken ct)
    {
        var version = await db.Set<MinutesVersion>().AsNoTracking().Where(v => v.MeetingId == review.MeetingId)
            .OrderByDescending(v => v.Number).Select(v => new { v.Number, v.Document, v.Sha256, v.DocxSha256, v.ApprovedById, v.ApprovedAt }).FirstAsync(ct);
        var people = await PersonNames.LoadAsync(db, [version.ApprovedById], ct);
        return new MinutesPage(
            review.Stage, review.Revision, review.SubmittedAt, ReturnWord: null, new(false, false, false, false),
            MinutesJson.Read(version.Document), Sections: [], Absences: [],
            new MinutesApproval(version.Number, version.Sha256, version.DocxSha256, people[version.ApprovedById], version.ApprovedAt));
    }

    private static List<MinutesSection> SectionsOf(MinutesRecord record)
    {
        var items = MinutesDraft.ItemsOf(record.State);
        var sections = items.Select((item, place) => new MinutesSection(item.Title, place, TextOf(item.Id))).ToList();
        sections.Add(new(MinutesWords.OtherMatters, MinutesDraft.HasRest(record) ? items.Count : null, TextOf(MinutesRecord.NoItem)));
        return sections;

        MinutesTextView TextOf(AgendaItemId item) => ViewOf(item, record.Texts.GetValueOrDefault(item), record.People);
    }

    private static List<MinutesAbsenceView> AbsencesOf(MinutesRecord record)
    {
        var absences = new List<MinutesAbsenceView>();
        foreach (var line in record.Attendance.Lines.Where(line => !line.WasThere))
        {
            if (line is not { Seat: { } seat, Person: { } person })
                continue;
            var said = record.Absences.GetValueOrDefault(seat);
            absences.Add(new(
                seat, record.People[line.StandsInFor ?? person], said?.Leave ?? AbsenceLeave.Unstated, said?.Reason ?? "", said?.Revision ?? 0));
        }
        return absences;
    }

    private static string NameOf(MinutesDocument document, string extension) =>
        DocumentName.Normalise($"{MinutesWords.Minutes} {document.Subject}{extension}") ?? MinutesWords.Minutes + extension;
}
