using MeetingHub.Domain.Attendance;
using MeetingHub.Domain.Floor;
using MeetingHub.Domain.Rooms;
using MeetingHub.Domain.Tests.Rooms;

namespace MeetingHub.Domain.Tests.Floor;

public sealed class FloorTests
{
    [Fact]
    public void Hands_stand_in_the_order_they_were_raised()
    {
        var room = TestRoom.Running();
        room.Accept(room.Member(1), new RaiseHand());
        room.Accept(room.Member(0), new RaiseHand());
        room.Accept(room.Member(2), new RaiseHand());
        room.Accept(room.Member(1), new LowerHand());
        room.Accept(room.Member(1), new RaiseHand());
        room.Accept(room.Secretary, new LowerAnotherHand(room.Member(2)));

        Assert.Equal([room.Member(0), room.Member(1)], room.State.Hands.Select(hand => hand.Participant));
        room.Refuse(room.Member(0), new RaiseHand(), RejectionCodes.HandAlreadyRaised);
        room.Refuse(room.Member(2), new LowerHand(), RejectionCodes.HandNotRaised);
        room.Refuse(room.Chair, new LowerAnotherHand(room.Member(2)), RejectionCodes.HandNotRaised);
    }

    [Fact]
    public void The_floor_given_lowers_the_hand_and_takes_the_floor_from_whoever_had_it()
    {
        var room = TestRoom.Running();
        room.Accept(room.Member(1), new RaiseHand());
        room.Accept(room.Chair, new GiveFloor(room.Member(0)));
        room.Wait(TimeSpan.FromMinutes(1));

        var decision = room.Do(room.Chair, new GiveFloor(room.Member(1), LimitSeconds: 120));

        Assert.Equal([new FloorTaken(room.Member(0)), new FloorGiven(room.Member(1), room.Now.AddSeconds(120))], decision.Events);
        Assert.Empty(room.State.Hands);
        Assert.Equal(new FloorHolder(room.Member(1), room.Now, room.Now.AddSeconds(120)), room.State.Floor);
        Assert.Equal([room.Now, null], room.State.SpeakingTurns.Select(turn => turn.To));
        room.Refuse(room.Member(1), new RaiseHand(), RejectionCodes.HasFloorAlready);
        room.Refuse(room.Chair, new GiveFloor(room.Member(1)), RejectionCodes.HasFloorAlready);
    }

    [Fact]
    public void A_limit_is_extended_from_its_end_or_from_now_when_that_has_passed()
    {
        var room = TestRoom.Running();
        room.Accept(room.Chair, new GiveFloor(room.Member(0), LimitSeconds: 60));

        room.Accept(room.Chair, new ExtendFloor(30));
        Assert.Equal(TestRoom.Opening.AddSeconds(90), room.State.Floor?.Until);
        room.Wait(TimeSpan.FromMinutes(5));
        Assert.Equal(room.Member(0), room.State.Floor?.Participant);
        room.Accept(room.Chair, new ExtendFloor(30));

        Assert.Equal(room.Now.AddSeconds(30), room.State.Floor?.Until);
    }

    [Fact]
    public void The_holder_gives_the_floor_back_and_nobody_else_does()
    {
        var room = TestRoom.Running();
        room.Accept(room.Chair, new GiveFloor(room.Member(0)));

        room.Refuse(room.Member(1), new YieldFloor(), RejectionCodes.NotYourFloor);
        room.Accept(room.Member(0), new YieldFloor());

        room.Refuse(room.Chair, new TakeFloor(), RejectionCodes.NobodyHasFloor);
        room.Refuse(room.Chair, new ExtendFloor(10), RejectionCodes.NobodyHasFloor);
        room.Refuse(room.Member(0), new YieldFloor(), RejectionCodes.NotYourFloor);
    }

    // The line of who was given the floor was found to have broken before that: the turn ended before it began.
    [Fact]
    public void A_line_found_dead_before_the_floor_was_given_ends_the_turn_not_before_its_beginning()
    {
        var room = TestRoom.Running();
        room.Wait(TimeSpan.FromMinutes(1));
        room.Accept(room.Chair, new GiveFloor(room.Member(0)));
        var given = room.Now;

        room.Do(new LoseConnection(room.Member(0), room.Get(room.Member(0)).Connections[0], given.AddSeconds(-10)));
        room.Wait(TimeSpan.FromSeconds(30));

        Assert.Equal(given, Assert.Single(room.State.SpeakingTurns).To);
    }

    [Fact]
    public void Whoever_leaves_loses_the_floor_and_the_hand_as_of_leaving()
    {
        var room = TestRoom.Running();
        room.Accept(room.Chair, new GiveFloor(room.Member(0)));
        room.Accept(room.Member(1), new RaiseHand());
        room.Wait(TimeSpan.FromSeconds(10));
        var lostAt = room.Now;
        room.LoseAll(room.Member(0));
        room.LoseAll(room.Member(1));
        Assert.NotNull(room.State.Floor);

        room.Wait(TimeSpan.FromSeconds(30));

        Assert.Null(room.State.Floor);
        Assert.Empty(room.State.Hands);
        Assert.Equal(lostAt, room.State.SpeakingTurns[^1].To);
    }

    [Fact]
    public void The_floor_goes_only_to_someone_on_the_line_for_a_time_that_makes_sense()
    {
        var room = TestRoom.Running();
        room.LoseAll(room.Member(0));

        room.Refuse(room.Chair, new GiveFloor(room.Member(0)), RejectionCodes.NotConnected);
        room.Refuse(room.Chair, new GiveFloor(room.New<ParticipantId>()), RejectionCodes.NotFound);
        room.Refuse(room.Chair, new GiveFloor(room.Member(1), LimitSeconds: 0), RejectionCodes.OutOfRange);
        room.Refuse(room.Chair, new GiveFloor(room.Member(1), LimitSeconds: Limits.FloorSeconds + 1), RejectionCodes.OutOfRange);
        room.Refuse(room.Chair, new ExtendFloor(-1), RejectionCodes.OutOfRange);
    }

    [Fact]
    public void Everybody_comes_in_muted_and_unmutes_alone()
    {
        var room = TestRoom.Running();
        Assert.Null(room.Get(room.Member(0)).Sound);

        room.Accept(room.Member(0), new Unmute());

        Assert.Equal(room.Get(room.Member(0)).Connections[0], room.Get(room.Member(0)).Sound);
        room.Refuse(room.Member(0), new Unmute(), RejectionCodes.AlreadyUnmuted);
        room.Accept(room.Chair, new MuteAnother(room.Member(0)));
        Assert.Null(room.Get(room.Member(0)).Sound);
        room.Refuse(room.Chair, new MuteAnother(room.Member(0)), RejectionCodes.AlreadyMuted);
        room.Refuse(room.Member(0), new Mute(), RejectionCodes.AlreadyMuted);
    }

    [Fact]
    public void Taking_the_microphone_in_a_second_window_mutes_the_first()
    {
        var room = TestRoom.Running();
        room.Accept(room.Member(0), new Unmute());
        var second = room.Enter(room.Seats[2]);

        room.Do(room.Member(0), new Unmute(), connection: second);

        Assert.Equal(second, room.Get(room.Member(0)).Sound);
    }

    [Fact]
    public void Sound_goes_with_the_line_that_sent_it_and_does_not_come_back_by_itself()
    {
        var room = TestRoom.Running();
        var second = room.Enter(room.Seats[2]);
        room.Do(room.Member(0), new Unmute(), connection: second);

        room.Do(new LoseConnection(room.Member(0), second));
        Assert.Null(room.Get(room.Member(0)).Sound);
        room.Enter(room.Seats[2]);

        Assert.Null(room.Get(room.Member(0)).Sound);
    }

    [Fact]
    public void Unmuting_needs_a_window_to_speak_from()
    {
        var room = TestRoom.Running();

        var decision = room.State.Decide(new Unmute(), new Caller(room.Member(0), null), room.Now);

        Assert.Equal(RejectionCodes.NotConnected, decision.Rejection?.Code);
    }

    [Fact]
    public void Asking_to_unmute_unmutes_nobody_and_is_forgotten_once_answered()
    {
        var room = TestRoom.Running();
        room.Accept(room.Chair, new AskToUnmute(room.Member(0)));
        Assert.True(room.Get(room.Member(0)).UnmuteAsked);
        Assert.Null(room.Get(room.Member(0)).Sound);

        room.Accept(room.Member(0), new Unmute());

        Assert.False(room.Get(room.Member(0)).UnmuteAsked);
        room.Refuse(room.Chair, new AskToUnmute(room.Member(0)), RejectionCodes.AlreadyUnmuted);
        room.Refuse(room.Chair, new AskToUnmute(room.New<ParticipantId>()), RejectionCodes.NotFound);
        room.LoseAll(room.Member(1));
        room.Refuse(room.Chair, new AskToUnmute(room.Member(1)), RejectionCodes.NotConnected);
    }
}
