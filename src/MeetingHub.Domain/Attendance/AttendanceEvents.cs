namespace MeetingHub.Domain.Attendance;

/// <summary>Comes in, or comes back after <see cref="ParticipantLeft"/>; a <see cref="ConnectionOpened"/> follows.</summary>
/// <param name="Person">Null for a guest without an account.</param>
/// <param name="Seat">Null for a guest: no vote.</param>
[LogRule(1, AudienceRule.All)]
public sealed record ParticipantJoined(
    ParticipantId Participant, MeetingRole Role, PersonId? Person = null, SeatId? Seat = null) : MeetingEvent;

[LogRule(1, AudienceRule.All)]
public sealed record ConnectionOpened(ParticipantId Participant, ConnectionId Connection) : MeetingEvent;

[LogRule(1, AudienceRule.All)]
public sealed record ConnectionClosed(ParticipantId Participant, ConnectionId Connection) : MeetingEvent;

/// <param name="ReturnBy">Without any connection by then, the participant has left, as of the loss.</param>
[LogRule(1, AudienceRule.All)]
public sealed record ConnectionLost(ParticipantId Participant, ConnectionId Connection, DateTimeOffset ReturnBy) : MeetingEvent;

/// <param name="LeftAt">The loss of the line, when that was it: then earlier than the entry itself.</param>
[LogRule(1, AudienceRule.All)]
public sealed record ParticipantLeft(ParticipantId Participant, DateTimeOffset LeftAt, LeaveReason Reason) : MeetingEvent;

/// <summary>Sent out by the chair: may not come back unless readmitted.</summary>
[LogRule(1, AudienceRule.All)]
public sealed record ParticipantRemoved(ParticipantId Participant) : MeetingEvent;

[LogRule(1, AudienceRule.All)]
public sealed record ParticipantReadmitted(ParticipantId Participant) : MeetingEvent;

public enum LeaveReason
{
    Left,
    LineLost,
}
