using MeetingHub.Domain.Agenda;
using MeetingHub.Domain.Attendance;
using MeetingHub.Domain.StandUps;

namespace MeetingHub.Domain.Meetings;

/// <summary>The border with the planning tables: from here to <see cref="MeetingEnded"/> all this changes by commands only.</summary>
[LogRule(1, AudienceRule.All)]
public sealed record MeetingStarted(
    MeetingKind Kind,
    string Title,
    RoomOptions Options,
    ImmutableList<Seat> Seats,
    ImmutableList<PlannedAgendaItem> Agenda,
    DateTimeOffset? PlannedStart = null,
    int? PlannedMinutes = null) : MeetingEvent
{
    internal override MeetingState Fold(MeetingState state, DateTimeOffset at) => state with
    {
        Phase = RoomPhase.Running,
        Kind = Kind,
        Title = Title,
        Options = Options,
        Seats = Seats,
        Agenda = Agenda.ConvertAll(item => new AgendaItem(item.Id, item.Title, Runs: [], item.Presenter, item.PlannedMinutes)),
        PlannedStart = PlannedStart,
        PlannedMinutes = PlannedMinutes,
        StartedAt = at,
        StandUpTurns = Kind == MeetingKind.StandUp
            ? Seats.ConvertAll(seat => new StandUpTurn(seat.Id, seat.AnsweredBeforehand))
            : [],
        Participants = state.Participants.ConvertAll(Seated),
    };

    // Who waited came in by the plan of that moment; the snapshot is what counts from here on.
    private Participant Seated(Participant participant)
    {
        var seat = participant.Person is { } person ? Seats.Find(s => s.Person == person) : null;
        return participant with { Role = seat?.Role ?? MeetingRole.Member, Seat = seat?.Id };
    }
}

/// <param name="EndedAt">Earlier than the entry itself when the room was abandoned: then the last departure.</param>
[LogRule(1, AudienceRule.All)]
public sealed record MeetingEnded(DateTimeOffset EndedAt, EndReason Reason) : MeetingEvent
{
    internal override MeetingState Fold(MeetingState state, DateTimeOffset at)
    {
        // Whoever was on a lost line had no time left to return: in until the end.
        foreach (var participant in state.Participants.Where(p => p.IsIn))
            state = state.WithoutPresence(participant.Id, EndedAt);
        return (state.OpenItem is { } item ? state.CloseItem(item, EndedAt) : state) with
        {
            Phase = RoomPhase.Ended,
            EndedAt = EndedAt,
            EndReason = Reason,
            RunningTurn = null,
            StandUpTurns = state.RunningTurn is { } seat
                ? state.Turn(seat, turn => turn with { Outcome = TurnOutcome.Reported, EndedAt = EndedAt, Until = null })
                : state.StandUpTurns,
        };
    }
}

/// <summary>The server was away. Whoever returns before <paramref name="ReturnBy"/> counts as present through it.</summary>
/// <param name="From">The room's last sign of life.</param>
[LogRule(1, AudienceRule.All)]
public sealed record Interrupted(DateTimeOffset From, DateTimeOffset To, DateTimeOffset ReturnBy) : MeetingEvent
{
    internal override MeetingState Fold(MeetingState state, DateTimeOffset at) => state with
    {
        Interruptions = state.Interruptions.Add(new Interruption(From, To)),
        Participants = state.Participants.ConvertAll(participant => participant.IsIn
            ? participant with
            {
                Connections = [],
                Sound = null,
                LostAt = participant.LostAt ?? From,
                ReturnBy = ReturnBy,
            }
            : participant),
    };
}

public enum MeetingKind
{
    Briefing,
    StandUp,
    Conference,
}

public enum EndReason
{
    EndedByChair,
    Abandoned,
}

/// <summary>A place at the table as it was when the meeting started.</summary>
/// <param name="Person">Who sits on it: the invitee, or the substitute.</param>
/// <param name="StandsInFor">The invitee, when a substitute sits.</param>
/// <param name="AnsweredBeforehand">In a stand-up: the answers were in before the start.</param>
public sealed record Seat(
    SeatId Id,
    PersonId Person,
    MeetingRole Role,
    bool MayVote = true,
    DepartmentId? Department = null,
    PersonId? StandsInFor = null,
    bool AnsweredBeforehand = false);

public sealed record PlannedAgendaItem(AgendaItemId Id, string Title, PersonId? Presenter = null, int? PlannedMinutes = null);
