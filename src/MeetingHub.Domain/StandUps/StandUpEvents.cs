namespace MeetingHub.Domain.StandUps;

/// <param name="Until">Passing it does nothing but show.</param>
[LogRule(1, AudienceRule.All)]
public sealed record TurnCalled(SeatId Seat, DateTimeOffset Until) : MeetingEvent
{
    internal override MeetingState Fold(MeetingState state, DateTimeOffset at) => state with
    {
        RunningTurn = Seat,
        StandUpTurns = state.Turn(Seat, turn => turn with { Outcome = null, CalledAt = at, Until = Until, EndedAt = null }),
    };
}

/// <summary>Also of a seat that was passed over without being called.</summary>
[LogRule(1, AudienceRule.All)]
public sealed record TurnEnded(SeatId Seat, TurnOutcome Outcome) : MeetingEvent
{
    internal override MeetingState Fold(MeetingState state, DateTimeOffset at) => state.RunningTurn == Seat
        ? state with
        {
            RunningTurn = null,
            StandUpTurns = state.Turn(Seat, turn => turn with { Outcome = Outcome, Until = null, EndedAt = at }),
        }
        : state with { StandUpTurns = state.Turn(Seat, turn => turn with { Outcome = Outcome }) };
}

/// <summary>The answers of an absent person came in while the meeting runs.</summary>
[LogRule(1, AudienceRule.All)]
public sealed record AnsweredBeforehand(SeatId Seat) : MeetingEvent
{
    internal override MeetingState Fold(MeetingState state, DateTimeOffset at) =>
        state with { StandUpTurns = state.Turn(Seat, turn => turn with { HasAnswered = true }) };
}

public enum TurnOutcome
{
    Reported,

    /// <summary>Absent, but the answers are in.</summary>
    ReportedBeforehand,

    /// <summary>May still be called.</summary>
    Skipped,
}
