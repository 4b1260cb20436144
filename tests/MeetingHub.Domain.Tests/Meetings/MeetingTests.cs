using MeetingHub.Domain.Agenda;
using MeetingHub.Domain.Floor;
using MeetingHub.Domain.Meetings;
using MeetingHub.Domain.Rooms;
using MeetingHub.Domain.StandUps;
using MeetingHub.Domain.Tests.Rooms;
using MeetingHub.Domain.Voting;

namespace MeetingHub.Domain.Tests.Meetings;

public sealed class MeetingTests
{
    [Fact]
    public void Starting_takes_over_the_plan_and_keeps_who_waited()
    {
        var room = TestRoom.Waiting();
        room.Wait(TimeSpan.FromMinutes(3));

        room.Accept(room.Secretary, new StartMeeting());

        Assert.Equal(RoomPhase.Running, room.State.Phase);
        Assert.Equal(room.Now, room.State.StartedAt);
        Assert.Equal(room.Items, room.State.Agenda.Select(item => item.Id));
        Assert.Empty(room.State.StandUpTurns);
        Assert.All(room.State.Participants, participant => Assert.True(participant.IsIn));
    }

    [Fact]
    public void Whoever_waited_without_a_seat_in_the_plan_goes_on_as_a_guest()
    {
        var room = TestRoom.Waiting();
        var member = room.Member(0);
        room.Plan = room.Plan with { Seats = room.Plan.Seats.RemoveAt(2) };

        room.Accept(room.Chair, new StartMeeting());

        Assert.Null(room.Get(member).Seat);
        Assert.True(room.Get(member).IsIn);
    }

    [Fact]
    public void A_meeting_that_the_plan_does_not_allow_does_not_start()
    {
        var room = TestRoom.Waiting();

        var decision = room.State.Decide(new StartMeeting(), new Caller(room.Chair, null), room.Now);

        Assert.Equal(RejectionCodes.StepNotPossible, decision.Rejection?.Code);
    }

    [Fact]
    public void Ending_closes_all_that_was_open()
    {
        var room = TestRoom.Running(MeetingKind.StandUp);
        room.Accept(room.Chair, new OpenAgendaItem(room.Items[0]));
        room.Accept(room.Chair, new GiveFloor(room.Member(0)));
        room.Accept(room.Member(1), new RaiseHand());
        room.Accept(room.Chair, new CallTurn(room.Seats[2].Id));
        room.LoseAll(room.Member(2));
        room.Wait(TimeSpan.FromSeconds(20));

        room.Accept(room.Chair, new EndMeeting());

        var state = room.State;
        Assert.Equal((RoomPhase.Ended, room.Now, EndReason.EndedByChair), (state.Phase, state.EndedAt, state.EndReason));
        Assert.Null(state.Floor);
        Assert.Null(state.OpenItem);
        Assert.Null(state.RunningTurn);
        Assert.Empty(state.Hands);
        Assert.Equal(room.Now, state.Agenda[0].Runs[^1].To);
        Assert.Equal(room.Now, state.SpeakingTurns[^1].To);
        Assert.Equal(TurnOutcome.Reported, state.StandUpTurns[2].Outcome);
        // Whose line was lost a moment ago had no time left to return.
        Assert.All(state.Participants, participant => Assert.Equal(room.Now, participant.Stays[^1].To));
        Assert.Null(Deadlines.Next(state));
    }

    [Fact]
    public void An_open_ballot_has_to_be_closed_before_the_end()
    {
        var room = TestRoom.Running();
        var ballot = room.New<BallotId>();
        room.Accept(room.Chair, new OpenBallot(ballot, "Thông qua?", IsSecret: false));

        room.Refuse(room.Chair, new EndMeeting(), RejectionCodes.BallotsOpen);
        room.Accept(room.Chair, new CloseBallot(ballot));

        room.Accept(room.Chair, new EndMeeting());
    }
}
