namespace MeetingHub.Media.Congestion;

/// <summary>
/// A limit for the estimate from losses: up to 2 % it rises, beyond 10 % it falls by half the loss (draft-ietf-rmcat-gcc-02
/// section 6). Some lines lose packets however little is sent: the least loss of the last ten seconds is the line's own and counts for nothing, or such a
/// line would be sent next to nothing for ever.
/// </summary>
internal sealed class LossControl
{
    private const double Harmless = 0.02;
    private const double Harmful = 0.10;

    /// <summary>Beyond it the line has become a fraction of what it was, and small steps would take seconds.</summary>
    private const double Flood = 0.3;
    private const double GrowthPerSecond = 0.08;
    private const long LeastGrowth = 1_000;

    /// <summary>Fewer packets say nothing.</summary>
    private const int LeastPackets = 20;

    private const int Seconds = 10;
    private const int LeastPacketsInSecond = 40;

    private static readonly TimeSpan DecreaseInterval = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan LongestStep = TimeSpan.FromSeconds(1);

    private readonly double[] seconds = new double[Seconds];
    private int secondsKnown;
    private Timestamp? secondEnds;
    private int secondArrived;
    private int secondLost;
    private int arrived;
    private int lost;
    private Timestamp? changed;
    private Timestamp? decreased;

    /// <summary>Bits a second; null while losses limit nothing.</summary>
    public long? Limit { get; private set; }

    /// <summary>Share of packets lost lately, 0 to 1.</summary>
    public double Loss { get; private set; }

    /// <summary>What the line loses whatever is sent; 0 until it was watched for ten seconds.</summary>
    public double Inherent { get; private set; }

    /// <param name="lost">Negative when packets that were called lost came after all.</param>
    public void Add(int arrived, int lost, Timestamp now)
    {
        this.arrived += arrived;
        this.lost += lost;
        secondArrived += arrived;
        secondLost += lost;
        secondEnds ??= now + LongestStep;
        if (now < secondEnds) return;
        secondEnds = now + LongestStep;
        if (secondArrived + secondLost >= LeastPacketsInSecond) Learn(Share(secondArrived, secondLost));
        (secondArrived, secondLost) = (0, 0);
    }

    /// <summary>Moves the limit by what was counted since the last time.</summary>
    /// <param name="estimate">Without this limit.</param>
    /// <param name="acked">What arrives; null while it is not known.</param>
    public void Update(long estimate, long? acked, TimeSpan roundTrip, Timestamp now)
    {
        if (arrived + lost < LeastPackets) return;
        // Half of what was before: one window of twenty packets says too little of a line that loses every tenth.
        Loss = (Loss + Share(arrived, lost)) / 2;
        (arrived, lost) = (0, 0);
        var step = now - (changed ?? now);
        changed = now;
        if (Loss > Inherent + Harmful)
        {
            if (decreased is { } last && now - last < DecreaseInterval + roundTrip) return;
            decreased = now;
            var excess = Loss - Inherent;
            Limit = (long)(Math.Min(Limit ?? estimate, estimate) * (1 - excess / 2));
            if (excess > Flood && acked < Limit) Limit = acked;
        }
        else if (Limit is { } limit && Loss <= Inherent + Harmless)
        {
            if (step > LongestStep) step = LongestStep;
            limit += Math.Max(LeastGrowth, (long)(limit * (Math.Pow(1 + GrowthPerSecond, step.TotalSeconds) - 1)));
            Limit = limit > 2 * estimate ? null : limit;
        }
    }

    /// <summary>A probe came through at this rate without more loss than the line's own.</summary>
    public void Probed(long measured)
    {
        if (Limit < measured) Limit = measured;
    }

    private static double Share(int arrived, int lost) => arrived + lost <= 0 ? 0 : Math.Clamp((double)lost / (arrived + lost), 0, 1);

    private void Learn(double share)
    {
        seconds[secondsKnown++ % Seconds] = share;
        if (secondsKnown < Seconds) return;
        Inherent = 1;
        foreach (var one in seconds) Inherent = Math.Min(Inherent, one);
    }
}
