using MeetingHub.Domain;
using MeetingHub.Domain.Meetings;
using MeetingHub.Domain.Rooms;
using MeetingHub.Server.Agenda;

namespace MeetingHub.Server.Meetings;

/// <param name="Position">Empty if none.</param>
public sealed record PersonName(PersonId Id, string Name, string Position, string Department);

public sealed record DepartmentName(DepartmentId Id, string Name);

/// <summary>The state line of a meeting's page.</summary>
public enum MeetingStage
{
    Draft,
    Scheduled,
    Postponed,
    Cancelled,
    InProgress,
    Ended,
    MinutesInReview,
    Published,
}

/// <summary>The one thing that brings a meeting forward.</summary>
public enum NextStepKind
{
    SendInvitations,
    SetNewDate,
    Meet,
    SubmitMinutes,
    ApproveMinutes,
}

/// <param name="By">Who must act; null for everybody.</param>
/// <param name="IsMine">The caller is one who may.</param>
public sealed record NextStep(NextStepKind Kind, PersonName? By, bool IsMine);

/// <param name="StartsAt">
/// The plan as an instant; <paramref name="LocalStart"/> is what the wall clock shows then in <paramref name="Zone"/>.
/// </param>
/// <param name="Role">The caller's; null for one who only planned it.</param>
/// <param name="IsNow">Running, or within its planned time and not yet begun.</param>
/// <param name="Next">Null when nothing is left to do.</param>
public sealed record MeetingSummary(
    MeetingId Id, string Title, MeetingKind Kind, MeetingStage Stage, DateTime LocalStart, string Zone, DateTimeOffset StartsAt,
    int PlannedMinutes, string Place, PersonName Chair, PersonName Secretary, DateTimeOffset? StartedAt, DateTimeOffset? EndedAt,
    MeetingRole? Role, bool IsNow, NextStep? Next, IReadOnlyList<AgendaItemTitle> Agenda);

public sealed record AgendaItemTitle(string Title, int Minutes);

/// <param name="Via">The department through which the person was invited; null for who was invited by name.</param>
public sealed record SeatView(SeatId Id, PersonName Person, MeetingRole Role, DepartmentName? Via);

/// <summary>Which buttons the caller has.</summary>
/// <param name="WriteMinutes">As chair or secretary, from the start until the minutes are submitted.</param>
public sealed record MeetingRights(
    bool Edit, bool Schedule, bool Postpone, bool Cancel, bool Enter, bool AddDocuments, bool RemoveDocuments, bool AnswerStandUp,
    bool WriteMinutes, bool SubmitMinutes, bool ApproveMinutes, bool ReadMinutes);

/// <param name="Revision">To be given back with an edit or a step.</param>
/// <param name="Seat">The caller's own.</param>
/// <param name="InvitedAt">When the invitations first went out.</param>
/// <param name="Reason">Why it was cancelled or postponed.</param>
public sealed record MeetingDetail(
    MeetingId Id, int Revision, string Title, MeetingKind Kind, MeetingStage Stage, DateTime LocalStart, string Zone,
    DateTimeOffset StartsAt, int PlannedMinutes, string Place, PersonName Chair, PersonName Secretary, DateTimeOffset? InvitedAt,
    string? Reason, DateTimeOffset? StartedAt, DateTimeOffset? EndedAt, MeetingRole? Role, SeatId? Seat, MeetingRights May, NextStep? Next,
    IReadOnlyList<SeatView> Seats, IReadOnlyList<DepartmentName> Departments, AgendaView Agenda);
