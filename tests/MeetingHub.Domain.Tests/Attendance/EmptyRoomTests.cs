using MeetingHub.Domain.Attendance;
using MeetingHub.Domain.Floor;
using MeetingHub.Domain.Meetings;
using MeetingHub.Domain.Rooms;
using MeetingHub.Domain.Tests.Rooms;

namespace MeetingHub.Domain.Tests.Attendance;

/// <summary>A room without its server, and a room without its people.</summary>
public sealed class EmptyRoomTests
{
    [Fact]
    public void After_a_crash_whoever_returns_within_2_minutes_was_present_all_along_and_the_others_left_at_the_last_sign_of_life()
    {
        var room = TestRoom.Running();
        room.Wait(TimeSpan.FromMinutes(10));
        var alive = room.Now;
        room.Jump(TimeSpan.FromMinutes(7));
        room.Do(new Recover(alive));

        room.Wait(TimeSpan.FromSeconds(119));
        room.Enter(room.Seats[2]);
        room.Enter(room.ChairSeat);
        room.Wait(TimeSpan.FromSeconds(1));

        Assert.Equal([new Stay(TestRoom.Opening)], room.Get(room.Member(0)).Stays);
        Assert.Equal([new Stay(TestRoom.Opening, alive)], room.Get(room.Member(1)).Stays);
        Assert.Equal([new Interruption(alive, alive.AddMinutes(7))], room.State.Interruptions);
    }

    [Fact]
    public void A_line_lost_before_the_crash_is_dated_at_its_own_loss()
    {
        var room = TestRoom.Running();
        var lostAt = room.Now;
        room.LoseAll(room.Member(0));
        room.Jump(TimeSpan.FromSeconds(10));
        room.Do(new Recover(room.Now));
        room.Enter(room.ChairSeat);

        room.Wait(TimeSpan.FromMinutes(2));

        Assert.Equal([new Stay(TestRoom.Opening, lostAt)], room.Get(room.Member(0)).Stays);
    }

    // The heartbeat is written every 10 s; events may be younger.
    [Fact]
    public void An_event_younger_than_the_heartbeat_is_the_last_sign_of_life()
    {
        var room = TestRoom.Running();
        room.Wait(TimeSpan.FromSeconds(8));
        room.Accept(room.Member(0), new RaiseHand());
        var lastEvent = room.Now;
        room.Jump(TimeSpan.FromMinutes(1));

        var decision = room.Do(new Recover(TestRoom.Opening.AddSeconds(5)));

        Assert.Equal(new Interrupted(lastEvent, room.Now, room.Now.AddMinutes(2)), Assert.Single(decision.Events));
    }

    [Fact]
    public void A_room_that_nobody_waits_in_or_that_has_ended_needs_no_recovery()
    {
        var ended = TestRoom.Running();
        ended.Accept(ended.Chair, new EndMeeting());

        Assert.Empty(ended.Do(new Recover(ended.Now)).Events);
        Assert.Empty(TestRoom.Empty().Do(new Recover(null)).Events);
        Assert.Single(TestRoom.Waiting().Do(new Recover(null)).Events);
    }

    [Fact]
    public void An_empty_room_ends_itself_after_30_minutes_dated_at_the_last_departure()
    {
        var room = TestRoom.Running();
        room.Wait(TimeSpan.FromMinutes(5));
        foreach (var participant in room.State.Participants)
            room.LeaveAll(participant.Id);
        var empty = room.Now;

        room.Wait(TimeSpan.FromMinutes(30) - TimeSpan.FromMilliseconds(1));
        Assert.Equal(RoomPhase.Running, room.State.Phase);
        room.Wait(TimeSpan.FromMilliseconds(1));

        Assert.Equal(RoomPhase.Ended, room.State.Phase);
        Assert.Equal(empty, room.State.EndedAt);
        Assert.Equal(EndReason.Abandoned, room.State.EndReason);
    }

    [Fact]
    public void A_return_keeps_an_empty_room_going()
    {
        var room = TestRoom.Running();
        foreach (var participant in room.State.Participants)
            room.LeaveAll(participant.Id);
        room.Wait(TimeSpan.FromMinutes(29));

        room.Enter(room.Seats[2]);
        room.Wait(TimeSpan.FromHours(3));

        Assert.Equal(RoomPhase.Running, room.State.Phase);
    }

    [Fact]
    public void A_room_that_was_away_for_hours_gives_its_people_30_minutes_to_come_back()
    {
        var room = TestRoom.Running();
        room.Wait(TimeSpan.FromMinutes(10));
        var alive = room.Now;
        room.Jump(TimeSpan.FromHours(3));
        room.Do(new Recover(alive));

        room.Wait(TimeSpan.FromMinutes(29));
        Assert.Equal(RoomPhase.Running, room.State.Phase);
        room.Wait(TimeSpan.FromMinutes(1));

        Assert.Equal(alive, room.State.EndedAt);
    }

    [Fact]
    public void A_room_in_which_people_only_wait_never_ends_itself()
    {
        var room = TestRoom.Waiting();
        foreach (var participant in room.State.Participants)
            room.LeaveAll(participant.Id);

        Assert.Null(Deadlines.Next(room.State));
    }
}
