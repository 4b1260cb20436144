using MeetingHub.Domain.Meetings;
using MeetingHub.Domain.Rooms;
using MeetingHub.Domain.StandUps;
using MeetingHub.Domain.Tests.Rooms;

namespace MeetingHub.Domain.Tests.StandUps;

public sealed class StandUpTests
{
    [Fact]
    public void People_are_called_in_turn_each_with_a_time_of_their_own()
    {
        var room = TestRoom.Running(MeetingKind.StandUp);
        room.Accept(room.Chair, new CallNextTurn());
        Assert.Equal(room.ChairSeat.Id, room.State.RunningTurn);
        room.Wait(TimeSpan.FromSeconds(50));

        var decision = room.Do(room.Chair, new CallNextTurn());

        Assert.Equal(
            [new TurnEnded(room.ChairSeat.Id, TurnOutcome.Reported), new TurnCalled(room.SecretarySeat.Id, room.Now.AddSeconds(120))],
            decision.Events);
        Assert.Equal(
            new StandUpTurn(room.ChairSeat.Id, false, TurnOutcome.Reported, TestRoom.Opening, Until: null, EndedAt: room.Now),
            room.State.StandUpTurns[0]);
    }

    [Fact]
    public void The_missing_are_passed_over_and_those_who_answered_beforehand_count_as_reported()
    {
        var room = TestRoom.Waiting(MeetingKind.StandUp);
        room.Plan = room.Plan with { Seats = room.Plan.Seats.SetItem(1, room.SecretarySeat with { AnsweredBeforehand = true }) };
        room.LeaveAll(room.Secretary);
        room.LeaveAll(room.Member(0));
        room.Accept(room.Chair, new StartMeeting());
        room.Accept(room.Chair, new CallNextTurn());

        room.Accept(room.Chair, new CallNextTurn());

        Assert.Equal(
            [TurnOutcome.Reported, TurnOutcome.ReportedBeforehand, TurnOutcome.Skipped, null, null],
            room.State.StandUpTurns.Select(turn => turn.Outcome));
        Assert.Equal(room.Seats[3].Id, room.State.RunningTurn);
    }

    [Fact]
    public void Whoever_was_skipped_and_has_come_is_called_after_the_last()
    {
        var room = TestRoom.Waiting(MeetingKind.StandUp, members: 1);
        room.LeaveAll(room.Secretary);
        room.Accept(room.Chair, new StartMeeting());
        room.Accept(room.Chair, new CallNextTurn());
        room.Accept(room.Chair, new CallNextTurn());
        room.Enter(room.SecretarySeat);

        room.Accept(room.Chair, new CallNextTurn());
        Assert.Equal(room.SecretarySeat.Id, room.State.RunningTurn);
        room.Accept(room.Chair, new CallNextTurn());

        Assert.All(room.State.StandUpTurns, turn => Assert.Equal(TurnOutcome.Reported, turn.Outcome));
        Assert.Null(room.State.RunningTurn);
        room.Refuse(room.Chair, new CallNextTurn(), RejectionCodes.NobodyLeftToCall);
    }

    [Fact]
    public void Someone_is_called_out_of_order()
    {
        var room = TestRoom.Running(MeetingKind.StandUp);
        room.Accept(room.Chair, new CallNextTurn());

        room.Accept(room.Chair, new CallTurn(room.Seats[3].Id));
        room.Refuse(room.Chair, new CallTurn(room.Seats[3].Id), RejectionCodes.AlreadyCalled);
        room.Refuse(room.Chair, new CallTurn(room.ChairSeat.Id), RejectionCodes.AlreadyReported);
        room.LoseAll(room.Member(2));
        room.Refuse(room.Chair, new CallTurn(room.Seats[4].Id), RejectionCodes.NotConnected);
        room.Refuse(room.Chair, new CallTurn(room.New<SeatId>()), RejectionCodes.NotFound);

        Assert.Equal(room.Seats[3].Id, room.State.RunningTurn);
    }

    [Fact]
    public void The_person_called_finishes_and_nobody_else_for_them_but_chair_and_secretary()
    {
        var room = TestRoom.Running(MeetingKind.StandUp);
        room.Refuse(room.Member(0), new FinishOwnTurn(), RejectionCodes.NoTurnRunning);
        room.Refuse(room.Chair, new EndTurn(Skipped: false), RejectionCodes.NoTurnRunning);
        room.Accept(room.Chair, new CallTurn(room.Seats[2].Id));

        room.Refuse(room.Member(1), new FinishOwnTurn(), RejectionCodes.NotYourTurn);
        room.Accept(room.Member(0), new FinishOwnTurn());
        room.Accept(room.Chair, new CallTurn(room.Seats[3].Id));
        room.Accept(room.Secretary, new EndTurn(Skipped: true));

        Assert.Equal([TurnOutcome.Reported, TurnOutcome.Skipped], room.State.StandUpTurns.GetRange(2, 2).Select(turn => turn.Outcome));
    }

    [Fact]
    public void An_answer_that_comes_in_late_reports_for_the_absent_who_were_skipped()
    {
        var room = TestRoom.Waiting(MeetingKind.StandUp, members: 1);
        room.LeaveAll(room.Secretary);
        room.Accept(room.Chair, new StartMeeting());
        room.Accept(room.Chair, new CallNextTurn());
        room.Accept(room.Chair, new CallNextTurn());

        var noted = room.Do(new NoteAnswer(room.SecretarySeat.Id));

        Assert.Equal(
            [new AnsweredBeforehand(room.SecretarySeat.Id), new TurnEnded(room.SecretarySeat.Id, TurnOutcome.ReportedBeforehand)],
            noted.Events);
        Assert.Empty(room.Do(new NoteAnswer(room.SecretarySeat.Id)).Events);
        Assert.Empty(room.Do(new NoteAnswer(room.New<SeatId>())).Events);
    }

    [Fact]
    public void A_briefing_has_no_turns()
    {
        var room = TestRoom.Running();

        room.Refuse(room.Chair, new CallNextTurn(), RejectionCodes.NotAStandUp);
        room.Refuse(room.Chair, new CallTurn(room.Seats[2].Id), RejectionCodes.NotAStandUp);
    }
}
