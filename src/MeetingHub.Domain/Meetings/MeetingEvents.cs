namespace MeetingHub.Domain.Meetings;

/// <summary>The border with the planning tables: from here to <see cref="MeetingEnded"/> all this changes by commands only.</summary>
[LogRule(1, AudienceRule.All)]
public sealed record MeetingStarted(
    MeetingKind Kind,
    string Title,
    RoomOptions Options,
    ImmutableList<Seat> Seats,
    ImmutableList<PlannedAgendaItem> Agenda,
    DateTimeOffset? PlannedStart = null,
    int? PlannedMinutes = null) : MeetingEvent;

/// <param name="EndedAt">Earlier than the entry itself when the room was abandoned: then the last departure.</param>
[LogRule(1, AudienceRule.All)]
public sealed record MeetingEnded(DateTimeOffset EndedAt, EndReason Reason) : MeetingEvent;

/// <summary>The server was away. Whoever returns before <paramref name="ReturnBy"/> counts as present through it.</summary>
/// <param name="From">The room's last sign of life.</param>
[LogRule(1, AudienceRule.All)]
public sealed record Interrupted(DateTimeOffset From, DateTimeOffset To, DateTimeOffset ReturnBy) : MeetingEvent;

public enum MeetingKind
{
    Briefing,
    StandUp,
    Conference,
}

public enum EndReason
{
    EndedByChair,
    Abandoned,
}

/// <summary>A place at the table as it was when the meeting started.</summary>
/// <param name="Person">Who sits on it: the invitee, or the substitute.</param>
/// <param name="StandsInFor">The invitee, when a substitute sits.</param>
/// <param name="AnsweredBeforehand">In a stand-up: the answers were in before the start.</param>
public sealed record Seat(
    SeatId Id,
    PersonId Person,
    MeetingRole Role,
    bool MayVote = true,
    DepartmentId? Department = null,
    PersonId? StandsInFor = null,
    bool AnsweredBeforehand = false);

public sealed record PlannedAgendaItem(AgendaItemId Id, string Title, PersonId? Presenter = null, int? PlannedMinutes = null);
