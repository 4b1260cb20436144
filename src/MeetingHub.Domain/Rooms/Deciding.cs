using MeetingHub.Domain.Attendance;

namespace MeetingHub.Domain.Rooms;

/// <summary>What a command is decided against.</summary>
internal sealed record Deciding(MeetingState State, Participant Me, ConnectionId? Connection, DateTimeOffset Now, DecisionFacts Facts);

public sealed partial record MeetingState
{
    /// <summary>Pure. Events are only true once they are on disk: <see cref="Log"/> them, append, fold, push.</summary>
    /// <exception cref="ArgumentException">A fact that this command needs was not handed in.</exception>
    public Decision Decide(RoomCommand command, Caller by, DateTimeOffset now, DecisionFacts facts = default)
    {
        // A client acts through a line that is open: what it does can then never be dated after its leaving.
        if (Phase == RoomPhase.Ended)
            return new Rejection(RejectionCodes.AlreadyEnded);
        if (Find(by.Participant) is not { IsConnected: true } me || (by.Connection is { } line && !me.Connections.Contains(line)))
            return new Rejection(RejectionCodes.NotInMeeting);

        now = RoomTime(now);
        if (Authority.Refuses(this, command, me, now) is { } refusal)
            return refusal;
        return command.Decide(new Deciding(this, me, by.Connection, now, facts));
    }

    public Decision Decide(RoomAction action, DateTimeOffset now) => action.Decide(this, RoomTime(now));

    /// <summary>Gives the events of a decision their lines in the log, from the next revision on.</summary>
    public ImmutableList<LoggedEvent> Log(Decision decision, DateTimeOffset now, ParticipantId? by = null, CommandId? command = null)
    {
        var at = RoomTime(now);
        return [.. decision.Events.Select((happened, i) => new LoggedEvent(Revision + 1 + i, at, happened, by, command))];
    }

    /// <summary>
    /// The clock, but never before the last event, even when the machine's clock was set back; in whole milliseconds,
    /// as the log keeps it.
    /// </summary>
    public DateTimeOffset RoomTime(DateTimeOffset now)
    {
        var utc = now.ToUniversalTime();
        var whole = utc.AddTicks(-(utc.Ticks % TimeSpan.TicksPerMillisecond));
        return At is { } last && last > whole ? last : whole;
    }
}
