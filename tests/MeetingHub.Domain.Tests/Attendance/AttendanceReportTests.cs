using System.Collections.Immutable;
using MeetingHub.Domain.Attendance;
using MeetingHub.Domain.Meetings;
using MeetingHub.Domain.Tests.Rooms;

namespace MeetingHub.Domain.Tests.Attendance;

public sealed class AttendanceReportTests
{
    private static readonly AttendanceOptions Options = AttendanceOptions.Default;

    [Fact]
    public void Waiting_before_the_start_does_not_count()
    {
        var room = TestRoom.Waiting();
        room.Wait(TimeSpan.FromMinutes(20));
        room.Accept(room.Chair, new StartMeeting());
        room.Wait(TimeSpan.FromMinutes(30));
        room.Accept(room.Chair, new EndMeeting());

        Assert.All(AttendanceReport.Of(room.State, Options, room.Now).Lines, line =>
        {
            Assert.Equal(Presence.Present, line.Presence);
            Assert.Equal(TimeSpan.FromMinutes(30), line.Total);
            Assert.False(line.IsLate || line.LeftEarly);
        });
    }

    [Theory]
    [InlineData(300, false)]
    [InlineData(301, true)]
    public void Later_than_5_minutes_is_late(int seconds, bool isLate)
    {
        var room = TestRoom.Empty();
        room.Enter(room.ChairSeat);
        room.Accept(room.Chair, new StartMeeting());
        room.Wait(TimeSpan.FromSeconds(seconds));
        room.Enter(room.Seats[2]);
        room.Wait(TimeSpan.FromMinutes(30));
        room.Accept(room.Chair, new EndMeeting());

        Assert.Equal(isLate, Line(room, room.Seats[2]).IsLate);
        Assert.False(Line(room, room.ChairSeat).IsLate);
    }

    // A chair in a hurry begins ten minutes early: those who come on time are not late.
    [Fact]
    public void Nobody_is_late_before_the_planned_start()
    {
        var room = TestRoom.Empty();
        room.Plan = room.Plan with { PlannedStart = TestRoom.Opening.AddMinutes(10) };
        room.Enter(room.ChairSeat);
        room.Accept(room.Chair, new StartMeeting());
        room.Wait(TimeSpan.FromMinutes(12));
        room.Enter(room.Seats[2]);
        room.Wait(TimeSpan.FromMinutes(30));
        room.Accept(room.Chair, new EndMeeting());

        Assert.False(Line(room, room.Seats[2]).IsLate);
    }

    [Theory]
    [InlineData(5, false)]
    [InlineData(6, true)]
    public void Leaving_more_than_5_minutes_before_the_end_is_early(int minutesBefore, bool leftEarly)
    {
        var room = TestRoom.Running();
        room.Wait(TimeSpan.FromMinutes(20));
        room.LeaveAll(room.Member(0));
        room.Wait(TimeSpan.FromMinutes(minutesBefore));
        room.Accept(room.Chair, new EndMeeting());

        Assert.Equal(leftEarly, Line(room, room.Seats[2]).LeftEarly);
        Assert.Equal(TimeSpan.FromMinutes(20), Line(room, room.Seats[2]).Total);
    }

    [Fact]
    public void While_the_meeting_runs_nobody_has_left_early()
    {
        var room = TestRoom.Running();
        room.LeaveAll(room.Member(0));
        room.Wait(TimeSpan.FromMinutes(20));

        Assert.False(Line(room, room.Seats[2]).LeftEarly);
        Assert.Equal(TimeSpan.FromMinutes(20), Line(room, room.ChairSeat).Total);
    }

    [Fact]
    public void Absence_is_with_leave_when_a_reason_was_accepted()
    {
        var room = TestRoom.Empty();
        room.Enter(room.ChairSeat);
        room.Enter(room.Seats[2]);
        room.LeaveAll(room.Member(0));
        room.Wait(TimeSpan.FromMinutes(1));
        room.Accept(room.Chair, new StartMeeting());
        var options = Options with
        {
            LeaveGiven = ImmutableDictionary<SeatId, string>.Empty.Add(room.Seats[3].Id, "Đi công tác").Add(room.ChairSeat.Id, "Nhầm"),
        };
        room.Wait(TimeSpan.FromMinutes(1));

        var lines = AttendanceReport.Of(room.State, options, room.Now).Lines;

        // The first member waited, and was gone before the start.
        Assert.Equal(
            [Presence.Present, Presence.AbsentWithoutLeave, Presence.AbsentWithoutLeave, Presence.AbsentWithLeave, Presence.AbsentWithoutLeave],
            lines.Select(line => line.Presence));
        Assert.Equal("Đi công tác", lines[3].Reason);
        Assert.Null(lines[0].Reason);
    }

    [Fact]
    public void A_guest_has_a_line_after_the_seats_and_a_substitute_stands_for_the_invitee()
    {
        var room = TestRoom.Waiting();
        var invitee = room.New<PersonId>();
        room.Plan = room.Plan with { Seats = room.Plan.Seats.SetItem(2, room.Seats[2] with { StandsInFor = invitee }) };
        var guest = room.EnterGuest();
        room.Accept(room.Chair, new StartMeeting());
        room.Wait(TimeSpan.FromMinutes(1));

        var lines = AttendanceReport.Of(room.State, Options, room.Now).Lines;

        Assert.Equal(guest, lines[^1].Participant);
        Assert.Null(lines[^1].Seat);
        Assert.Equal(invitee, lines[2].StandsInFor);
        Assert.Equal(room.Seats[2].Person, lines[2].Person);
    }

    [Fact]
    public void An_interruption_is_bridged_for_whoever_came_back()
    {
        var room = TestRoom.Running();
        room.Wait(TimeSpan.FromMinutes(10));
        var alive = room.Now;
        room.Jump(TimeSpan.FromMinutes(5));
        room.Do(new Recover(alive));
        room.Enter(room.ChairSeat);
        room.Wait(TimeSpan.FromMinutes(15));
        room.Accept(room.Chair, new EndMeeting());

        Assert.Equal(TimeSpan.FromMinutes(30), Line(room, room.ChairSeat).Total);
        Assert.Equal(TimeSpan.FromMinutes(10), Line(room, room.Seats[2]).Total);
    }

    [Fact]
    public void An_abandoned_meeting_counts_to_the_last_departure()
    {
        var room = TestRoom.Running();
        room.Wait(TimeSpan.FromMinutes(25));
        foreach (var participant in room.State.Participants)
            room.LeaveAll(participant.Id);
        room.Wait(TimeSpan.FromHours(1));

        Assert.All(AttendanceReport.Of(room.State, Options, room.Now).Lines, line =>
        {
            Assert.Equal(TimeSpan.FromMinutes(25), line.Total);
            Assert.False(line.LeftEarly);
        });
    }

    [Fact]
    public void A_meeting_that_has_not_started_has_no_attendance() =>
        Assert.Empty(AttendanceReport.Of(TestRoom.Waiting().State, Options, TestRoom.Opening).Lines);

    [Fact]
    public void The_union_of_intervals_joins_what_touches_and_cuts_what_is_outside()
    {
        var meeting = At(10, 60);

        Assert.Equal(
            [At(10, 30), At(40, 45), At(50, 60)],
            Interval.Union([At(41, 44), At(0, 20), At(15, 25), At(25, 30), At(40, 45), At(50, 90), At(5, 9), At(33, 33)], meeting));

        static Interval At(int from, int to) => new(TestRoom.Opening.AddMinutes(from), TestRoom.Opening.AddMinutes(to));
    }

    private static AttendanceLine Line(TestRoom room, Seat seat) =>
        AttendanceReport.Of(room.State, Options, room.Now).Lines.Single(line => line.Seat == seat.Id);
}
