namespace MeetingHub.Domain.Attendance;

/// <summary>Who was there, as the log says; one line for each seat in the order of the seats, then each guest.</summary>
public sealed record AttendanceReport(ImmutableList<AttendanceLine> Lines)
{
    /// <param name="state">Of a meeting that has started; before that there are no lines.</param>
    /// <param name="now">Ends the open stays while the meeting runs; ignored once it has ended.</param>
    public static AttendanceReport Of(MeetingState state, AttendanceOptions options, DateTimeOffset now)
    {
        if (state.StartedAt is not { } started)
            return new AttendanceReport([]);

        var meeting = new Interval(started, state.EndedAt ?? state.RoomTime(now));
        var seats = state.Seats.Select(seat =>
        {
            var line = Line(state, meeting, options, state.Occupant(seat.Id)) with
            {
                Seat = seat.Id, Person = seat.Person, Role = seat.Role, StandsInFor = seat.StandsInFor,
            };
            return line.WasThere || !options.LeaveGiven.TryGetValue(seat.Id, out var reason)
                ? line
                : line with { Presence = Presence.AbsentWithLeave, Reason = reason };
        });
        var guests = state.Participants.Where(p => p.Seat is null).Select(p => Line(state, meeting, options, p)).Where(l => l.WasThere);
        return new AttendanceReport([.. seats, .. guests]);
    }

    private static AttendanceLine Line(MeetingState state, Interval meeting, AttendanceOptions options, Participant? participant)
    {
        var line = new AttendanceLine(
            Presence.AbsentWithoutLeave, IsLate: false, LeftEarly: false, TimeSpan.Zero, [], participant?.Role ?? MeetingRole.Member,
            Participant: participant?.Id, Person: participant?.Person);
        var intervals = Interval.Union(participant?.Stays.Select(s => new Interval(s.From, s.To ?? meeting.To)) ?? [], within: meeting);
        if (intervals.IsEmpty)
            return line;

        // Nobody is late for a meeting that began before its time.
        var due = state.PlannedStart is { } planned && planned > meeting.From ? planned : meeting.From;
        return line with
        {
            Presence = Presence.Present,
            IsLate = intervals[0].From - due > (options.LateAfter ?? TimeSpan.FromMinutes(state.Options.LateAfterMinutes)),
            LeftEarly = state.EndedAt is { } ended && ended - intervals[^1].To > options.EarlyBefore,
            Total = intervals.Aggregate(TimeSpan.Zero, (sum, interval) => sum + interval.Length),
            Intervals = intervals,
        };
    }
}

/// <param name="LeaveGiven">Seats that were excused beforehand, with the reason.</param>
/// <param name="LateAfter">Null: what the room was started with.</param>
/// <param name="EarlyBefore">Leaving within this time of the end is staying to the end.</param>
public sealed record AttendanceOptions(
    ImmutableDictionary<SeatId, string> LeaveGiven, TimeSpan? LateAfter, TimeSpan EarlyBefore)
{
    public static AttendanceOptions Default { get; } =
        new(ImmutableDictionary<SeatId, string>.Empty, LateAfter: null, EarlyBefore: TimeSpan.FromMinutes(5));
}

public enum Presence
{
    Present,
    AbsentWithLeave,
    AbsentWithoutLeave,
}

/// <param name="Total">Inside the meeting, over all of the person's windows; through interruptions the person came back from.</param>
/// <param name="Intervals">In order, apart from each other, inside the meeting.</param>
/// <param name="Seat">Null for a guest.</param>
/// <param name="Participant">Null when the seat's person never came.</param>
/// <param name="StandsInFor">The invitee, when a substitute sat.</param>
public sealed record AttendanceLine(
    Presence Presence,
    bool IsLate,
    bool LeftEarly,
    TimeSpan Total,
    ImmutableList<Interval> Intervals,
    MeetingRole Role,
    SeatId? Seat = null,
    ParticipantId? Participant = null,
    PersonId? Person = null,
    PersonId? StandsInFor = null,
    string? Reason = null)
{
    public bool WasThere => Presence == Presence.Present;
}
