using System.Buffers.Binary;
using MeetingHub.Media.Allocation;
using MeetingHub.Media.Forwarding;
using MeetingHub.Media.Hosting;
using MeetingHub.Media.Sdp;
using MeetingHub.Media.Srtp;

namespace MeetingHub.Media.Rooms;

/// <summary>
/// One browser connection in one room: hand in datagrams and time; what is to be sent lands in the batch, and the wake-up says when
/// to call <see cref="Tick"/>.
/// </summary>
internal sealed class Peer : ITicking
{
    /// <summary>libwebrtc checks one of its addresses every 48 ms while it looks for the best.</summary>
    private const int CheckBudget = 100;

    /// <summary>A flight has three datagrams and is repeated after 50 ms at the soonest; afterwards there is one goodbye.</summary>
    private const int HandshakeBudget = 100;

    private readonly ServerClock clock;
    private readonly IngressLimit ingress;
    private readonly RateRequest rate;
    private Budget checks;
    private Budget handshake;

    public Peer(
        Room room, PeerKey key, ParticipantKey participant, PeerTransport transport, Wakeup wakeup, ServerClock clock, Entropy entropy,
        int maxKbps, Timestamp now)
    {
        this.clock = clock;
        ingress = new IngressLimit(maxKbps);
        rate = new RateRequest(ingress.BitsPerSecond);
        Room = room;
        Key = key;
        Participant = participant;
        Transport = transport;
        Wakeup = wakeup;
        SessionId = entropy.UInt63();
        Drops = new DropCounters();
        Publisher = new Publisher(room, transport.Egress, wakeup, Drops, localSsrc: 1);
        Subscriber = new Subscriber(now);
        Downlink = new Downlink(Subscriber, transport.Egress);
        Control = new PeerControl(this, clock);
    }

    public Room Room { get; }

    public PeerKey Key { get; }

    public ParticipantKey Participant { get; }

    public PeerTransport Transport { get; }

    public Wakeup Wakeup { get; }

    public DropCounters Drops { get; }

    public Publisher Publisher { get; }

    public Subscriber Subscriber { get; }

    public Downlink Downlink { get; }

    public PeerControl Control { get; }

    /// <summary>Voices are to be made smaller for this browser's line.</summary>
    public bool IsNarrow => Control.IsNarrow;

    public PeerLine Line { get; } = new();

    /// <summary>Of its handshake, at the gate.</summary>
    public int WaitingBytes { get; set; }

    /// <summary>When anything came from its address, or an authenticated check.</summary>
    public Timestamp LastHeard { get; private set; }

    public void ShowLife(Timestamp now) => LastHeard = now;

    public bool IsConnected => Transport.IsConnected;

    public long PacketsIn { get; private set; }

    public long BytesIn { get; private set; }

    /// <summary>For the answer's o= line.</summary>
    public ulong SessionId { get; }

    /// <summary>What was negotiated so far, by place in the offer.</summary>
    public List<NegotiatedLine> Lines { get; } = [];

    /// <summary>Our fragments that checks for this peer may name; the last is the one in force.</summary>
    public List<string> Fragments { get; } = [];

    /// <summary>Fragment of the browser's ICE credentials; another one in a later offer is an ICE restart.</summary>
    public string RemoteFragment { get; set; } = "";

    public int AnswerVersion { get; set; }

    /// <summary>Takes a datagram from the browser; it is opened in place.</summary>
    public void Handle(Span<byte> datagram, in RemoteAddress from, Timestamp now)
    {
        PacketsIn++;
        BytesIn += datagram.Length;
        LastHeard = now;
        switch (datagram[0])
        {
            case >= 20 and <= 63 when !handshake.Take(HandshakeBudget, now):
                Drops.Add(DropReason.HandshakeFlood);
                break;
            case >= 20 and <= 63 when IsConnected:
                Transport.HandleDtls(datagram, from, now);
                break;
            case >= 20 and <= 63:
                Transport.Gate.Take(this, datagram, from, now);
                break;
            case >= 128 and <= 191 when datagram.Length >= 12 && Transport.Ice.IsValid(from):
                // RFC 5761 section 4: with both on one port the second byte tells.
                if (datagram[1] is >= 192 and <= 223) Control.Handle(datagram, now);
                else HandleMedia(datagram, now);
                break;
            default:
                Drops.Add(DropReason.Malformed);
                break;
        }
    }

    /// <summary>Goes on with the handshake: for the gate alone, which sees to it that media comes first.</summary>
    public void Shake(ReadOnlySpan<byte> datagram, in RemoteAddress from, Timestamp now)
    {
        var wasConnected = IsConnected;
        Transport.HandleDtls(datagram, from, now);
        if (Transport.Closed is not null) Wakeup.Ask(now);
        else if (IsConnected && !wasConnected) Room.PeerConnected(this, now);
    }

    public void Tick(Timestamp now)
    {
        Wakeup.Reset();
        Transport.Tick(now);
        Publisher.Tick(Subscriber.RoundTrip, now);
        Subscriber.Tick(now);
        AskForRate(now);
        Estimate(now);
        if (Subscriber.TakeChanges(clock.At(now))) Room.Tell(Subscriber.Map(Room.Key, Key));
    }

    /// <summary>Whether a further check from an address of this peer is worth an answer.</summary>
    public bool MayCheck(Timestamp now) => checks.Take(CheckBudget, now);

    /// <summary>Sends what probes are due and sees to the next wake-up.</summary>
    private void Estimate(Timestamp now)
    {
        var estimator = Transport.Egress.Estimator;
        Room.LineMoved(this, now);
        estimator.Tick(now);
        while (estimator.ProbeBytesDue(now) > 0)
            if (!Subscriber.Probe(estimator.ProbePacketBytes, now)) estimator.GiveUpProbe(now);
        if (estimator.Deadline is { } deadline) Wakeup.Ask(deadline);
        if (Downlink.IsLimited) Wakeup.Ask(Downlink.NextReview);
    }

    private void HandleMedia(Span<byte> datagram, Timestamp now)
    {
        // The number of the stream is not proved yet; who lies about it has no more to send than who does not.
        var isSound = Publisher.IsSound(BinaryPrimitives.ReadUInt32BigEndian(datagram[8..]));
        if (!ingress.Takes(datagram.Length, isSound, now))
        {
            Refuse(ofRoom: false, now);
            return;
        }

        if (!Room.Ingress.Takes(datagram.Length, isSound, now))
        {
            Refuse(ofRoom: true, now);
            return;
        }

        var verdict = Transport.Open(datagram, isRtcp: false, now, out var length);
        if (verdict == SrtpVerdict.Accepted) Publisher.HandleRtp(datagram[..length], now);
        else Drops.Add(ReasonOf(verdict));
    }

    private void Refuse(bool ofRoom, Timestamp now)
    {
        Drops.Add(DropReason.OverRate);
        rate.Exceeded(ofRoom, now);
        Wakeup.Ask(rate.Deadline ?? now);
    }

    private void AskForRate(Timestamp now)
    {
        if (rate.Deadline is not { } due) return;
        if (now >= due && rate.Take(Room.IngressShare(), now) is > 0 and var bits) Publisher.AskForRate(bits);
        if (rate.Deadline is { } next) Wakeup.Ask(next);
    }

    internal static DropReason ReasonOf(SrtpVerdict verdict) => verdict switch
    {
        SrtpVerdict.Forged => DropReason.Forged,
        SrtpVerdict.Replayed => DropReason.Replayed,
        SrtpVerdict.TooManySources => DropReason.UnknownStream,
        SrtpVerdict.Malformed or SrtpVerdict.Accepted => DropReason.Malformed,
    };
}

/// <summary>A line of the offer as it was first answered; a slot stays the same slot for good.</summary>
internal sealed record NegotiatedLine(string Mid, LineMedia Media, AnsweredLine Answer);
