namespace MeetingHub.Domain.Voting;

/// <param name="Entitled">Voting seats that were occupied at this moment; later arrivals do not change it.</param>
/// <param name="Item">Null: of the meeting as a whole.</param>
[LogRule(1, AudienceRule.All)]
public sealed record BallotOpened(
    BallotId Ballot, string Question, bool IsSecret, ImmutableList<BallotChoice> Choices, ImmutableList<SeatId> Entitled,
    AgendaItemId? Item = null)
    : MeetingEvent
{
    internal override MeetingState Fold(MeetingState state, DateTimeOffset at) => state with
    {
        Ballots = state.Ballots.Add(new Ballot(Ballot, Question, IsSecret, Choices, Entitled, Votes: [], Figures: [], at, Item)),
    };
}

/// <param name="Choice">A choice's key; null in a secret ballot, always: the log never holds it.</param>
[LogRule(1, AudienceRule.All)]
public sealed record BallotCast(BallotId Ballot, SeatId Seat, string? Choice = null) : MeetingEvent
{
    internal override MeetingState Fold(MeetingState state, DateTimeOffset at) => state.Change(Ballot, ballot =>
    {
        var earlier = ballot.Votes.FindIndex(vote => vote.Seat == Seat);
        var vote = new Vote(Seat, Choice);
        return ballot with { Votes = earlier < 0 ? ballot.Votes.Add(vote) : ballot.Votes.SetItem(earlier, vote) };
    });
}

/// <param name="Figures">One for each choice, in the ballot's order.</param>
[LogRule(1, AudienceRule.All)]
public sealed record BallotClosed(BallotId Ballot, ImmutableList<BallotFigure> Figures) : MeetingEvent
{
    internal override MeetingState Fold(MeetingState state, DateTimeOffset at) =>
        state.Change(Ballot, ballot => ballot with { Figures = Figures, ClosedAt = at });
}

/// <param name="Key"><see cref="StandardChoices"/>, or "1", "2"… for free options.</param>
/// <param name="Text">Null for a standard choice: the client and the paper have the words.</param>
public sealed record BallotChoice(string Key, string? Text = null);

public sealed record BallotFigure(string Key, int Count);

public static class StandardChoices
{
    public const string Agree = "agree";
    public const string Disagree = "disagree";
    public const string Abstain = "abstain";

    public static ImmutableList<BallotChoice> All { get; } = [new(Agree), new(Disagree), new(Abstain)];
}
