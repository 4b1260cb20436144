using MeetingHub.Media.Allocation;
using MeetingHub.Media.Rtcp;
using MeetingHub.Media.Rtp;

namespace MeetingHub.Media.Forwarding;

/// <summary>
/// One stream of a camera or screen: a simulcast layer, or all there is. Numbers its frames, keeps its last packets for all who
/// receive it, asks for what is missing, and serves its slots.
/// </summary>
/// <param name="rid">Name of the layer in the offer (RFC 8851); empty when the line has but one stream.</param>
/// <param name="index">Place among the layers of its source, 0 is the smallest.</param>
internal sealed class VideoLayer(VideoSource source, string rid, int index, PictureCodec codec, RemoteClock clock, Wakeup wakeup)
    : ReceivedStream(clock, RtpTime.VideoClock)
{
    private static readonly TimeSpan ResizeInterval = TimeSpan.FromMilliseconds(250);

    /// <summary>Packets that may have overtaken the beginning of their keyframe; who pretends more has them looked up for every viewer.</summary>
    private const int MostCaughtUp = 256;

    private readonly List<VideoSlot> slots = [];
    private readonly PayloadFormat? format = PayloadFormat.Of(codec);
    private Vp8PictureNumbers pictures;
    private KeyframeRequests keyframes;
    private PacketHistory? history;
    private ByteRate rate;
    private LayerCost cost = new(LayerCost.Usual(source.Kind, index, source.Layers.Length));
    private byte[]? recalled;
    private Timestamp resizedAt;

    public VideoSource Source { get; } = source;

    public string Rid { get; } = rid;

    public int Index { get; } = index;

    public PictureCodec Codec { get; } = codec;

    public required byte RtxPayloadType { get; init; }

    /// <summary>0 until it is known.</summary>
    public uint RtxSsrc { get; set; }

    public NackTracker Nacks { get; } = new();

    /// <summary>Lines of the picture as its last keyframe said; null before one.</summary>
    public int? PixelHeight { get; private set; }

    /// <summary>Whether packets come at present; kept by the source, which sees all its layers.</summary>
    public bool IsArriving { get; set; }

    /// <summary>Of the last time that it began to come.</summary>
    public Timestamp ArrivingSince { get; set; }

    /// <summary>From when on slots may move up to this layer: one that broke off by itself must hold for a while first.</summary>
    public Timestamp SteadyFrom { get; set; }

    /// <summary>Whether it stopped although it was asked for and others of its source went on.</summary>
    public bool HasBrokenOff { get; set; }

    public long Keyframes { get; private set; }

    public long KeyframesAsked => keyframes.Asked;

    public long Recovered { get; private set; }

    /// <summary>Memory of the packets kept.</summary>
    public int HistoryBytes => history?.Bytes ?? 0;

    /// <summary>Slots that show this layer or wait for it.</summary>
    public IReadOnlyList<VideoSlot> Slots => slots;

    public Timestamp? KeyframeDeadline => keyframes.Deadline;

    /// <summary>
    /// Media of the last second as it arrived, without headers; renewed every <see cref="VideoSource.ReviewInterval"/>. While a layer
    /// does not arrive this is what it last had; 0 before it came.
    /// </summary>
    public long BitsPerSecond { get; private set; }

    /// <summary>Bits a second that a line must have for it, headers included.</summary>
    public long Cost => cost.BitsPerSecond;

    public void Measure(Timestamp now)
    {
        var measured = rate.BitsPerSecond(now);
        // Of a layer that comes back a whole second has to be seen first.
        BitsPerSecond = now - ArrivingSince < ByteRate.Window ? Math.Max(BitsPerSecond, measured) : measured;
        cost.Add(BitsPerSecond, now);
        history?.Fit(BitsPerSecond);
    }

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

    /// <summary>Where the numbers of a recalled payload are.</summary>
    public PictureNumbers NumbersOf(ReadOnlySpan<byte> stored) =>
        format is null ? Vp8Descriptor.Numbers : format.TryRead(stored, out var facts) ? facts.Numbers : PictureNumbers.None;

    /// <summary>Takes a packet of the stream itself.</summary>
    /// <param name="packet">The whole packet in plain; the end of its header is overwritten.</param>
    public PacketFate Receive(Span<byte> packet, in RtpHeader header, Timestamp now)
    {
        var sequence = Receive(header, now);
        Nacks.Received(sequence, now);
        if (Nacks.TakeOverflow()) Complain(now);
        if (Nacks.Deadline is { } deadline) wakeup.Ask(deadline);
        rate.Add(header.PayloadLength, now);
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

    /// <summary>Tells all who watch this layer how its time stands now.</summary>
    public void ReportToSlots(NtpTime ours)
    {
        foreach (var slot in slots)
            if (slot.Shown == this) slot.Report(ours);
    }

    private PacketFate Forward(
        Span<byte> payload, long sequence, in RtpHeader header, Span<byte> headroom, Span<byte> packet, Timestamp now)
    {
        history ??= new PacketHistory();
        if (payload.IsEmpty)
        {
            CountPadding();
            for (var i = 0; i < slots.Count; i++) slots[i].Skip(this, sequence, header.Time, now);
            return PacketFate.Padding;
        }

        if (history.Contains(sequence)) return PacketFate.Duplicate;
        if (!TryNormalise(payload, header.Time, headroom, packet, out var normal, out var facts)) return PacketFate.Malformed;
        if (facts.StartsKeyframe) KeyframeBegins(facts.Height, now);
        else AskAgain(now);
        history.Store(sequence, header.Time, header.Marker, normal);
        CountMedia();
        var (picture, level) = facts.Numbers.Read(normal);
        var forwarded = new VideoPacket(
            sequence, header.Time, header.Marker, facts.StartsKeyframe, facts.Numbers, picture, level, normal);
        for (var i = 0; i < slots.Count; i++)
            if (slots[i].Take(this, forwarded, now) && sequence < Newest) CatchUp(slots[i], sequence + 1, now);
        return slots.Count == 0 ? PacketFate.NoReceiver : PacketFate.Forwarded;
    }

    private bool TryNormalise(
        Span<byte> payload, RtpTime time, Span<byte> headroom, Span<byte> packet, out Span<byte> normal, out PayloadFacts facts)
    {
        normal = payload;
        if (format is not null) return format.TryRead(payload, out facts);
        facts = default;
        if (!Vp8Descriptor.TryParse(payload, out var descriptor)) return false;
        var height = 0;
        if (descriptor.StartsKeyframe) Vp8Keyframe.TryReadHeight(payload[descriptor.Length..], out height);
        facts = new PayloadFacts(descriptor.StartsKeyframe, height, Vp8Descriptor.Numbers);
        // The header was read already, so the longer descriptor may grow into it.
        var normalAt = headroom.Length + descriptor.Length - Vp8Descriptor.NormalLength;
        normal = packet[normalAt..(headroom.Length + payload.Length)];
        descriptor.Normalise(normal, pictures.Of(descriptor, time));
        return true;
    }

    private void KeyframeBegins(int height, Timestamp now)
    {
        Keyframes++;
        keyframes.Arrived();
        if (height == 0 || height == PixelHeight) return;
        PixelHeight = height;
        // An encoder changes its size every few seconds; who does with each keyframe has everybody planned anew by the next review.
        if (now - resizedAt < ResizeInterval) return;
        resizedAt = now;
        // Which layer is enough for a tile may be another one now; and this very packet is where slots can change.
        Source.Replan(now);
    }

    /// <summary>The wait was given up, and now there is a picture again.</summary>
    private void AskAgain(Timestamp now)
    {
        if (keyframes.Deadline is null && HasWaitingSlot()) Complain(now);
    }

    /// <summary>The beginning of the keyframe came after what follows it: that is given to the slot now.</summary>
    private void CatchUp(VideoSlot slot, long from, Timestamp now)
    {
        if (Newest - from > MostCaughtUp) return;
        recalled ??= new byte[DatagramBatch.DatagramBytes];
        for (var sequence = from; sequence <= Newest; sequence++)
        {
            if (!history!.TryGet(sequence, out var time, out var marker, out var stored)) continue;
            var payload = recalled.AsSpan(0, stored.Length);
            stored.CopyTo(payload);
            var numbers = NumbersOf(payload);
            var (picture, level) = numbers.Read(payload);
            slot.Take(this, new VideoPacket(sequence, time, marker, startsKeyframe: false, numbers, picture, level, payload), now);
        }
    }

    private bool HasWaitingSlot()
    {
        for (var i = 0; i < slots.Count; i++)
            if (slots[i].Waits(this)) return true;
        return false;
    }

    private bool HasImpatientSlot()
    {
        for (var i = 0; i < slots.Count; i++)
            if (slots[i].IsWaitingFor(this)) return true;
        return false;
    }
}
