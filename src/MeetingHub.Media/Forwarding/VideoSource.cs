using MeetingHub.Media.Rooms;
using MeetingHub.Media.Rtcp;
using MeetingHub.Media.Rtp;

namespace MeetingHub.Media.Forwarding;

/// <summary>A camera or a screen: numbers its frames, keeps its last packets, asks for what is missing, and serves its slots.</summary>
internal sealed class VideoSource(string mid, SourceKind kind, PeerKey peer, ParticipantKey participant, RemoteClock clock, Wakeup wakeup)
    : Source(mid, kind, peer, participant, clock, RtpTime.VideoClock)
{
    private readonly List<VideoSlot> slots = [];
    private readonly byte[] recalled = new byte[DatagramBatch.DatagramBytes];
    private Vp8PictureNumbers pictures;
    private KeyframeRequests keyframes;
    private PacketHistory? history;

    public required byte RtxPayloadType { get; init; }

    /// <summary>0 until it is known.</summary>
    public uint RtxSsrc { get; set; }

    public NackTracker Nacks { get; } = new();

    public long Keyframes { get; private set; }

    public long KeyframesAsked => keyframes.Asked;

    public long Recovered { get; private set; }

    /// <summary>No packet for a while although the page says that the device is on.</summary>
    public bool IsStalled { get; set; }

    /// <summary>When to look whether the source has stalled; null while it has, and before its first packet.</summary>
    public Timestamp? StallCheck { get; set; }

    /// <summary>Slots that show this source or wait for it.</summary>
    public IReadOnlyList<VideoSlot> Slots => slots;

    public Timestamp? KeyframeDeadline => keyframes.Deadline;

    public void Join(VideoSlot slot) => slots.Add(slot);

    public void Leave(VideoSlot slot) => slots.Remove(slot);

    public void Await(Timestamp now)
    {
        keyframes.Await(now);
        wakeup.Ask(keyframes.Deadline ?? now);
    }

    public void Complain(Timestamp now)
    {
        keyframes.Complain(now);
        wakeup.Ask(keyframes.Deadline ?? now);
    }

    /// <summary>True when a picture loss indication is to be sent now.</summary>
    public bool TakeKeyframeRequest(Timestamp now) => keyframes.TakeDue(now, HasImpatientSlot());

    public bool TryRecall(long sequence, out RtpTime time, out bool marker, out ReadOnlySpan<byte> payload)
    {
        if (history is not null) return history.TryGet(sequence, out time, out marker, out payload);
        (time, marker) = (default, false);
        payload = [];
        return false;
    }

    /// <summary>Takes a packet of the stream itself.</summary>
    /// <param name="packet">The whole packet in plain; the end of its header is overwritten.</param>
    public PacketFate Receive(Span<byte> packet, in RtpHeader header, Timestamp now)
    {
        var sequence = Receive(header, now);
        Nacks.Received(sequence, now);
        if (Nacks.TakeOverflow()) Complain(now);
        if (Nacks.Deadline is { } deadline) wakeup.Ask(deadline);
        return Forward(packet.Slice(header.Length, header.PayloadLength), sequence, header, headroom: packet[..header.Length], packet, now);
    }

    /// <summary>Takes a packet that was sent again, RFC 4588: its payload begins with the number it had.</summary>
    public PacketFate Restore(Span<byte> packet, in RtpHeader header, Timestamp now)
    {
        if (!HasStarted || !Rtx.TryReadOriginalSequence(packet.Slice(header.Length, header.PayloadLength), out var original))
            return PacketFate.Padding;
        var sequence = Locate(original);
        var start = header.Length + Rtx.OriginalSequenceLength;
        var payload = packet.Slice(start, header.PayloadLength - Rtx.OriginalSequenceLength);
        Nacks.Received(sequence, now);
        var fate = Forward(payload, sequence, header, headroom: packet[..start], packet, now);
        if (fate != PacketFate.Duplicate) Recovered++;
        return fate;
    }

    public override void ReportToSlots(NtpTime ours)
    {
        foreach (var slot in slots)
            if (slot.Current == this) slot.Report(ours);
    }

    /// <summary>Takes all slots away; the source is going.</summary>
    public void Abandon(Timestamp now)
    {
        while (slots.Count > 0)
        {
            var slot = slots[^1];
            slots.RemoveAt(slots.Count - 1);
            slot.Lose(this, now);
        }
    }

    private PacketFate Forward(
        Span<byte> payload, long sequence, in RtpHeader header, Span<byte> headroom, Span<byte> packet, Timestamp now)
    {
        history ??= new PacketHistory();
        if (payload.IsEmpty)
        {
            PaddingPackets++;
            for (var i = 0; i < slots.Count; i++) slots[i].Skip(this, sequence, header.Time, now);
            return PacketFate.Padding;
        }

        if (history.Contains(sequence)) return PacketFate.Duplicate;
        if (!Vp8Descriptor.TryParse(payload, out var descriptor)) return PacketFate.Malformed;

        // The header was read already, so the longer descriptor may grow into it.
        var dataAt = headroom.Length + descriptor.Length;
        var normalAt = dataAt - Vp8Descriptor.NormalLength;
        var normal = packet[normalAt..(headroom.Length + payload.Length)];
        descriptor.Normalise(normal, pictures.Of(descriptor, header.Time));
        history.Store(sequence, header.Time, header.Marker, normal);
        Packets++;
        if (descriptor.StartsKeyframe)
        {
            Keyframes++;
            keyframes.Arrived();
        }
        else if (keyframes.Deadline is null && HasWaitingSlot())
        {
            // The wait was given up, and now there is a picture again.
            Complain(now);
        }

        var (picture, level) = Vp8Descriptor.ReadNumbers(normal);
        var forwarded = new VideoPacket(sequence, header.Time, header.Marker, descriptor.StartsKeyframe, picture, level, normal);
        for (var i = 0; i < slots.Count; i++)
            if (slots[i].Take(this, forwarded, now) && sequence < Newest) CatchUp(slots[i], sequence + 1, now);
        return slots.Count == 0 ? PacketFate.NoReceiver : PacketFate.Forwarded;
    }

    /// <summary>The beginning of the keyframe came after what follows it: that is given to the slot now.</summary>
    private void CatchUp(VideoSlot slot, long from, Timestamp now)
    {
        for (var sequence = from; sequence <= Newest; sequence++)
        {
            if (!history!.TryGet(sequence, out var time, out var marker, out var stored)) continue;
            var payload = recalled.AsSpan(0, stored.Length);
            stored.CopyTo(payload);
            var (picture, level) = Vp8Descriptor.ReadNumbers(payload);
            slot.Take(this, new VideoPacket(sequence, time, marker, startsKeyframe: false, picture, level, payload), now);
        }
    }

    private bool HasWaitingSlot()
    {
        for (var i = 0; i < slots.Count; i++)
            if (slots[i].Current != this) return true;
        return false;
    }

    private bool HasImpatientSlot()
    {
        for (var i = 0; i < slots.Count; i++)
            if (slots[i].IsWaitingFor(this)) return true;
        return false;
    }
}

/// <summary>What became of a packet.</summary>
internal enum PacketFate
{
    Forwarded,
    NoReceiver,
    Padding,
    Duplicate,
    Malformed,
}
