using MeetingHub.Domain.Attendance;
using MeetingHub.Domain.Meetings;

namespace MeetingHub.Domain.Rooms;

/// <summary>When a room must be looked at though nobody says anything.</summary>
public static class Deadlines
{
    /// <summary>Null: nothing is waited for. Until the actions of <see cref="Due"/> are done it stays in the past.</summary>
    public static DateTimeOffset? Next(MeetingState state)
    {
        if (state.Phase == RoomPhase.Ended)
            return null;
        var next = Abandonment(state);
        foreach (var participant in state.Participants)
            next = participant.ReturnBy is { } by && (next is null || by < next) ? by : next;
        return next;
    }

    /// <summary>What to decide, in this order, when <see cref="Next"/> has come; each makes no event when it is not its time.</summary>
    public static ImmutableList<RoomAction> Due { get; } = [new ExpireAbsent(), new EndAbandoned()];

    /// <summary>When an empty room ends itself; null while somebody is in it, and before the start.</summary>
    internal static DateTimeOffset? Abandonment(MeetingState state)
    {
        if (state.Phase != RoomPhase.Running || state.Participants.Exists(participant => participant.IsIn))
            return null;
        var emptySince = LastDeparture(state);
        // Nobody could come back while the server was away.
        if (state.Interruptions is [.., var last] && last.To > emptySince)
            emptySince = last.To;
        return emptySince.AddMinutes(state.Options.EndAbandonedMinutes);
    }

    internal static DateTimeOffset LastDeparture(MeetingState state) => state.Participants
        .SelectMany(participant => participant.Stays)
        .Select(stay => stay.To ?? stay.From)
        .Append(state.StartedAt ?? DateTimeOffset.MinValue)
        .Max();
}
