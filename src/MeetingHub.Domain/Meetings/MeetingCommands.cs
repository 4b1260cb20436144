namespace MeetingHub.Domain.Meetings;

/// <summary>The snapshot comes from the tables: see <see cref="MeetingPlanSnapshot"/>.</summary>
public sealed record StartMeeting : RoomCommand;

public sealed record EndMeeting : RoomCommand;

/// <summary>What the plan tables say at the moment of <see cref="StartMeeting"/>.</summary>
public sealed record MeetingPlanSnapshot(
    MeetingKind Kind,
    string Title,
    RoomOptions Options,
    ImmutableList<Seat> Seats,
    ImmutableList<PlannedAgendaItem> Agenda,
    DateTimeOffset? PlannedStart = null,
    int? PlannedMinutes = null);

/// <summary>After a start of the server, for every room that was running or had people waiting.</summary>
/// <param name="LastAlive">The room's durable heartbeat; null when it never wrote one.</param>
public sealed record Recover(DateTimeOffset? LastAlive) : RoomAction;

/// <summary>When nobody has been in the room for the time the options say; nothing happens before.</summary>
public sealed record EndAbandoned : RoomAction;
