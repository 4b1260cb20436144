namespace MeetingHub.Media.Congestion;

/// <summary>What the delay says about the queue before the bottleneck.</summary>
internal enum LineUse
{
    Normal,

    /// <summary>The queue empties.</summary>
    Under,

    /// <summary>The queue grows.</summary>
    Over,
}

/// <summary>
/// Compares the trend of the delay with a threshold that adapts itself, so that flows which fill queues (TCP) do not starve this one
/// (draft-ietf-rmcat-gcc-02 section 5.4; parameters in media.md 3.8).
/// </summary>
internal struct OveruseDetector()
{
    private const double Lowest = 6;
    private const double Highest = 600;
    private const double Rise = 0.0087;
    private const double Fall = 0.039;

    /// <summary>A trend this far beyond the threshold is a spike and does not move it.</summary>
    private const double Spike = 15;

    private static readonly TimeSpan LongestStep = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(10);

    private Timestamp? adapted;
    private TimeSpan? overFor;
    private int overCount;
    private double lastTrend;

    public LineUse Use { get; private set; }

    public double Threshold { get; private set; } = 12.5;

    /// <param name="trend">See <see cref="Trendline.Value"/>.</param>
    /// <param name="sent">Between the sending of the two groups that were compared last.</param>
    public void Update(double trend, TimeSpan sent, Timestamp now)
    {
        if (trend > Threshold)
        {
            overFor = overFor is { } before ? before + sent : sent / 2;
            overCount++;
            if (overFor > Patience && overCount > 1 && trend >= lastTrend)
            {
                (overFor, overCount) = (TimeSpan.Zero, 0);
                Use = LineUse.Over;
            }
        }
        else
        {
            (overFor, overCount) = (null, 0);
            Use = trend < -Threshold ? LineUse.Under : LineUse.Normal;
        }

        lastTrend = trend;
        Adapt(Math.Abs(trend), now);
    }

    private void Adapt(double trend, Timestamp now)
    {
        var step = now - (adapted ?? now);
        adapted = now;
        if (trend > Threshold + Spike) return;
        if (step > LongestStep) step = LongestStep;
        var gain = trend < Threshold ? Fall : Rise;
        Threshold = Math.Clamp(Threshold + gain * (trend - Threshold) * step.TotalMilliseconds, Lowest, Highest);
    }
}
