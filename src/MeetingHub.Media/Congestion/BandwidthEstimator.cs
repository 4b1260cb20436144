using MeetingHub.Media.Rtcp;

namespace MeetingHub.Media.Congestion;

/// <summary>
/// How many bits a second the way to one browser bears: Google Congestion Control (draft-ietf-rmcat-gcc-02 with libwebrtc's later
/// parameters, media.md 3.8) from the browser's transport-wide feedback. Everything that is sent takes a number here; feedback goes in, the
/// estimate comes out, and probes are asked for when more is wanted than is known to fit.
/// </summary>
internal sealed class BandwidthEstimator
{
    /// <summary>Where it starts: enough for voices and a small picture, and the first probe asks for three times as much.</summary>
    public const long Start = 300_000;

    /// <summary>Below it not even one voice passes, and one is always sent.</summary>
    public const long Least = 30_000;

    public const long Most = 50_000_000;

    /// <summary>Statuses of one message that are read: more than a browser's longest interval holds at <see cref="Most"/>.</summary>
    public const int MaxStatuses = 1024;

    private const double MostLenience = 0.25;

    /// <summary>IPv4 and UDP: with fifty small packets a second they are a fifth of a voice.</summary>
    private const int HeadersBelow = 28;

    private static readonly TimeSpan CalmAfterDrop = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan CalmWhileBusy = TimeSpan.FromSeconds(9);
    private static readonly TimeSpan GuessedRoundTrip = TimeSpan.FromMilliseconds(100);

    private readonly DelayEstimate delay = new(Start);
    private readonly LossControl losses = new();
    private readonly Prober prober = new();
    private long expected = -1;

    // Since the last silence; what was sent in it was lost on a broken way, and no number is the first while it lasts.
    private long firstHeard;
    private long remb;
    private long sending;
    private long reportedBytes;
    private Timestamp? reportedAt;
    private UnansweredPackets unanswered;
    private Timestamp? dropped;
    private TimeSpan? reported;
    private TimeSpan? heard;

    public SentPackets Sent { get; } = new();

    /// <summary>The estimate, for everything that is sent: media, retransmissions, probes, headers up to UDP.</summary>
    public long BitsPerSecond { get; private set; } = Most;

    /// <summary>
    /// For voices, and for pictures that would go altogether, which are best served by being sent even where some is lost: what the delay
    /// alone allows, unless so much is lost that the line must be full.
    /// </summary>
    public long Leniently(Timestamp now) =>
        HasFeedback && LossAt(now) <= MostLenience ? Math.Max(BitsPerSecond, delay.BitsPerSecond) : BitsPerSecond;

    /// <summary>What could be used at once if the line bore it; probes go no further.</summary>
    public long Wanted { get; set; }

    /// <summary>Whether the browser reports each packet; until it does, REMB and reports of loss must do.</summary>
    public bool HasFeedback { get; private set; }

    /// <summary>Whether it said that it would.</summary>
    public bool ExpectsFeedback { get; private set; }

    /// <summary>
    /// Much went out and no word came back: the way is broken, which a narrow line never is, and nothing can be said of its width until it
    /// is whole again.
    /// </summary>
    public bool IsSilent { get; private set; }

    /// <summary>Less is allowed for a moment, to see whether losses end.</summary>
    public bool IsTrying => losses.IsTrying;

    public LineUse Use => delay.Use;

    /// <summary>Share of packets lost lately, 0 to 1.</summary>
    public double Loss => losses.Loss;

    /// <summary>As <see cref="Loss"/>; 0 when nothing was heard for a while.</summary>
    public double LossAt(Timestamp now) => losses.LossAt(now);

    /// <summary>What arrives, bits a second; null before it is known.</summary>
    public long? Arriving => delay.Arriving;

    public bool IsProbing => prober.IsSending || prober.IsAwaiting;

    public int Probes => prober.Probes;

    /// <summary>Null until feedback or a report told it.</summary>
    public TimeSpan? RoundTrip => reported ?? heard;

    /// <summary>When <see cref="Tick"/> is to be called; null while only a packet or feedback can change anything.</summary>
    public Timestamp? Deadline
    {
        get
        {
            if (prober.Deadline is not { } probe) return unanswered.Deadline;
            return unanswered.Deadline is { } silence ? Timestamp.Earlier(silence, probe) : probe;
        }
    }

    /// <summary>The browser takes numbers on a line: from now on the estimate begins small and is measured.</summary>
    public void Expect()
    {
        if (ExpectsFeedback) return;
        ExpectsFeedback = true;
        BitsPerSecond = Start;
    }

    /// <summary>A packet has left under the next number.</summary>
    /// <param name="size">Bytes of the datagram.</param>
    /// <returns>Whether <see cref="Deadline"/> came nearer.</returns>
    public bool Count(int size, Timestamp now)
    {
        Sent.Add(size + HeadersBelow, now);
        return unanswered.Count(now);
    }

    /// <summary>Takes a transport-wide feedback message.</summary>
    /// <param name="control">Control information, see <see cref="Feedback.TryParse"/>.</param>
    /// <returns>False when it does not add up or speaks of packets that were never sent.</returns>
    public bool Hear(ReadOnlySpan<byte> control, Timestamp now)
    {
        Span<long> arrivals = stackalloc long[MaxStatuses];
        if (!TransportFeedback.TryRead(control, out var first, arrivals, out var count)) return false;
        Span<SentPacket> packets = stackalloc SentPacket[count];
        var begin = Sent.Locate(first);
        var arrivedCount = Settle(begin, arrivals[..count], packets, out var lostCount, now);
        if (arrivedCount < 0) return false;
        HasFeedback = true;
        unanswered = default;
        IsSilent = false;
        if (arrivedCount == 0 && lostCount == 0) return true;

        var order = arrivals[..arrivedCount];
        packets = packets[..arrivedCount];
        order.Sort(packets);
        delay.Follow(order, packets, BitsPerSecond, now);
        Notice(order, packets, now);
        losses.Add(arrivedCount, lostCount, now);
        Decide(begin, now);
        return true;
    }

    /// <summary>Takes the receiver's own estimate (REMB); used while there is no transport-wide feedback.</summary>
    public void HearRemb(long bitsPerSecond, Timestamp now)
    {
        remb = bitsPerSecond;
        if (!HasFeedback) Combine(now);
    }

    /// <summary>Takes what a receiver report says; its losses are used while there is no transport-wide feedback.</summary>
    /// <param name="bytesSent">All so far.</param>
    public void HearReport(int arrived, int lost, long bytesSent, Timestamp now)
    {
        if (HasFeedback) return;
        if (reportedAt is { } before && now > before) sending = (long)((bytesSent - reportedBytes) * 8 / (now - before).TotalSeconds);
        (reportedAt, reportedBytes) = (now, bytesSent);
        losses.Add(arrived, lost, now);
        Combine(now);
    }

    public void HearRoundTrip(TimeSpan smoothed) => reported = smoothed;

    /// <summary>Begins probes, and notices when packets go out and nothing is heard of them.</summary>
    public void Tick(Timestamp now)
    {
        if (now >= unanswered.Deadline)
        {
            if (!HasFeedback) GoUnmeasured(now);
            // The estimate stays: most often the way that comes back is the same, and what has become of it shows within half a second.
            else if (unanswered.AreMany) (IsSilent, firstHeard) = (true, long.MaxValue);
            unanswered = default;
        }

        prober.Consider(Sent, BitsPerSecond, ExpectsFeedback && !IsSilent ? Wanted : 0, IsCalm(now), now);
    }

    /// <summary>Bytes of probing to be sent now; ask again after each packet, until 0.</summary>
    public int ProbeBytesDue(Timestamp now) => prober.BytesDue(Sent, now);

    /// <summary>A good size for the packets of the probe under way: large ones on a wide line, and five are never too much.</summary>
    public int ProbePacketBytes => prober.PacketBytes;

    /// <summary>There is nothing that could be sent as a probe.</summary>
    public void GiveUpProbe(Timestamp now) => prober.GiveUp(Sent, now);

    /// <summary>Looks up each status, and puts the arrived ones to the front of both spans.</summary>
    /// <returns>How many arrived for the first time; −1 when the message speaks of packets that were never sent.</returns>
    private int Settle(long first, Span<long> arrivals, Span<SentPacket> packets, out int lost, Timestamp now)
    {
        lost = 0;
        if (first + arrivals.Length > Sent.Next) return -1;
        // A message that was lost leaves a hole: what arrives after it must not look like a slower line.
        if (expected >= 0 && first > expected) delay.Interrupt();
        expected = Math.Max(expected, first + arrivals.Length);
        var arrived = 0;
        for (var i = 0; i < arrivals.Length; i++)
        {
            var isThere = arrivals[i] != TransportFeedback.Missing;
            if (isThere && firstHeard == long.MaxValue) firstHeard = first + i;
            if (!Sent.TrySettle(first + i, isThere ? Delivery.Arrived : Delivery.Lost, now, out var packet)) continue;
            if (isThere && packet.Before != Delivery.Arrived)
            {
                if (packet.Before == Delivery.Lost && first + i >= firstHeard) lost--;
                arrivals[arrived] = arrivals[i];
                packets[arrived++] = packet;
            }
            else if (!isThere && packet.Before == Delivery.Unknown && first + i >= firstHeard)
            {
                lost++;
                if (packet.Cluster != 0) prober.Lost(packet);
            }
        }

        return arrived;
    }

    /// <summary>Probes among what arrived, and how long it took.</summary>
    private void Notice(ReadOnlySpan<long> arrivals, ReadOnlySpan<SentPacket> packets, Timestamp now)
    {
        for (var i = 0; i < arrivals.Length; i++)
            if (packets[i].Cluster != 0) prober.Arrived(packets[i], arrivals[i]);
        if (packets.Length == 0) return;
        var way = now - packets[^1].At;
        heard = heard is { } known ? known * 0.875 + way * 0.125 : way;
    }

    private void Decide(long heardUpTo, Timestamp now)
    {
        var roundTrip = RoundTrip ?? GuessedRoundTrip;
        var before = BitsPerSecond;
        if (prober.TakeResult(heardUpTo, now) is { } rate && rate > BitsPerSecond && delay.Use != LineUse.Over)
        {
            // Losses may hold the estimate below what the delay allows: a probe then lifts that limit only.
            delay.Probed(rate, now);
            losses.Probed(rate);
        }
        else if (delay.Decide(BitsPerSecond, roundTrip, now))
        {
            dropped = now;
        }

        Combine(now);
        // A line that holds back what was sent has become narrower, and the next probe would only stand in its queue.
        if (BitsPerSecond < before && !delay.IsHeldBack) prober.Dropped(before, BitsPerSecond, now);
        prober.Consider(Sent, BitsPerSecond, Wanted, IsCalm(now), now);
    }

    private void Combine(Timestamp now)
    {
        var byDelay = HasFeedback ? delay.BitsPerSecond : remb > 0 ? remb : ExpectsFeedback ? Start : Most;
        // Without a measure the limit begins at what is sent.
        var inUse = HasFeedback || sending == 0 ? byDelay : Math.Min(byDelay, sending);
        losses.Update(inUse, delay.Latest, RoundTrip ?? GuessedRoundTrip, now);
        BitsPerSecond = Math.Clamp(Math.Min(byDelay, losses.Limit ?? Most), Least, Most);
    }

    /// <summary>It said that it would report and does not: what it gets is limited by its losses alone.</summary>
    private void GoUnmeasured(Timestamp now)
    {
        ExpectsFeedback = false;
        Combine(now);
    }

    /// <summary>
    /// Whether a probe may be sent. Traffic that fills the estimate finds what is free by growing; only when nothing has stopped it for a
    /// while has the line become much wider. Probing on would take what others on the same line use.
    /// </summary>
    private bool IsCalm(Timestamp now)
    {
        if (losses.IsTrying || delay.IsFilling(now)) return false;
        return dropped is not { } at || now - at >= (delay.IsIdle(BitsPerSecond, now) || prober.IsRecovering ? CalmAfterDrop : CalmWhileBusy);
    }
}
