using System.Globalization;
using MeetingHub.Domain.Text;

namespace MeetingHub.Domain.Voting;

/// <param name="Options">Null: agree, disagree, abstain.</param>
public sealed record OpenBallot(
    BallotId Ballot, string Question, bool IsSecret, ImmutableList<string>? Options = null, AgendaItemId? Item = null) : RoomCommand
{
    internal override Decision Decide(Deciding on)
    {
        if (Ballot == default || on.State.Find(Ballot) is not null)
            return Rejection.BadId("ballot");
        if (on.State.Ballots.Count >= Limits.Ballots)
            return Rejection.TooMany("ballots", Limits.Ballots);
        if (on.State.Ballots.Count(ballot => ballot.IsOpen) >= Limits.BallotsOpenAtOnce)
            return Rejection.TooMany("ballotsOpenAtOnce", Limits.BallotsOpenAtOnce);
        if (Item is { } item && on.State.Find(item) is null)
            return Rejection.NotFound("agendaItem");
        if (!InputText.TryClean("question", Question, Limits.BallotQuestion, out var question, out var rejection))
            return rejection!;
        if (!TryReadChoices(out var choices, out rejection))
            return rejection!;

        var entitled = on.State.Seats.FindAll(seat => seat.MayVote && on.State.Occupant(seat.Id) is { IsIn: true }).ConvertAll(s => s.Id);
        return entitled.IsEmpty
            ? new Rejection(RejectionCodes.NobodyEntitled)
            : new BallotOpened(Ballot, question, IsSecret, choices, entitled, Item);
    }

    private bool TryReadChoices(out ImmutableList<BallotChoice> choices, out Rejection? rejection)
    {
        choices = StandardChoices.All;
        rejection = null;
        if (Options is null)
            return true;
        if (Options.Count is < Limits.FewestBallotChoices or > Limits.BallotChoices)
        {
            rejection = Rejection.OutOfRange("options", Limits.FewestBallotChoices, Limits.BallotChoices);
            return false;
        }

        choices = [];
        foreach (var option in Options)
        {
            if (!InputText.TryClean("option", option ?? "", Limits.BallotChoice, out var text, out rejection))
                return false;
            if (choices.Exists(choice => string.Equals(choice.Text, text, StringComparison.Ordinal)))
            {
                rejection = new Rejection(RejectionCodes.DuplicateChoice);
                return false;
            }

            choices = choices.Add(new BallotChoice((choices.Count + 1).ToString(CultureInfo.InvariantCulture), text));
        }

        return true;
    }
}

/// <summary>An open vote may be cast again until the ballot closes; a secret one is final.</summary>
public sealed record CastBallot(BallotId Ballot, string Choice) : RoomCommand
{
    internal override Decision Decide(Deciding on)
    {
        if (on.State.Find(Ballot) is not { } ballot)
            return Rejection.NotFound("ballot");
        if (!ballot.IsOpen)
            return new Rejection(RejectionCodes.BallotClosed);
        if (on.Me.Seat is not { } seat || !ballot.Entitled.Contains(seat))
            return new Rejection(RejectionCodes.NotEntitled);
        if (!ballot.Choices.Exists(choice => string.Equals(choice.Key, Choice, StringComparison.Ordinal)))
            return new Rejection(RejectionCodes.UnknownChoice);

        var earlier = ballot.Votes.Find(vote => vote.Seat == seat);
        if (ballot.IsSecret)
            return earlier is null
                ? Decision.Of(new BallotCast(Ballot, seat)).With(new SecretVote(Ballot, Choice))
                : new Rejection(RejectionCodes.VotedAlready);
        return string.Equals(earlier?.Choice, Choice, StringComparison.Ordinal)
            ? new Rejection(RejectionCodes.SameVote)
            : new BallotCast(Ballot, seat, Choice);
    }
}

public sealed record CloseBallot(BallotId Ballot) : RoomCommand
{
    internal override Decision Decide(Deciding on)
    {
        if (on.State.Find(Ballot) is not { } ballot)
            return Rejection.NotFound("ballot");
        if (!ballot.IsOpen)
            return new Rejection(RejectionCodes.BallotClosed);
        if (!ballot.IsSecret)
            return Closed(ballot, choice => ballot.Votes.Count(vote => string.Equals(vote.Choice, choice, StringComparison.Ordinal)));

        var tally = on.Facts.SecretTally ?? throw new ArgumentException("A secret ballot closes with its counters.", nameof(on));
        var known = ballot.Choices.Sum(choice => tally.GetValueOrDefault(choice.Key));
        return known == ballot.Votes.Count && tally.Values.Sum() == known
            ? Closed(ballot, choice => tally.GetValueOrDefault(choice))
            : new Rejection(RejectionCodes.TallyMismatch);
    }

    private BallotClosed Closed(Ballot ballot, Func<string, int> count) =>
        new(Ballot, ballot.Choices.ConvertAll(choice => new BallotFigure(choice.Key, count(choice.Key))));
}
