using System.Collections.Immutable;
using MeetingHub.Domain.Rooms;
using MeetingHub.Domain.Tests.Rooms;
using MeetingHub.Domain.Voting;

namespace MeetingHub.Domain.Tests.Voting;

public sealed class BallotTests
{
    [Fact]
    public void Entitled_are_the_voting_seats_occupied_when_it_opens_and_later_arrivals_are_not()
    {
        var room = TestRoom.Running();
        room.EnterGuest();
        room.LeaveAll(room.Member(0));
        var ballot = Open(room, isSecret: false);
        room.Enter(room.Seats[2]);

        // Not the secretary: that seat has no vote.
        Assert.Equal([room.ChairSeat.Id, room.Seats[3].Id, room.Seats[4].Id], room.State.Find(ballot)!.Entitled);
        room.Refuse(room.Member(0), new CastBallot(ballot, StandardChoices.Agree), RejectionCodes.NotEntitled);
        room.Refuse(room.Secretary, new CastBallot(ballot, StandardChoices.Agree), RejectionCodes.NotEntitled);
    }

    [Fact]
    public void Someone_whose_line_was_lost_a_moment_ago_is_entitled()
    {
        var room = TestRoom.Running();
        room.LoseAll(room.Member(0));

        var ballot = Open(room, isSecret: false);
        room.Enter(room.Seats[2]);

        room.Accept(room.Member(0), new CastBallot(ballot, StandardChoices.Agree));
    }

    [Fact]
    public void A_second_vote_in_an_open_ballot_replaces_the_first()
    {
        var room = TestRoom.Running();
        var ballot = Open(room, isSecret: false);
        room.Accept(room.Member(0), new CastBallot(ballot, StandardChoices.Agree));
        room.Accept(room.Member(1), new CastBallot(ballot, StandardChoices.Abstain));
        room.Refuse(room.Member(0), new CastBallot(ballot, StandardChoices.Agree), RejectionCodes.SameVote);

        room.Accept(room.Member(0), new CastBallot(ballot, StandardChoices.Disagree));
        room.Accept(room.Chair, new CloseBallot(ballot));

        Assert.Equal([new Vote(room.Seats[2].Id, StandardChoices.Disagree), new Vote(room.Seats[3].Id, StandardChoices.Abstain)], room.State.Find(ballot)!.Votes);
        Assert.Equal(
            [new BallotFigure(StandardChoices.Agree, 0), new BallotFigure(StandardChoices.Disagree, 1), new BallotFigure(StandardChoices.Abstain, 1)],
            room.State.Find(ballot)!.Figures);
        Assert.Empty(room.Rows);
    }

    [Fact]
    public void A_secret_vote_is_final_and_its_choice_stands_only_in_a_row_that_names_nobody()
    {
        var room = TestRoom.Running();
        var ballot = Open(room, isSecret: true);

        var decision = room.Do(room.Member(0), new CastBallot(ballot, StandardChoices.Disagree));

        Assert.Equal([new BallotCast(ballot, room.Seats[2].Id, Choice: null)], decision.Events);
        Assert.Equal([new SecretVote(ballot, StandardChoices.Disagree)], decision.Rows);
        room.Refuse(room.Member(0), new CastBallot(ballot, StandardChoices.Disagree), RejectionCodes.VotedAlready);
        room.Refuse(room.Member(0), new CastBallot(ballot, StandardChoices.Agree), RejectionCodes.VotedAlready);
        room.Accept(room.Chair, new CloseBallot(ballot));
        Assert.Equal([0, 1, 0], room.State.Find(ballot)!.Figures.Select(figure => figure.Count));
    }

    [Theory]
    [InlineData(StandardChoices.Agree, 2)]
    [InlineData(StandardChoices.Agree, 0)]
    [InlineData("other", 1)]
    public void Counters_that_do_not_add_up_to_those_who_voted_announce_nothing(string choice, int count)
    {
        var room = TestRoom.Running();
        var ballot = Open(room, isSecret: true);
        room.Accept(room.Member(0), new CastBallot(ballot, StandardChoices.Agree));
        var tally = ImmutableDictionary<string, int>.Empty.Add(choice, count);

        var decision = room.State.Decide(
            new CloseBallot(ballot), new Caller(room.Chair, null), room.Now, new DecisionFacts(SecretTally: tally));

        Assert.Equal(RejectionCodes.TallyMismatch, decision.Rejection?.Code);
    }

    [Fact]
    public void Free_options_are_numbered_and_trimmed()
    {
        var room = TestRoom.Running();
        var ballot = room.New<BallotId>();

        room.Accept(room.Chair, new OpenBallot(ballot, " Chọn ngày? ", IsSecret: false, [" Thứ hai ", "Thứ ba"], room.Items[0]));

        Assert.Equal([new BallotChoice("1", "Thứ hai"), new BallotChoice("2", "Thứ ba")], room.State.Find(ballot)!.Choices);
        room.Accept(room.Member(0), new CastBallot(ballot, "2"));
        room.Refuse(room.Member(0), new CastBallot(ballot, StandardChoices.Agree), RejectionCodes.UnknownChoice);
    }

    [Fact]
    public void A_ballot_that_cannot_be_is_refused()
    {
        var room = TestRoom.Running();
        var id = room.New<BallotId>();

        room.Refuse(room.Chair, new OpenBallot(default, "a", false), RejectionCodes.BadId);
        room.Refuse(room.Chair, new OpenBallot(id, "", false), RejectionCodes.Empty);
        room.Refuse(room.Chair, new OpenBallot(id, new string('a', Limits.BallotQuestion + 1), false), RejectionCodes.TooLong);
        room.Refuse(room.Chair, new OpenBallot(id, "a", false, ["một"]), RejectionCodes.OutOfRange);
        room.Refuse(room.Chair, new OpenBallot(id, "a", false, [.. Enumerable.Range(0, 21).Select(i => $"{i}")]), RejectionCodes.OutOfRange);
        // The same word, once composed and once not.
        room.Refuse(room.Chair, new OpenBallot(id, "a", false, ["H\u00e0", "Ha\u0300"]), RejectionCodes.DuplicateChoice);
        room.Refuse(room.Chair, new OpenBallot(id, "a", false, ["a", null!]), RejectionCodes.Empty);
        room.Refuse(room.Chair, new OpenBallot(id, "a", false, Item: room.New<AgendaItemId>()), RejectionCodes.NotFound);
    }

    [Fact]
    public void No_more_ballots_are_open_at_once_than_people_can_follow()
    {
        var room = TestRoom.Running();
        for (var open = 0; open < Limits.BallotsOpenAtOnce; open++)
            Open(room, isSecret: false);

        room.Refuse(room.Chair, new OpenBallot(room.New<BallotId>(), "a", false), RejectionCodes.TooMany);
    }

    [Fact]
    public void Nobody_votes_before_or_after_it_is_open()
    {
        var room = TestRoom.Running();
        room.Refuse(room.Member(0), new CastBallot(room.New<BallotId>(), StandardChoices.Agree), RejectionCodes.NotFound);
        var ballot = Open(room, isSecret: false);
        room.Accept(room.Chair, new CloseBallot(ballot));

        room.Refuse(room.Member(0), new CastBallot(ballot, StandardChoices.Agree), RejectionCodes.BallotClosed);
        room.Refuse(room.Chair, new CloseBallot(ballot), RejectionCodes.BallotClosed);
        room.Refuse(room.Chair, new CloseBallot(room.New<BallotId>()), RejectionCodes.NotFound);
        room.Refuse(room.Chair, new OpenBallot(ballot, "a", false), RejectionCodes.BadId);
    }

    [Fact]
    public void A_room_without_a_voting_seat_has_no_ballot()
    {
        var room = TestRoom.Waiting();
        room.Plan = room.Plan with { Seats = room.Plan.Seats.ConvertAll(seat => seat with { MayVote = false }) };
        room.Accept(room.Chair, new Domain.Meetings.StartMeeting());

        room.Refuse(room.Chair, new OpenBallot(room.New<BallotId>(), "a", false), RejectionCodes.NobodyEntitled);
    }

    private static BallotId Open(TestRoom room, bool isSecret)
    {
        var ballot = room.New<BallotId>();
        room.Accept(room.Chair, new OpenBallot(ballot, "Thông qua?", isSecret));
        return ballot;
    }
}
