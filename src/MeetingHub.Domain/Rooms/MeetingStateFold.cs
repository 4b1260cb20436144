using MeetingHub.Domain.ActionItems;
using MeetingHub.Domain.Agenda;
using MeetingHub.Domain.Attendance;
using MeetingHub.Domain.Meetings;
using MeetingHub.Domain.Minutes;
using MeetingHub.Domain.StandUps;
using MeetingHub.Domain.Voting;

namespace MeetingHub.Domain.Rooms;

public sealed partial record MeetingState
{
    /// <exception cref="InvalidOperationException">The log has a gap, or names what it never made: it is broken.</exception>
    public static MeetingState Fold(MeetingState state, LoggedEvent logged)
    {
        if (logged.Revision != state.Revision + 1)
            throw new InvalidOperationException($"Revision {logged.Revision} cannot follow {state.Revision}.");
        return logged.Event.Fold(state, logged.At) with { Revision = logged.Revision, At = logged.At };
    }

    public MeetingState After(IEnumerable<LoggedEvent> log) => log.Aggregate(this, Fold);

    public Participant? Find(ParticipantId id) => Participants.Find(participant => participant.Id == id);

    public Participant? Find(PersonId person) => Participants.Find(participant => participant.Person == person);

    public Seat? Find(SeatId id) => Seats.Find(seat => seat.Id == id);

    public AgendaItem? Find(AgendaItemId id) => Agenda.Find(item => item.Id == id);

    public Conclusion? Find(ConclusionId id) => Conclusions.Find(conclusion => conclusion.Id == id);

    public ActionItem? Find(ActionItemId id) => ActionItems.Find(item => item.Id == id);

    public Ballot? Find(BallotId id) => Ballots.Find(ballot => ballot.Id == id);

    /// <summary>Who sits on this seat in the room, in or gone; null when nobody has come to it.</summary>
    public Participant? Occupant(SeatId seat) => Participants.Find(participant => participant.Seat == seat);

    internal bool IsHere(SeatId seat) => Participants.Exists(participant => participant.Seat == seat && participant.IsConnected);

    internal MeetingState Change(ParticipantId id, Func<Participant, Participant> change) =>
        this with { Participants = Changed(Participants, participant => participant.Id == id, change) };

    internal MeetingState Change(ConclusionId id, Func<Conclusion, Conclusion> change) =>
        this with { Conclusions = Changed(Conclusions, conclusion => conclusion.Id == id, change) };

    internal MeetingState Change(ActionItemId id, Func<ActionItem, ActionItem> change) =>
        this with { ActionItems = Changed(ActionItems, item => item.Id == id, change) };

    internal MeetingState Change(BallotId id, Func<Ballot, Ballot> change) =>
        this with { Ballots = Changed(Ballots, ballot => ballot.Id == id, change) };

    internal ImmutableList<StandUpTurn> Turn(SeatId seat, Func<StandUpTurn, StandUpTurn> change) =>
        Changed(StandUpTurns, turn => turn.Seat == seat, change);

    internal MeetingState OpenItemAt(AgendaItemId id, DateTimeOffset at) => this with
    {
        OpenItem = id,
        Agenda = Changed(Agenda, item => item.Id == id, item => item with { Runs = item.Runs.Add(new AgendaRun(at)) }),
    };

    internal MeetingState CloseItem(AgendaItemId id, DateTimeOffset at) => this with
    {
        OpenItem = OpenItem == id ? null : OpenItem,
        Agenda = Changed(Agenda, item => item.Id == id, item => item with
        {
            Runs = item.Runs.SetItem(item.Runs.Count - 1, item.Runs[^1] with { To = at }),
        }),
    };

    internal MeetingState WithoutFloor(DateTimeOffset at) => this with
    {
        Floor = null,
        SpeakingTurns = SpeakingTurns.SetItem(SpeakingTurns.Count - 1, SpeakingTurns[^1] with { To = at }),
    };

    internal MeetingState WithoutPresentation(DateTimeOffset at) => Presentation is not { } shown
        ? this
        : this with { Presentations = Presentations.SetItem(Presentations.Count - 1, shown with { To = at }) };

    /// <summary>Lines, sound, hand, floor and what was presented go with whoever goes.</summary>
    internal MeetingState WithoutPresence(ParticipantId id, DateTimeOffset leftAt)
    {
        var state = Floor?.Participant == id ? WithoutFloor(leftAt) : this;
        if (Presentation?.Participant == id)
            state = state.WithoutPresentation(leftAt);
        state = state with { Hands = state.Hands.RemoveAll(hand => hand.Participant == id) };
        return state.Change(id, participant => participant with
        {
            Connections = [],
            Sound = null,
            LostAt = null,
            ReturnBy = null,
            UnmuteAsked = false,
            Stays = participant.IsIn
                ? participant.Stays.SetItem(participant.Stays.Count - 1, participant.Stays[^1] with { To = leftAt })
                : participant.Stays,
        });
    }

    private static ImmutableList<T> Changed<T>(ImmutableList<T> list, Predicate<T> which, Func<T, T> change)
    {
        var index = list.FindIndex(which);
        return index >= 0
            ? list.SetItem(index, change(list[index]))
            : throw new InvalidOperationException($"The log speaks of a {typeof(T).Name} that it never made.");
    }
}
