namespace MeetingHub.Media.Congestion;

/// <summary>
/// Finds out whether the line is wider than what is sent shows: for 15 ms it is filled up to a rate, and how that arrives is measured.
/// Only when somebody wants more than the estimate; a server forwards what there is and nearly always sends less than it could.
/// </summary>
internal sealed class Prober
{
    public const int LeastPackets = 5;
    public static readonly TimeSpan Length = TimeSpan.FromMilliseconds(15);

    private const int SmallestPacket = 250;
    private const int LargestPacket = 1200;
    private const double LeastLength = 0.8;
    private const double FirstStep = 3;
    private const double Step = 2;

    /// <summary>A result of at least this share of the aim is followed by a further step at once.</summary>
    private const double Promising = 0.7;

    /// <summary>A drop to less than this is perhaps one of a moment.</summary>
    private const double LargeDrop = 0.66;
    private const double AfterDrop = 0.85;

    /// <summary>So much more than what is wanted, so that the result reaches it.</summary>
    private const double Margin = 1.1;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <summary>After one failure alone: on a line with losses that may have been chance.</summary>
    private static readonly TimeSpan SecondTry = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan AfterDropDelay = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ResultLimit = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan SendingLimit = TimeSpan.FromMilliseconds(200);

    private byte cluster;
    private bool hasProbed;
    private bool goesOn;
    private int failures;
    private long aim;
    private long beforeDrop;
    private Timestamp? next;
    private Timestamp started;
    private Timestamp? ended;
    private long bytesBefore;
    private long numberBefore;
    private int packets;
    private long bytes;
    private ProbeMeasure measure;

    /// <summary>Packets are being sent for a probe.</summary>
    public bool IsSending { get; private set; }

    /// <summary>Sent, and the result is not known yet.</summary>
    public bool IsAwaiting => ended is not null;

    /// <summary>When <see cref="Consider"/> or <see cref="BytesDue"/> has something to do; null while only a want changes that.</summary>
    public Timestamp? Deadline { get; private set; }

    /// <summary>Probes sent so far.</summary>
    public int Probes { get; private set; }

    /// <summary>The rate of the probe under way or of the last one, bits a second.</summary>
    public long Aim => aim;

    /// <summary>Such that five make a probe.</summary>
    public int PacketBytes => (int)Math.Clamp(aim / 8 * Length.TotalSeconds / LeastPackets, SmallestPacket, LargestPacket);

    /// <summary>Begins a probe if one is due.</summary>
    /// <param name="wanted">What could be used at once if the line bore it; no more is probed for.</param>
    /// <param name="isCalm">False while the line shows congestion.</param>
    public void Consider(SentPackets sent, long estimate, long wanted, bool isCalm, Timestamp now)
    {
        if (IsSending) return;
        if (ended is { } end)
        {
            Deadline = end + ResultLimit;
            if (now < Deadline) return;
            // Most of it was lost: the line does not bear this much.
            Finish(succeeded: false, now);
        }

        Deadline = null;
        if (wanted <= estimate) return;
        Deadline = next is { } at && at > now ? at : now;
        if (Deadline > now) return;
        if (!isCalm)
        {
            Deadline = next = now + Length;
            return;
        }

        Begin(sent, estimate, wanted, now);
    }

    /// <summary>How many bytes are to be sent now to keep the rate; ends the probe when all were.</summary>
    public int BytesDue(SentPackets sent, Timestamp now)
    {
        if (!IsSending) return 0;
        var elapsed = now - started;
        var total = (long)(aim / 8 * Length.TotalSeconds);
        var done = sent.Bytes - bytesBefore;
        // Media may have burst into it: a rate is measured over time, so the last packet must be late enough.
        var isLong = done > 0 && sent.LastSent - started >= Length * LeastLength;
        if ((isLong && done >= total && sent.Next - numberBefore >= LeastPackets) || elapsed > SendingLimit)
        {
            EndSending(sent, now);
            return 0;
        }

        if (!isLong && elapsed >= Length) return 1;
        // The first packet at once, each other when the rate has room for it.
        var due = (long)(aim / 8 * elapsed.TotalSeconds) + 1 - done;
        if (due > 0) return (int)Math.Min(due, int.MaxValue);
        var free = TimeSpan.FromSeconds((1 - due) * 8.0 / aim) + TimeSpan.FromMicroseconds(1);
        var end = started + Length;
        Deadline = now < end ? Timestamp.Earlier(now + free, end) : now + free;
        return 0;
    }

    /// <summary>There is nothing to probe with.</summary>
    public void GiveUp(SentPackets sent, Timestamp now)
    {
        if (!IsSending) return;
        (IsSending, sent.Cluster) = (false, 0);
        Deadline = next = now + Interval;
    }

    /// <summary>A packet of a probe arrived.</summary>
    public void Arrived(in SentPacket packet, long at)
    {
        if (packet.Cluster == cluster) measure.Add(packet.At, at, packet.Size);
    }

    /// <returns>What the probe measured, once; null while it is not known or says nothing.</returns>
    public long? TakeResult(Timestamp now)
    {
        if (ended is null || measure.Rate(packets, bytes) is not { } rate) return null;
        Finish(rate > Promising * aim, now);
        return rate;
    }

    /// <summary>The estimate went down.</summary>
    public void Dropped(long from, long to, Timestamp now)
    {
        if (to >= from * LargeDrop || from <= beforeDrop) return;
        beforeDrop = from;
        next = now + AfterDropDelay;
    }

    private void Begin(SentPackets sent, long estimate, long wanted, Timestamp now)
    {
        var step = hasProbed ? Step : FirstStep;
        var target = beforeDrop * AfterDrop > estimate && !goesOn ? beforeDrop * AfterDrop : step * estimate;
        aim = (long)Math.Min(target, wanted * Margin);
        (hasProbed, goesOn, beforeDrop) = (true, false, 0);
        cluster = cluster == byte.MaxValue ? (byte)1 : (byte)(cluster + 1);
        sent.Cluster = cluster;
        (started, bytesBefore, numberBefore) = (now, sent.Bytes, sent.Next);
        measure = default;
        IsSending = true;
        Deadline = now;
        Probes++;
    }

    private void EndSending(SentPackets sent, Timestamp now)
    {
        (IsSending, sent.Cluster, ended) = (false, 0, now);
        (packets, bytes) = ((int)(sent.Next - numberBefore), sent.Bytes - bytesBefore);
        Deadline = now + ResultLimit;
    }

    private void Finish(bool succeeded, Timestamp now)
    {
        ended = null;
        goesOn = succeeded;
        failures = succeeded ? 0 : failures + 1;
        next = succeeded ? now : now + (failures == 1 ? SecondTry : Interval);
        Deadline = next;
    }
}
