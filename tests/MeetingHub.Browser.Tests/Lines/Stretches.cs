namespace MeetingHub.Browser.Tests.Lines;

/// <summary>The longest stretches of nothing in what was written down. Times are milliseconds.</summary>
internal static class Stretches
{
    /// <summary>Longer between two marks and the control stood still: frames come every 50 ms, looks at the sound every 20.</summary>
    private const double Still = 120;

    /// <summary>From this share on an interval was filled throughout; below it there was something between.</summary>
    private const double Filled = 0.8;

    /// <summary>The longest time between two neighbours, the ends included.</summary>
    /// <param name="control">Marks of something beside it: while that stood still too, time does not count. None when null.</param>
    public static double Longest(double since, double until, IReadOnlyList<double> marks, IReadOnlyList<double>? control = null)
    {
        (double From, double To)[] excused = control is null ? [] : [.. Between(since, until, control).Where(gap => gap.To - gap.From > Still)];
        return Between(since, until, marks)
            .Max(gap => gap.To - gap.From - excused.Sum(pause => Math.Max(0, Math.Min(gap.To, pause.To) - Math.Max(gap.From, pause.From))));
    }

    /// <summary>
    /// The longest unbroken growth of a sum that grows at most as fast as time. Between two readings the growth may lie anywhere, so it
    /// is taken to touch its neighbours: the answer is never too small.
    /// </summary>
    public static double LongestRun(IReadOnlyList<(double At, double Sum)> readings)
    {
        var (longest, run) = (0.0, 0.0);
        foreach (var (before, after) in readings.Zip(readings.Skip(1)))
        {
            var growth = after.Sum - before.Sum;
            longest = Math.Max(longest, run + growth);
            run = growth >= Filled * (after.At - before.At) ? run + growth : growth;
        }
        return longest;
    }

    private static IEnumerable<(double From, double To)> Between(double since, double until, IEnumerable<double> marks)
    {
        var last = since;
        foreach (var mark in marks.Append(until))
        {
            yield return (last, mark);
            last = mark;
        }
    }
}
