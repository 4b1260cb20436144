namespace MeetingHub.Media.Congestion;

/// <summary>At what rate the packets of one probe were sent and arrived (libwebrtc's ProbeBitrateEstimator, media.md 3.8).</summary>
internal struct ProbeMeasure
{
    /// <summary>Arriving slower than this share of the sending rate means that the probe filled the line.</summary>
    private const double Unsaturated = 0.9;

    /// <summary>What is taken of a line that the probe filled.</summary>
    private const double Saturated = 0.95;

    private const double LeastArrived = 0.8;
    private const double MostStretch = 2.0;
    private static readonly TimeSpan LongestInterval = TimeSpan.FromSeconds(1);

    private Timestamp firstSent;
    private Timestamp lastSent;
    private int lastSentSize;
    private long firstArrived;
    private long lastArrived;
    private int firstArrivedSize;
    private int packets;
    private long bytes;
    private int lost;

    /// <param name="arrived">Microseconds on the receiver's clock.</param>
    public void Add(Timestamp sent, long arrived, int size)
    {
        if (packets == 0) (firstSent, lastSent, lastSentSize) = (sent, sent, size);
        if (packets == 0) (firstArrived, lastArrived, firstArrivedSize) = (arrived, arrived, size);
        if (sent < firstSent) firstSent = sent;
        if (sent > lastSent) (lastSent, lastSentSize) = (sent, size);
        if (arrived < firstArrived) (firstArrived, firstArrivedSize) = (arrived, size);
        if (arrived > lastArrived) lastArrived = arrived;
        packets++;
        bytes += size;
    }

    /// <summary>A packet was reported as missing.</summary>
    public void AddLost() => lost++;

    /// <summary>Whether the reports say that most of it was lost: it did not fit. Less than that may be the line's own losses.</summary>
    /// <param name="sentPackets">Of the whole probe.</param>
    public readonly bool WasLost(int sentPackets) => 2 * lost > sentPackets;

    /// <param name="sentPackets">Of the whole probe.</param>
    /// <param name="sentBytes">Of the whole probe.</param>
    /// <returns>Bits a second; null while too little arrived, or it arrived in a way that says nothing.</returns>
    public readonly long? Rate(int sentPackets, long sentBytes)
    {
        if (packets < sentPackets * LeastArrived || bytes < sentBytes * LeastArrived) return null;
        var sending = lastSent - firstSent;
        var arriving = TimeSpan.FromMicroseconds(lastArrived - firstArrived);
        if (sending <= TimeSpan.Zero || arriving <= TimeSpan.Zero || sending > LongestInterval || arriving > LongestInterval) return null;
        var sent = (bytes - lastSentSize) * 8 / sending.TotalSeconds;
        var arrived = (bytes - firstArrivedSize) * 8 / arriving.TotalSeconds;
        // Faster out than in is a queue that let go somewhere, not a line of that width.
        if (arrived > sent * MostStretch) return null;
        return (long)(arrived < Unsaturated * sent ? Saturated * arrived : Math.Min(sent, arrived));
    }
}
