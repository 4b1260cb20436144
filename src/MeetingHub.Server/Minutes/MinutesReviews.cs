using System.Security.Cryptography;
using MeetingHub.Domain;
using MeetingHub.Domain.Rooms;
using MeetingHub.Domain.Text;
using MeetingHub.Publishing.Minutes;
using MeetingHub.Server.Data;
using MeetingHub.Server.Meetings;
using MeetingHub.Server.Problems;
using Microsoft.EntityFrameworkCore;

namespace MeetingHub.Server.Minutes;

/// <summary>Writing → with the chair → approved, or back. Approval freezes version 1.</summary>
internal sealed class MinutesReviews(MeetingDb db, MinutesPages pages, TimeProvider clock)
{
    private const int FirstVersion = 1;

    public async Task<Outcome<MinutesPage>> SubmitAsync(Caller caller, MeetingId id, MinutesStepRequest request, CancellationToken ct)
    {
        await using (var transaction = await db.Database.BeginTransactionAsync(ct))
        {
            var (access, review, refused) = await OpenAsync(caller, id, request.Revision, ct);
            if (refused is not null)
                return await AnswerAsync(caller, id, refused, ct);
            if (access!.Meeting.EndedAt is null)
                return new Rejection(MinutesCodes.MeetingNotOver);
            if (review.Stage != MinutesStage.Writing)
                return new Rejection(MinutesCodes.Closed);
            review.Stage = MinutesStage.InReview;
            review.SubmittedAt = clock.GetUtcNow();
            review.ReturnWord = null;
            review.Revision++;
            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
        }
        return await pages.ReadAsync(caller, id, ct);
    }

    public async Task<Outcome<MinutesPage>> ReturnAsync(Caller caller, MeetingId id, ReturnMinutesRequest request, CancellationToken ct)
    {
        if (!InputText.TryClean("word", request.Word, ReturnMinutesRequest.MaxWord, out var word, out var unfit))
            return unfit!;
        await using (var transaction = await db.Database.BeginTransactionAsync(ct))
        {
            var (access, review, refused) = await OpenAsync(caller, id, request.Revision, ct);
            if ((refused ?? RefuseReview(access!, review)) is { } no)
                return await AnswerAsync(caller, id, no, ct);
            review.Stage = MinutesStage.Writing;
            review.ReturnWord = word;
            review.Revision++;
            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
        }
        return await pages.ReadAsync(caller, id, ct);
    }

    /// <summary>
    /// What the chair saw becomes version 1: the document, and the PDF and the Word file made of it once. Composed and drawn before the transaction,
    /// which must stay short; nothing can change meanwhile without the revision telling.
    /// </summary>
    public async Task<Outcome<MinutesPage>> ApproveAsync(Caller caller, MeetingId id, MinutesStepRequest request, CancellationToken ct)
    {
        if (await MeetingAccess.FindAsync(db, id, caller, ct) is not { } seen)
            return Rejection.NotFound("meeting");
        if (seen is not { Role: MeetingRole.Chair, Meeting.EndedAt: not null })
            return new Rejection(seen.LeadsMeeting ? MinutesCodes.NotInReview : RejectionCodes.NotAllowed);
        var now = clock.GetUtcNow();
        var record = await MinutesRecord.ReadAsync(db, seen.Meeting, now, ct);
        var document = MinutesDraft.Compose(record) with { Status = MinutesStatus.Approved, Version = FirstVersion };
        var (pdf, docx) = (pages.Print(document), pages.Write(document));

        await using (var transaction = await db.Database.BeginTransactionAsync(ct))
        {
            var (access, review, refused) = await OpenAsync(caller, id, request.Revision, ct);
            if ((refused ?? RefuseReview(access!, review)) is { } no)
                return await AnswerAsync(caller, id, no, ct);
            review.Stage = MinutesStage.Approved;
            review.Revision++;
            db.Add(new MinutesVersion
            {
                MeetingId = id,
                Number = FirstVersion,
                Document = MinutesJson.Write(document),
                Pdf = pdf,
                Sha256 = Convert.ToHexStringLower(SHA256.HashData(pdf)),
                Docx = docx,
                DocxSha256 = Convert.ToHexStringLower(SHA256.HashData(docx)),
                ApprovedById = caller.Person,
                ApprovedAt = now,
            });
            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
        }
        return await pages.ReadAsync(caller, id, ct);
    }

    private static Rejection? RefuseReview(MeetingAccess access, MinutesReview review) =>
        access.Role != MeetingRole.Chair ? new Rejection(RejectionCodes.NotAllowed)
        : review.Stage != MinutesStage.InReview ? new Rejection(MinutesCodes.NotInReview)
        : null;

    /// <summary>Under the meeting's lock. The first step makes the row.</summary>
    private async Task<(MeetingAccess? Access, MinutesReview Review, Rejection? Refused)> OpenAsync(
        Caller caller, MeetingId id, int revision, CancellationToken ct)
    {
        var access = await MeetingAccess.LockAsync(db, id, caller, ct);
        var review = await db.Set<MinutesReview>().SingleOrDefaultAsync(r => r.MeetingId == id, ct);
        review ??= new MinutesReview { MeetingId = id, Stage = MinutesStage.Writing };
        var refused =
            access is null ? Rejection.NotFound("meeting")
            : !access.LeadsMeeting ? new Rejection(RejectionCodes.NotAllowed)
            : access.Meeting.StartedAt is null ? new Rejection(RejectionCodes.NotStarted)
            : review.Revision != revision ? new Rejection(RejectionCodes.ChangedMeanwhile)
            : null;
        if (refused is null && review.Revision == 0)
            db.Add(review);
        return (access, review, refused);
    }

    private async Task<Outcome<MinutesPage>> AnswerAsync(Caller caller, MeetingId id, Rejection refused, CancellationToken ct) =>
        refused.Code == RejectionCodes.ChangedMeanwhile && (await pages.ReadAsync(caller, id, ct)).Value is { } current
            ? Outcome<MinutesPage>.ChangedMeanwhile(current)
            : refused;
}
