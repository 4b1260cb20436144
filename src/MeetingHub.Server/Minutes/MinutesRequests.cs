using System.ComponentModel.DataAnnotations;
using MeetingHub.Domain;
using MeetingHub.Domain.Rooms;
using MeetingHub.Publishing.Minutes;
using MeetingHub.Server.Meetings;

namespace MeetingHub.Server.Minutes;

/// <param name="Text">Markdown; may be empty.</param>
/// <param name="Revision">
/// Of the text that was edited, 0 if there was none; another now is answered with 409 and <see cref="MinutesTextView"/> as <c>current</c>.
/// </param>
public sealed record SaveMinutesTextRequest(
    [Required(AllowEmptyStrings = true), StringLength(Limits.Notes)] string Text, [Range(0, int.MaxValue)] int Revision);

/// <param name="Html">Of <paramref name="Text"/>, safe to put into the page.</param>
public sealed record MinutesTextView(
    AgendaItemId AgendaItem, string Text, string Html, int Revision, PersonName? EditedBy, DateTimeOffset? EditedAt);

public sealed record PreviewMinutesRequest([Required(AllowEmptyStrings = true), StringLength(Limits.Notes)] string Text);

/// <param name="Html">Safe to put into the page.</param>
public sealed record MinutesPreview(string Html);

/// <param name="Reason">Only with <see cref="AbsenceLeave.WithLeave"/>.</param>
/// <param name="Revision">0 when nothing was said of this seat yet.</param>
public sealed record SetAbsenceRequest(
    [EnumDataType(typeof(AbsenceLeave))] AbsenceLeave Leave, [Range(0, int.MaxValue)] int Revision,
    [StringLength(SetAbsenceRequest.MaxReason)] string? Reason = null)
{
    public const int MaxReason = 300;
}

public sealed record MinutesAbsenceView(SeatId Seat, PersonName Person, AbsenceLeave Leave, string Reason, int Revision);

/// <param name="Revision">Of the minutes as they were seen.</param>
public sealed record MinutesStepRequest([Range(0, int.MaxValue)] int Revision);

/// <param name="Word">What the secretary is asked to change.</param>
public sealed record ReturnMinutesRequest(
    [Range(0, int.MaxValue)] int Revision, [Required, StringLength(ReturnMinutesRequest.MaxWord)] string Word)
{
    public const int MaxWord = 1_000;
}

/// <summary>One part that the secretary writes: an item of the agenda, or (with the empty id, last) what belongs to none.</summary>
/// <param name="InDocument">Its place in the document's course; null while it has none there.</param>
public sealed record MinutesSection(string Title, int? InDocument, MinutesTextView Text);

/// <param name="Sha256">Of the PDF, lower-case hexadecimal.</param>
/// <param name="WordSha256">Of the Word file; null for minutes that were approved before such files were kept: there is none.</param>
public sealed record MinutesApproval(int Version, string Sha256, string? WordSha256, PersonName By, DateTimeOffset At);

public sealed record MinutesRights(bool Write, bool Submit, bool Approve, bool SendBack);

/// <param name="Revision">To be given back with a step.</param>
/// <param name="ReturnWord">What the chair said when the minutes were last sent back.</param>
/// <param name="Document">As it stands now, or as it was approved.</param>
/// <param name="Sections">Empty for those who only read.</param>
/// <param name="Absences">The seats that stayed empty; empty for those who only read.</param>
public sealed record MinutesPage(
    MinutesStage Stage, int Revision, DateTimeOffset? SubmittedAt, string? ReturnWord, MinutesRights May, MinutesDocument Document,
    IReadOnlyList<MinutesSection> Sections, IReadOnlyList<MinutesAbsenceView> Absences, MinutesApproval? Approval);
