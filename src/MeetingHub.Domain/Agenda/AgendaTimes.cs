using MeetingHub.Domain.Attendance;

namespace MeetingHub.Domain.Agenda;

/// <summary>How long an item was planned to take, and took.</summary>
/// <param name="Actual">Over all the times it was open.</param>
/// <param name="FirstOpened">Null: never opened.</param>
/// <param name="LastClosed">Null: never opened, or open still.</param>
public sealed record AgendaTime(
    AgendaItemId Item, TimeSpan? Planned, TimeSpan Actual, DateTimeOffset? FirstOpened, DateTimeOffset? LastClosed);

/// <summary>How long a participant held the floor.</summary>
public sealed record SpeakingTime(ParticipantId Participant, int Turns, TimeSpan Total, ImmutableList<AgendaItemId> Items);

public static class AgendaTimes
{
    /// <summary>In the order of the agenda.</summary>
    /// <param name="now">Ends what still runs.</param>
    public static ImmutableList<AgendaTime> Of(MeetingState state, DateTimeOffset now)
    {
        var end = state.EndedAt ?? state.RoomTime(now);
        return state.Agenda.ConvertAll(item => new AgendaTime(
            item.Id,
            item.PlannedMinutes is { } minutes ? TimeSpan.FromMinutes(minutes) : null,
            Sum(item.Runs.Select(run => new Interval(run.From, run.To ?? end))),
            item.Runs is [var first, ..] ? first.From : null,
            item.Runs is [.., var last] ? last.To : null));
    }

    /// <summary>In the order of the first turn.</summary>
    /// <param name="now">Ends what still runs.</param>
    public static ImmutableList<SpeakingTime> Speaking(MeetingState state, DateTimeOffset now)
    {
        var end = state.EndedAt ?? state.RoomTime(now);
        return
        [
            .. state.SpeakingTurns.GroupBy(turn => turn.Participant).Select(turns => new SpeakingTime(
                turns.Key,
                turns.Count(),
                Sum(turns.Select(turn => new Interval(turn.From, turn.To ?? end))),
                [.. turns.Where(turn => turn.Item.HasValue).Select(turn => turn.Item!.Value).Distinct()])),
        ];
    }

    private static TimeSpan Sum(IEnumerable<Interval> intervals) =>
        intervals.Aggregate(TimeSpan.Zero, (sum, interval) => sum + interval.Length);
}
