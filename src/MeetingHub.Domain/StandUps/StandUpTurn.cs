namespace MeetingHub.Domain.StandUps;

/// <param name="Outcome">Null until passed over or ended; <see cref="TurnOutcome.Skipped"/> may be called again.</param>
/// <param name="Until">Set while it runs.</param>
/// <param name="HasAnswered">Answers are in, given beforehand.</param>
public sealed record StandUpTurn(
    SeatId Seat, bool HasAnswered, TurnOutcome? Outcome = null, DateTimeOffset? CalledAt = null, DateTimeOffset? Until = null,
    DateTimeOffset? EndedAt = null);
