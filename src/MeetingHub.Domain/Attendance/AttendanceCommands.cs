namespace MeetingHub.Domain.Attendance;

public sealed record RemoveParticipant(ParticipantId Participant) : RoomCommand;

public sealed record ReadmitParticipant(ParticipantId Participant) : RoomCommand;

/// <summary>
/// A connection comes in. Who may is decided by the caller from the plan tables until the start; from then on the
/// snapshot's seats say, and <paramref name="Role"/> and <paramref name="Seat"/> only matter for guests.
/// </summary>
/// <param name="NewParticipant">Taken only for a person who was never in before: read the real one from the events or the state.</param>
/// <param name="Role">Null when the caller knows no right to come in.</param>
public sealed record Enter(
    ParticipantId NewParticipant, ConnectionId Connection, PersonId? Person, SeatId? Seat, MeetingRole? Role) : RoomAction;

/// <summary>A window goes on purpose; with the last one goes the participant.</summary>
public sealed record Leave(ParticipantId Participant, ConnectionId Connection) : RoomAction;

/// <summary>A window is gone without a word.</summary>
public sealed record LoseConnection(ParticipantId Participant, ConnectionId Connection) : RoomAction;

/// <summary>Everyone whose time to return has run out has left.</summary>
public sealed record ExpireAbsent : RoomAction;
