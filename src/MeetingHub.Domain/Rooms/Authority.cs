using System.Collections.Frozen;
using MeetingHub.Domain.ActionItems;
using MeetingHub.Domain.Agenda;
using MeetingHub.Domain.Attendance;
using MeetingHub.Domain.Chat;
using MeetingHub.Domain.Documents;
using MeetingHub.Domain.Floor;
using MeetingHub.Domain.Meetings;
using MeetingHub.Domain.Minutes;
using MeetingHub.Domain.StandUps;
using MeetingHub.Domain.Voting;

namespace MeetingHub.Domain.Rooms;

/// <summary>Who may do what, and when: one line for each command.</summary>
public static class Authority
{
    private static readonly FrozenDictionary<Type, Line> Table = new[]
    {
        Line.Of<StartMeeting>(Who.Table, When.Waiting),
        Line.Of<EndMeeting>(Who.Chair, When.Running),

        Line.Of<RemoveParticipant>(Who.Chair, When.Running),
        Line.Of<ReadmitParticipant>(Who.Chair, When.Running),

        Line.Of<OpenAgendaItem>(Who.Table, When.Running),
        Line.Of<CloseAgendaItem>(Who.Table, When.Running),
        Line.Of<AddAgendaItem>(Who.Table, When.Running),

        Line.Of<RaiseHand>(Who.Everyone, When.Running),
        Line.Of<LowerHand>(Who.Everyone, When.Running),
        Line.Of<LowerAnotherHand>(Who.Table, When.Running),
        Line.Of<GiveFloor>(Who.Chair, When.Running),
        Line.Of<ExtendFloor>(Who.Chair, When.Running),
        Line.Of<TakeFloor>(Who.Chair, When.Running),
        Line.Of<YieldFloor>(Who.Everyone, When.Running),
        Line.Of<Mute>(Who.Everyone, When.WaitingOrRunning),
        Line.Of<Unmute>(Who.Everyone, When.WaitingOrRunning),
        Line.Of<MuteAnother>(Who.Table, When.WaitingOrRunning),
        Line.Of<AskToUnmute>(Who.Table, When.WaitingOrRunning),

        Line.Of<PresentDocument>(Who.Speaker, When.Running),
        Line.Of<TurnPage>(Who.Everyone, When.Running),
        Line.Of<StopPresenting>(Who.Everyone, When.Running),

        Line.Of<PostChat>(Who.Everyone, When.WaitingOrRunning),

        Line.Of<RecordConclusion>(Who.Table, When.Running),
        Line.Of<ReviseConclusion>(Who.Table, When.Running),
        Line.Of<WithdrawConclusion>(Who.Table, When.Running),
        Line.Of<RecordActionItem>(Who.Table, When.Running),
        Line.Of<ReviseActionItem>(Who.Table, When.Running),
        Line.Of<WithdrawActionItem>(Who.Table, When.Running),

        Line.Of<CallNextTurn>(Who.Table, When.Running),
        Line.Of<CallTurn>(Who.Table, When.Running),
        Line.Of<EndTurn>(Who.Table, When.Running),
        Line.Of<FinishOwnTurn>(Who.Everyone, When.Running),

        Line.Of<OpenBallot>(Who.Chair, When.Running),
        Line.Of<CloseBallot>(Who.Chair, When.Running),
        Line.Of<CastBallot>(Who.Everyone, When.Running),
    }.ToFrozenDictionary(line => line.Command);

    private enum Who
    {
        /// <summary>And the secretary, when the chair has been gone for a minute.</summary>
        Chair,

        /// <summary>Chair and secretary.</summary>
        Table,

        /// <summary>Whoever <see cref="HasTheWord"/>.</summary>
        Speaker,
        Everyone,
    }

    private enum When
    {
        Waiting,
        Running,
        WaitingOrRunning,
    }

    /// <summary>Since when no chair has been in the room though one could have been; null while one is, and before the start.</summary>
    public static DateTimeOffset? ChairGoneSince(MeetingState state)
    {
        if (state.StartedAt is not { } started)
            return null;
        // While the server was away nobody could be in.
        var since = state.Interruptions is [.., var last] && last.To > started ? last.To : started;
        foreach (var chair in state.Participants.Where(participant => participant.Role == MeetingRole.Chair))
        {
            if (chair.IsConnected)
                return null;
            var gone = chair.LostAt ?? chair.Stays[^1].To ?? started;
            since = gone > since ? gone : since;
        }

        return since;
    }

    /// <summary>Whether secretaries may do what is the chair's.</summary>
    public static bool SecretaryStandsIn(MeetingState state, DateTimeOffset now) =>
        ChairGoneSince(state) is { } since && now - since >= TimeSpan.FromSeconds(state.Options.StandInAfterSeconds);

    /// <summary>
    /// Chair and secretary always; else who holds the floor, presents the open item or sits in for who does, or is called in a stand-up.
    /// </summary>
    internal static bool HasTheWord(MeetingState state, Participant participant)
    {
        if (participant.Role is MeetingRole.Chair or MeetingRole.Secretary || state.Floor?.Participant == participant.Id)
            return true;
        if (participant.Seat is not { } seat)
            return false;
        if (state.RunningTurn == seat)
            return true;
        var presenter = state.OpenItem is { } item ? state.Find(item)!.Presenter : null;
        return presenter is { } person && (participant.Person == person || state.Find(seat)?.StandsInFor == person);
    }

    internal static bool Knows(Type command) => Table.ContainsKey(command);

    internal static Rejection? Refuses(MeetingState state, RoomCommand command, Participant by, DateTimeOffset now)
    {
        var line = Table[command.GetType()];
        var phase = (line.When, state.Phase) switch
        {
            (When.Waiting, RoomPhase.Running) => RejectionCodes.AlreadyStarted,
            (When.Running, RoomPhase.Waiting) => RejectionCodes.NotStarted,
            (_, RoomPhase.Ended) => RejectionCodes.AlreadyEnded,
            _ => null,
        };
        if (phase is not null)
            return new Rejection(phase);

        var may = line.Who switch
        {
            Who.Chair => by.Role == MeetingRole.Chair || (by.Role == MeetingRole.Secretary && SecretaryStandsIn(state, now)),
            Who.Table => by.Role is MeetingRole.Chair or MeetingRole.Secretary,
            Who.Speaker => HasTheWord(state, by),
            Who.Everyone => true,
        };
        return may ? null : new Rejection(RejectionCodes.NotAllowed);
    }

    private sealed record Line(Type Command, Who Who, When When)
    {
        public static Line Of<TCommand>(Who who, When when) where TCommand : RoomCommand => new(typeof(TCommand), who, when);
    }
}
