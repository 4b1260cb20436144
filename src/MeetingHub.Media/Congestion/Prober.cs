namespace MeetingHub.Media.Congestion;

/// <summary>
/// Finds out whether the line is wider than what is sent shows: for 15 ms it is filled up to a rate, and how that arrives is measured.
/// Only when somebody wants more than the estimate; a server forwards what there is and nearly always sends less than it could.
/// </summary>
internal sealed class Prober
{
    public const int LeastPackets = 5;

    /// <summary>Probes in a row that may say nothing before that counts as a failure.</summary>
    private const int MostUnclear = 3;

    private static readonly TimeSpan ShortLength = TimeSpan.FromMilliseconds(15);

    /// <summary>
    /// Of one that follows another that said nothing: radio hands packets over in clumps, and a probe shorter than the clumps are apart
    /// comes out faster than it went in.
    /// </summary>
    private static readonly TimeSpan LongLength = TimeSpan.FromMilliseconds(50);

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
    private static readonly TimeSpan AfterDropDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AfterUnclear = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan ResultLimit = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan SendingLimit = TimeSpan.FromMilliseconds(200);

    private byte cluster;
    private bool hasProbed;
    private bool goesOn;
    private int failures;
    private int unclear;
    private long aim;
    private long beforeDrop;
    private Timestamp? next;
    private Timestamp started;
    private Timestamp? ended;
    private long bytesBefore;
    private long numberBefore;
    private long numberAfter;
    private int packets;
    private long bytes;
    private ProbeMeasure measure;

    /// <summary>Packets are being sent for a probe.</summary>
    public bool IsSending { get; private set; }

    /// <summary>Sent, and the result is not known yet.</summary>
    public bool IsAwaiting => ended is not null;

    /// <summary>The estimate fell much, and no probe has looked since whether it was only for a moment.</summary>
    public bool IsRecovering => beforeDrop > 0;

    /// <summary>When <see cref="Consider"/> or <see cref="BytesDue"/> has something to do; null while only a want changes that.</summary>
    public Timestamp? Deadline { get; private set; }

    /// <summary>Probes sent so far.</summary>
    public int Probes { get; private set; }

    /// <summary>The rate of the probe under way or of the last one, bits a second.</summary>
    public long Aim => aim;

    /// <summary>Such that five make a probe.</summary>
    public int PacketBytes => (int)Math.Clamp(aim / 8 * ShortLength.TotalSeconds / LeastPackets, SmallestPacket, LargestPacket);

    private TimeSpan Length => unclear > 0 ? LongLength : ShortLength;

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
            Finish(ProbeOutcome.Unclear, now);
        }

        Deadline = null;
        if (wanted <= estimate) return;
        Deadline = next is { } at && at > now ? at : now;
        if (Deadline > now) return;
        if (!isCalm)
        {
            Deadline = next = now + ShortLength;
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

    /// <summary>A packet of a probe was reported as missing.</summary>
    public void Lost(in SentPacket packet)
    {
        if (packet.Cluster == cluster) measure.AddLost();
    }

    /// <param name="heard">Up to this number, of those that <see cref="SentPackets"/> counts, everything was reported that ever will be.</param>
    /// <returns>What the probe measured, once; null while it is not known or says nothing.</returns>
    public long? TakeResult(long heard, Timestamp now)
    {
        if (ended is null) return null;
        if (measure.Rate(packets, bytes) is { } rate)
        {
            Finish(rate > Promising * aim ? ProbeOutcome.Passed : ProbeOutcome.Failed, now);
            return rate;
        }

        if (measure.WasLost(packets)) Finish(ProbeOutcome.Failed, now);
        else if (heard >= numberAfter) Finish(ProbeOutcome.Unclear, now);
        return null;
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
        (hasProbed, goesOn) = (true, false);
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
        numberAfter = sent.Next;
        (packets, bytes) = ((int)(numberAfter - numberBefore), sent.Bytes - bytesBefore);
        Deadline = now + ResultLimit;
    }

    private void Finish(ProbeOutcome outcome, Timestamp now)
    {
        ended = null;
        unclear = outcome == ProbeOutcome.Unclear ? unclear + 1 : 0;
        if (unclear > MostUnclear) (outcome, unclear) = (ProbeOutcome.Failed, 0);
        goesOn = outcome == ProbeOutcome.Passed;
        if (outcome != ProbeOutcome.Unclear) beforeDrop = 0;
        failures = outcome switch { ProbeOutcome.Passed => 0, ProbeOutcome.Unclear => failures, _ => failures + 1 };
        Deadline = next = outcome switch
        {
            ProbeOutcome.Passed => now,
            ProbeOutcome.Unclear => now + AfterUnclear,
            _ => now + (failures == 1 ? SecondTry : Interval),
        };
    }
}
