using System.Text.Json.Serialization;

namespace MeetingHub.Domain.Voting;

/// <param name="Votes">In the order first cast; without choices in a secret ballot.</param>
/// <param name="Figures">Empty until closed.</param>
/// <param name="ClosedAt">Null while open, and for ever when the meeting ended first: then it has no result.</param>
public sealed record Ballot(
    BallotId Id, string Question, bool IsSecret, ImmutableList<BallotChoice> Choices, ImmutableList<SeatId> Entitled,
    ImmutableList<Vote> Votes, ImmutableList<BallotFigure> Figures, DateTimeOffset OpenedAt, AgendaItemId? Item = null,
    DateTimeOffset? ClosedAt = null)
{
    [JsonIgnore]
    public bool IsOpen => ClosedAt is null;
}

/// <param name="Choice">Null in a secret ballot.</param>
public sealed record Vote(SeatId Seat, string? Choice = null);
