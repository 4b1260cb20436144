using System.ComponentModel.DataAnnotations;
using MeetingHub.Domain;
using MeetingHub.Domain.Meetings;
using MeetingHub.Domain.Rooms;

namespace MeetingHub.Server.Meetings;

/// <param name="LocalStart">Without offset, to the minute: "2026-11-30T08:30".</param>
/// <param name="Zone">IANA name; null is Asia/Ho_Chi_Minh.</param>
/// <param name="Place">Null or empty for a meeting held only online.</param>
/// <param name="People">Invited by name. Chair and secretary need not be among them.</param>
/// <param name="Departments">Invited whole, with the departments under them.</param>
/// <param name="Marking">How the matter is marked; state secrets are refused.</param>
public sealed record PlanMeetingRequest(
    [Required, StringLength(Limits.Title)] string Title,
    [EnumDataType(typeof(MeetingKind))] MeetingKind Kind,
    DateTime LocalStart,
    [Range(5, Limits.PlannedMinutes)] int PlannedMinutes,
    PersonId Chair,
    PersonId Secretary,
    [MaxLength(Limits.Seats)] IReadOnlyList<PersonId> People,
    [MaxLength(200)] IReadOnlyList<DepartmentId> Departments,
    [StringLength(PlanMeetingRequest.MaxPlace)] string? Place = null,
    [StringLength(60)] string? Zone = null,
    [EnumDataType(typeof(Marking))] Marking Marking = Marking.None)
{
    public const int MaxPlace = 300;
}

/// <param name="Revision">Of the meeting that was edited; another now is answered with 409 and the meeting as it is.</param>
public sealed record EditMeetingRequest(
    [Range(1, int.MaxValue)] int Revision,
    [Required, StringLength(Limits.Title)] string Title,
    [EnumDataType(typeof(MeetingKind))] MeetingKind Kind,
    DateTime LocalStart,
    [Range(5, Limits.PlannedMinutes)] int PlannedMinutes,
    PersonId Chair,
    PersonId Secretary,
    [MaxLength(Limits.Seats)] IReadOnlyList<PersonId> People,
    [MaxLength(200)] IReadOnlyList<DepartmentId> Departments,
    [StringLength(PlanMeetingRequest.MaxPlace)] string? Place = null,
    [StringLength(60)] string? Zone = null,
    [EnumDataType(typeof(Marking))] Marking Marking = Marking.None)
{
    internal PlanMeetingRequest Plan =>
        new(Title, Kind, LocalStart, PlannedMinutes, Chair, Secretary, People, Departments, Place, Zone, Marking);
}

/// <param name="Reason">Told to the invitees when the meeting is cancelled or postponed.</param>
public sealed record PlanStepRequest(
    [Range(1, int.MaxValue)] int Revision, [StringLength(PlanStepRequest.MaxReason)] string? Reason = null)
{
    public const int MaxReason = 1_000;
}

/// <summary>
/// What is written on the matter. The three degrees of state secrets (Law on Protection of State Secrets, article 8) exist here
/// only to be refused: they stay on paper.
/// </summary>
public enum Marking
{
    None,

    /// <summary>Lưu hành nội bộ.</summary>
    Internal,

    /// <summary>Mật.</summary>
    Confidential,

    /// <summary>Tối mật.</summary>
    Secret,

    /// <summary>Tuyệt mật.</summary>
    TopSecret,
}

internal static class Markings
{
    public static bool IsStateSecret(this Marking marking) => marking switch
    {
        Marking.None or Marking.Internal => false,
        Marking.Confidential or Marking.Secret or Marking.TopSecret => true,
    };
}
