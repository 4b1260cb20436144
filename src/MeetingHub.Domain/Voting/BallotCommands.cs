namespace MeetingHub.Domain.Voting;

/// <param name="Options">Null: agree, disagree, abstain.</param>
public sealed record OpenBallot(
    BallotId Ballot, string Question, bool IsSecret, ImmutableList<string>? Options = null, AgendaItemId? Item = null) : RoomCommand;

/// <summary>An open vote may be cast again until the ballot closes; a secret one is final.</summary>
public sealed record CastBallot(BallotId Ballot, string Choice) : RoomCommand;

public sealed record CloseBallot(BallotId Ballot) : RoomCommand;
