using MeetingHub.Domain.Attendance;
using MeetingHub.Domain.Floor;
using MeetingHub.Domain.Meetings;
using MeetingHub.Domain.Rooms;
using MeetingHub.Domain.Tests.Rooms;

namespace MeetingHub.Domain.Tests.Attendance;

public sealed class PresenceTests
{
    [Fact]
    public void A_lost_line_becomes_a_departure_after_30_seconds_dated_at_the_loss()
    {
        var room = TestRoom.Running();
        var lostAt = room.Now;
        room.LoseAll(room.Member(0));

        room.Wait(TimeSpan.FromSeconds(29.999));
        Assert.True(room.Get(room.Member(0)).IsIn);
        room.Wait(TimeSpan.FromMilliseconds(1));

        Assert.Equal([new Stay(TestRoom.Opening, lostAt)], room.Get(room.Member(0)).Stays);
        Assert.Equal(new ParticipantLeft(room.Member(0), lostAt, LeaveReason.LineLost), room.Log[^1].Event);
        Assert.Equal(lostAt.AddSeconds(30), room.Log[^1].At);
    }

    [Fact]
    public void Back_within_30_seconds_is_never_gone()
    {
        var room = TestRoom.Running();
        room.LoseAll(room.Member(0));
        room.Wait(TimeSpan.FromSeconds(29));

        room.Enter(room.Seats[2]);
        room.Wait(TimeSpan.FromMinutes(5));

        Assert.Equal([new Stay(TestRoom.Opening)], room.Get(room.Member(0)).Stays);
    }

    // The timer may come late: who returns in between has still been away too long.
    [Fact]
    public void Back_after_30_seconds_is_a_departure_and_a_return_even_when_no_timer_ran()
    {
        var room = TestRoom.Running();
        var lostAt = room.Now;
        room.LoseAll(room.Member(0));
        room.Jump(TimeSpan.FromSeconds(30));

        room.Enter(room.Seats[2]);

        Assert.Equal([new Stay(TestRoom.Opening, lostAt), new Stay(room.Now)], room.Get(room.Member(0)).Stays);
    }

    [Fact]
    public void Whoever_returns_keeps_the_same_participant()
    {
        var room = TestRoom.Running();
        var before = room.Member(0);
        room.LeaveAll(before);
        room.Wait(TimeSpan.FromMinutes(10));

        room.Enter(room.Seats[2]);

        Assert.Equal(before, room.Member(0));
        Assert.Equal(5, room.State.Participants.Count);
    }

    [Fact]
    public void Two_windows_are_one_participant_who_leaves_with_the_last()
    {
        var room = TestRoom.Running();
        var second = room.Enter(room.Seats[2]);
        var first = room.Get(room.Member(0)).Connections[0];

        room.Do(new Leave(room.Member(0), first));
        Assert.True(room.Get(room.Member(0)).IsIn);
        room.Do(new Leave(room.Member(0), second));

        Assert.False(room.Get(room.Member(0)).IsIn);
        Assert.Single(room.Get(room.Member(0)).Stays);
    }

    [Fact]
    public void A_second_window_that_goes_on_keeps_a_lost_one_from_being_a_departure()
    {
        var room = TestRoom.Running();
        var second = room.Enter(room.Seats[2]);

        room.Do(new LoseConnection(room.Member(0), second));
        room.Wait(TimeSpan.FromMinutes(1));

        Assert.True(room.Get(room.Member(0)).IsIn);
        Assert.Null(Deadlines.Next(room.State));
    }

    [Fact]
    public void A_loss_that_is_told_late_counts_from_the_break()
    {
        var room = TestRoom.Running();
        var broken = room.Now;
        room.Wait(TimeSpan.FromSeconds(15));

        room.Do(new LoseConnection(room.Member(0), room.Get(room.Member(0)).Connections[0], broken));
        room.Wait(TimeSpan.FromSeconds(16));

        Assert.Equal(broken, room.Get(room.Member(0)).Stays[^1].To);
    }

    [Fact]
    public void A_connection_that_is_closed_twice_or_never_was_changes_nothing()
    {
        var room = TestRoom.Running();
        var line = room.Get(room.Member(0)).Connections[0];
        room.LoseAll(room.Member(0));

        Assert.Empty(room.Do(new LoseConnection(room.Member(0), line)).Events);
        Assert.Empty(room.Do(new Leave(room.Member(0), line)).Events);
        Assert.Empty(room.Do(new Leave(room.New<ParticipantId>(), line)).Events);
    }

    [Fact]
    public void The_same_connection_entering_again_changes_nothing()
    {
        var room = TestRoom.Running();
        var connection = room.Get(room.Member(0)).Connections[0];

        var again = room.Do(new Enter(room.New<ParticipantId>(), connection, room.Seats[2].Person, null, null));

        Assert.Null(again.Rejection);
        Assert.Empty(again.Events);
    }

    [Fact]
    public void One_person_has_eight_windows_and_not_nine()
    {
        var room = TestRoom.Running();
        for (var window = 1; window < Limits.ConnectionsOfOne; window++)
            room.Enter(room.Seats[2]);

        var ninth = room.Do(new Enter(room.New<ParticipantId>(), room.New<ConnectionId>(), room.Seats[2].Person, null, null));

        Assert.Equal(RejectionCodes.TooMany, ninth.Rejection?.Code);
        Assert.Equal("8", ninth.Rejection?.Parameters["max"]);
    }

    [Fact]
    public void Nobody_comes_in_uninvited_before_or_after_the_start()
    {
        var room = TestRoom.Waiting();
        Assert.Equal(RejectionCodes.NotInvited, Uninvited(room));
        room.Accept(room.Chair, new StartMeeting());
        Assert.Equal(RejectionCodes.NotInvited, Uninvited(room));

        static string? Uninvited(TestRoom room) =>
            room.Do(new Enter(room.New<ParticipantId>(), room.New<ConnectionId>(), room.New<PersonId>(), null, null)).Rejection?.Code;
    }

    [Fact]
    public void A_guest_gets_no_more_than_a_members_role_once_the_meeting_runs()
    {
        var room = TestRoom.Running();
        var guest = room.New<ParticipantId>();

        room.Do(new Enter(guest, room.New<ConnectionId>(), room.New<PersonId>(), room.ChairSeat.Id, MeetingRole.Chair));

        Assert.Equal(MeetingRole.Member, room.Get(guest).Role);
        Assert.Null(room.Get(guest).Seat);
    }

    [Fact]
    public void Whoever_was_removed_stays_out_until_readmitted()
    {
        var room = TestRoom.Running();
        var removed = room.Member(0);
        room.Accept(removed, new RaiseHand());
        room.Accept(room.Chair, new RemoveParticipant(removed));

        Assert.False(room.Get(removed).IsIn);
        Assert.Empty(room.State.Hands);
        Assert.Equal(RejectionCodes.WasRemoved, Return(room).Rejection?.Code);
        room.Refuse(room.Chair, new RemoveParticipant(removed), RejectionCodes.WasRemoved);

        room.Accept(room.Chair, new ReadmitParticipant(removed));
        Assert.Null(Return(room).Rejection);
        room.Refuse(room.Chair, new ReadmitParticipant(removed), RejectionCodes.NotRemoved);

        static Decision Return(TestRoom room) =>
            room.Do(new Enter(room.New<ParticipantId>(), room.New<ConnectionId>(), room.Seats[2].Person, null, null));
    }

    [Fact]
    public void The_chair_cannot_be_removed_and_nor_can_someone_who_is_not_there()
    {
        var room = TestRoom.Running();

        room.Refuse(room.Chair, new RemoveParticipant(room.Chair), RejectionCodes.CannotRemoveChair);
        room.Refuse(room.Chair, new RemoveParticipant(room.New<ParticipantId>()), RejectionCodes.NotFound);
        room.Refuse(room.Chair, new ReadmitParticipant(room.New<ParticipantId>()), RejectionCodes.NotFound);
    }

    [Fact]
    public void Nobody_comes_in_after_the_end()
    {
        var room = TestRoom.Running();
        room.Accept(room.Chair, new EndMeeting());

        var late = room.Do(new Enter(room.New<ParticipantId>(), room.New<ConnectionId>(), room.Seats[2].Person, null, null));

        Assert.Equal(RejectionCodes.AlreadyEnded, late.Rejection?.Code);
    }

    [Fact]
    public void A_clock_set_back_does_not_turn_room_time_back()
    {
        var room = TestRoom.Running();
        room.Jump(TimeSpan.FromMinutes(-30));

        room.Accept(room.Member(0), new RaiseHand());
        room.LeaveAll(room.Member(0));

        Assert.Equal(TestRoom.Opening, room.Log[^1].At);
        Assert.Equal([new Stay(TestRoom.Opening, TestRoom.Opening)], room.Get(room.Member(0)).Stays);
    }
}
