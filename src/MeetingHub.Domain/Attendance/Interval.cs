namespace MeetingHub.Domain.Attendance;

public sealed record Interval(DateTimeOffset From, DateTimeOffset To)
{
    public TimeSpan Length => To - From;

    /// <summary>In order and without overlap; what only touches is joined. Parts outside, and empty ones, are cut off.</summary>
    public static ImmutableList<Interval> Union(IEnumerable<Interval> intervals, Interval within)
    {
        var union = ImmutableList.CreateBuilder<Interval>();
        var clipped = intervals
            .Select(i => new Interval(i.From > within.From ? i.From : within.From, i.To < within.To ? i.To : within.To))
            .Where(i => i.From < i.To)
            .OrderBy(i => i.From);
        foreach (var interval in clipped)
        {
            if (union.Count > 0 && interval.From <= union[^1].To)
                union[^1] = union[^1] with { To = interval.To > union[^1].To ? interval.To : union[^1].To };
            else
                union.Add(interval);
        }

        return union.ToImmutable();
    }
}
