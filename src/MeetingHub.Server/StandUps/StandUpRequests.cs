using System.ComponentModel.DataAnnotations;
using MeetingHub.Domain;
using MeetingHub.Server.Meetings;

namespace MeetingHub.Server.StandUps;

/// <param name="Done">What was done. One of the three must say something.</param>
/// <param name="Next">What comes next.</param>
/// <param name="InTheWay">What is in the way; empty when nothing is.</param>
/// <param name="Revision">Of the answer that was edited, 0 for the first.</param>
public sealed record AnswerStandUpRequest(
    [Required(AllowEmptyStrings = true), StringLength(AnswerStandUpRequest.MaxLength)] string Done,
    [Required(AllowEmptyStrings = true), StringLength(AnswerStandUpRequest.MaxLength)] string Next,
    [Required(AllowEmptyStrings = true), StringLength(AnswerStandUpRequest.MaxLength)] string InTheWay,
    [Range(0, int.MaxValue)] int Revision)
{
    public const int MaxLength = 2_000;
}

/// <param name="AnsweredAt">Null, with empty texts and revision 0, while this person has not answered.</param>
public sealed record StandUpAnswerView(
    SeatId Seat, PersonName Person, string Done, string Next, string InTheWay, DateTimeOffset? AnsweredAt, int Revision);
