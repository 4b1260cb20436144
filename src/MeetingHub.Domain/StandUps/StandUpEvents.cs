namespace MeetingHub.Domain.StandUps;

/// <param name="Until">Passing it does nothing but show.</param>
[LogRule(1, AudienceRule.All)]
public sealed record TurnCalled(SeatId Seat, DateTimeOffset Until) : MeetingEvent;

/// <summary>Also of a seat that was passed over without being called.</summary>
[LogRule(1, AudienceRule.All)]
public sealed record TurnEnded(SeatId Seat, TurnOutcome Outcome) : MeetingEvent;

/// <summary>The answers of an absent person came in while the meeting runs.</summary>
[LogRule(1, AudienceRule.All)]
public sealed record AnsweredBeforehand(SeatId Seat) : MeetingEvent;

public enum TurnOutcome
{
    Reported,

    /// <summary>Absent, but the answers are in.</summary>
    ReportedBeforehand,

    /// <summary>May still be called.</summary>
    Skipped,
}
