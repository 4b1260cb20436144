namespace MeetingHub.Media.Congestion;

/// <summary>
/// Moves the estimate by what the delay says: up by 8 % a second while nothing is known, by about a packet a round trip near the capacity
/// that was met before, down to 85 % of what arrived (draft-ietf-rmcat-gcc-02 section 5.5; parameters in media.md 3.8).
/// </summary>
internal sealed class AimdControl(long start)
{
    private const double Beta = 0.85;
    private const long BelowCapacity = 5_000;
    private const double GrowthPerSecond = 0.08;
    private const long LeastGrowth = 1_000;
    private const double AheadOfTraffic = 1.5;
    private const long AheadOfTrafficBits = 10_000;
    private const double PacketBits = 1200 * 8;
    private const double LeastAdditivePerSecond = 4_000;

    /// <summary>
    /// After such a jump frames come in longer bursts, which looks like a queue, and what arrives is still measured from before it.
    /// </summary>
    private const double LargeJump = 1.3;
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(300);

    private static readonly TimeSpan ResponseTime = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan ShortestFurther = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestFurther = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestStep = TimeSpan.FromSeconds(1);

    private LinkCapacity capacity;
    private Timestamp? changed;
    private Timestamp? decreased;
    private Timestamp? probed;
    private bool isIncreasing = true;

    public long BitsPerSecond { get; private set; } = start;

    /// <summary>Whether a further drop is due: the last one has had the time to show.</summary>
    public bool MayDecrease(long? acked, TimeSpan roundTrip, Timestamp now)
    {
        if (probed is { } jump && now - jump < Settling + roundTrip) return false;
        if (decreased is not { } last) return true;
        var wait = roundTrip < ShortestFurther ? ShortestFurther : roundTrip > LongestFurther ? LongestFurther : roundTrip;
        if (now - last >= wait) return true;
        return acked < BitsPerSecond / 2;
    }

    /// <summary>Sets the estimate to what a probe measured.</summary>
    public void Probed(long measured, Timestamp now)
    {
        if (measured > BitsPerSecond * LargeJump) probed = now;
        capacity.Probed(measured);
        (BitsPerSecond, changed, isIncreasing) = (measured, now, true);
    }

    /// <param name="acked">What arrives; null while too little does to tell.</param>
    public void Update(LineUse use, long? acked, TimeSpan roundTrip, Timestamp now)
    {
        switch (use)
        {
            case LineUse.Over when acked is { } passing:
                Decrease(passing, now);
                break;
            case LineUse.Over:
                // Nothing is known of what passes, and nothing is learned of the line.
                (decreased, changed, isIncreasing) = (now, now, false);
                BitsPerSecond /= 2;
                break;
            case LineUse.Under:
                isIncreasing = false;
                break;
            case LineUse.Normal when !isIncreasing:
                (isIncreasing, changed) = (true, now);
                break;
            case LineUse.Normal when acked is { } arriving:
                Increase(arriving, roundTrip, now);
                break;
            case LineUse.Normal:
                break;
        }
    }

    private void Increase(long acked, TimeSpan roundTrip, Timestamp now)
    {
        var step = now - (changed ?? now);
        changed = now;
        if (step > LongestStep) step = LongestStep;
        // A sender that uses less than the estimate learns nothing of the rest: the estimate must not run away from it.
        var limit = (long)(acked * AheadOfTraffic) + AheadOfTrafficBits;
        if (BitsPerSecond >= limit) return;
        if (acked > capacity.Upper) capacity.Forget();
        var growth = capacity.IsKnown
            ? Math.Max(LeastAdditivePerSecond, PacketBits / (2 * (roundTrip + ResponseTime).TotalSeconds)) * step.TotalSeconds
            : Math.Max(LeastGrowth, BitsPerSecond * (Math.Pow(1 + GrowthPerSecond, step.TotalSeconds) - 1));
        BitsPerSecond = Math.Min(limit, BitsPerSecond + (long)growth);
    }

    private void Decrease(long acked, Timestamp now)
    {
        (decreased, changed, isIncreasing) = (now, now, false);
        var reduced = (long)(acked * Beta);
        if (reduced > BelowCapacity) reduced -= BelowCapacity;
        if (reduced > BitsPerSecond && capacity.IsKnown) reduced = (long)(capacity.Middle * Beta);
        if (acked < capacity.Lower) capacity.Forget();
        capacity.Met(acked);
        if (reduced < BitsPerSecond) BitsPerSecond = reduced;
    }

    /// <summary>At what rates the queue grew before; its width is three deviations.</summary>
    private struct LinkCapacity
    {
        private const double Weight = 0.05;
        private const double ProbeWeight = 0.5;
        private const double LeastDeviation = 0.4;
        private const double MostDeviation = 2.5;

        // kbit/s; 0 while nothing is known.
        private double kilobits;
        private double deviation;

        public readonly bool IsKnown => kilobits > 0;

        public readonly double Middle => kilobits * 1000;

        public readonly double Upper => IsKnown ? (kilobits + Width) * 1000 : double.PositiveInfinity;

        public readonly double Lower => IsKnown ? Math.Max(0, kilobits - Width) * 1000 : 0;

        private readonly double Width => 3 * Math.Sqrt(deviation * kilobits);

        public void Forget() => kilobits = 0;

        public void Met(long bits) => Weigh(bits, Weight);

        public void Probed(long bits) => Weigh(bits, ProbeWeight);

        private void Weigh(long bits, double weight)
        {
            var sample = Math.Max(1, bits / 1000.0);
            if (kilobits == 0) deviation = LeastDeviation;
            kilobits = kilobits == 0 ? sample : (1 - weight) * kilobits + weight * sample;
            var error = kilobits - sample;
            deviation = (1 - weight) * deviation + weight * error * error / Math.Max(kilobits, 1);
            deviation = Math.Clamp(deviation, LeastDeviation, MostDeviation);
        }
    }
}
