namespace MeetingHub.Media.Congestion;

/// <summary>
/// What the times of arrival say of a line: what comes through, whether its queue grows, and the estimate that follows from both
/// (draft-ietf-rmcat-gcc-02 section 5). Probes fill the queue on purpose and have a measure of their own: only their bytes count here.
/// </summary>
/// <param name="start">Bits a second, until anything is known.</param>
internal sealed class DelayEstimate(long start)
{
    /// <summary>Traffic below this share of the estimate says nothing of what else would fit.</summary>
    private const double Idle = 0.65;

    /// <summary>A queue that nothing was sent into for so long is empty.</summary>
    private static readonly TimeSpan Emptying = TimeSpan.FromSeconds(1);

    private readonly AckedRate acked = new();
    private readonly Trendline trend = new();
    private readonly AimdControl aimd = new(start);
    private ArrivalGroups groups;
    private OveruseDetector detector = new();
    private Timestamp compared;
    private Timestamp arrivedAt;
    private bool isCompared;

    public long BitsPerSecond => aimd.BitsPerSecond;

    public LineUse Use => detector.Use;

    /// <summary>What arrives, bits a second; null before it is known.</summary>
    public long? Arriving => acked.BitsPerSecond;

    /// <summary>Of the last moment alone.</summary>
    public long? Latest => acked.Latest;

    /// <summary>The line holds back what was sent: it has become narrower.</summary>
    public bool IsHeldBack => acked.IsHeldBack;

    /// <summary>Whether the queue grew when it was last looked at, which is not long ago.</summary>
    public bool IsFilling(Timestamp now) => detector.Use == LineUse.Over && now - compared < Emptying;

    /// <param name="estimate">Of the line, all things considered.</param>
    public bool IsIdle(long estimate, Timestamp now) => acked.BitsPerSecond < Idle * estimate || now - arrivedAt >= Emptying;

    /// <summary>What arrived from here to the next packet is not known.</summary>
    public void Interrupt() => acked.Interrupt();

    /// <summary>Takes packets in the order of their arrival.</summary>
    /// <param name="arrivals">Microseconds on the receiver's clock.</param>
    /// <param name="estimate">As in <see cref="IsIdle"/>.</param>
    public void Follow(ReadOnlySpan<long> arrivals, ReadOnlySpan<SentPacket> packets, long estimate, Timestamp now)
    {
        var isIdle = IsIdle(estimate, now);
        isCompared = false;
        for (var i = 0; i < arrivals.Length; i++)
        {
            var packet = packets[i];
            acked.Add(packet.At, arrivals[i], packet.Size, isIdle);
            if (packet.Cluster != 0 || !groups.Add(packet.At, arrivals[i], now, out var delta)) continue;
            trend.Add(delta, arrivals[i]);
            if (trend.HasValue) detector.Update(trend.Value, delta.Sent, now);
            isCompared = true;
            compared = now;
        }

        if (packets.Length > 0) arrivedAt = now;
    }

    /// <summary>Moves the estimate by what was followed last.</summary>
    /// <param name="estimate">As in <see cref="IsIdle"/>.</param>
    /// <returns>Whether a growing queue was answered by going down.</returns>
    public bool Decide(long estimate, TimeSpan roundTrip, Timestamp now)
    {
        if (detector.Use != LineUse.Over)
        {
            aimd.Update(detector.Use, acked.BitsPerSecond, roundTrip, now);
            return false;
        }

        var passing = Passing(estimate);
        if (!isCompared || !aimd.MayDecrease(passing, roundTrip, now)) return false;
        aimd.Update(LineUse.Over, passing, roundTrip, now);
        return true;
    }

    /// <summary>A probe came through at this rate.</summary>
    public void Probed(long rate, Timestamp now)
    {
        if (rate > aimd.BitsPerSecond) aimd.Probed(rate, now);
        acked.ExpectChange();
    }

    /// <summary>
    /// What the line passes while its queue grows: what arrives, and in a burst of frames the last window rather than the average. Where a
    /// line has lost more than half of its width the smoothed rate would take a second to say so, and all that is sent in that second stands
    /// in the queue.
    /// </summary>
    private long? Passing(long estimate)
    {
        var hasCollapsed = acked.IsHeldBack && acked.Latest < estimate / 2;
        return hasCollapsed || acked.Latest > acked.BitsPerSecond ? acked.Latest : acked.BitsPerSecond;
    }
}
