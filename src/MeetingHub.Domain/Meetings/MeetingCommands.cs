namespace MeetingHub.Domain.Meetings;

/// <summary>The snapshot comes from the tables: see <see cref="DecisionFacts.Plan"/>.</summary>
public sealed record StartMeeting : RoomCommand
{
    internal override Decision Decide(Deciding on) =>
        on.Facts.Plan is { } plan ? plan : new Rejection(RejectionCodes.StepNotPossible);
}

public sealed record EndMeeting : RoomCommand
{
    internal override Decision Decide(Deciding on) => on.State.Ballots.Exists(ballot => ballot.IsOpen)
        ? new Rejection(RejectionCodes.BallotsOpen)
        : new MeetingEnded(on.Now, EndReason.EndedByChair);
}

/// <summary>After a start of the server, for every room that was running or had people waiting.</summary>
/// <param name="LastAlive">The room's durable heartbeat; null when it never wrote one.</param>
public sealed record Recover(DateTimeOffset? LastAlive) : RoomAction
{
    internal override Decision Decide(MeetingState state, DateTimeOffset now)
    {
        var isQuiet = state.Phase == RoomPhase.Waiting && !state.Participants.Exists(participant => participant.IsIn);
        if (state.Phase == RoomPhase.Ended || isQuiet)
            return Decision.Of();
        // The last event is a sign of life as well, and the clock may have been set back since the heartbeat.
        var from = new[] { LastAlive, state.At }.Max() ?? now;
        return new Interrupted(from < now ? from : now, now, now.AddSeconds(state.Options.BridgeInterruptionSeconds));
    }
}

/// <summary>When nobody has been in the room for the time the options say; nothing happens before.</summary>
public sealed record EndAbandoned : RoomAction
{
    internal override Decision Decide(MeetingState state, DateTimeOffset now) =>
        Deadlines.Abandonment(state) is { } deadline && now >= deadline
            ? new MeetingEnded(Deadlines.LastDeparture(state), EndReason.Abandoned)
            : Decision.Of();
}
