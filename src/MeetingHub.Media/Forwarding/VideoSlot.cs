using MeetingHub.Media.Rtp;

namespace MeetingHub.Media.Forwarding;

/// <summary>A packet of a video source after its payload was normalised.</summary>
/// <param name="payload">With a descriptor of <see cref="Vp8Descriptor.NormalLength"/>, which each slot overwrites with its own numbers.</param>
internal readonly ref struct VideoPacket(
    long sequence, RtpTime time, bool marker, bool startsKeyframe, int pictureId, byte levelZeroIndex, Span<byte> payload)
{
    public long Sequence { get; } = sequence;

    public RtpTime Time { get; } = time;

    public bool Marker { get; } = marker;

    public bool StartsKeyframe { get; } = startsKeyframe;

    public int PictureId { get; } = pictureId;

    public byte LevelZeroIndex { get; } = levelZeroIndex;

    public Span<byte> Payload { get; } = payload;
}

/// <summary>
/// A picture slot. It changes its source at the first packet of a keyframe only, and keeps the old source until then (media.md,
/// S10.2); a viewer never sees a frozen or broken picture in between.
/// </summary>
internal sealed class VideoSlot(
    string mid, string stream, byte payloadType, byte rtxPayloadType, uint ssrc, uint rtxSsrc, Egress egress, Wakeup wakeup,
    in SlotStart start)
    : Slot(mid, stream, payloadType, ssrc, egress, wakeup, start, RtpTime.VideoClock)
{
    /// <summary>How long the old source stays while the new one gives no keyframe (a camera that the system muted).</summary>
    public static readonly TimeSpan SwitchLimit = TimeSpan.FromSeconds(3);

    private readonly RetransmissionLimit limit = new();
    private ushort rtxSequence = (ushort)(start.Sequence ^ 0x2AAA);
    private int lastPicture = start.Picture;
    private byte lastLevel = start.Level;

    public uint RtxSsrc { get; } = rtxSsrc;

    /// <summary>What the slot shows; null while it shows nothing.</summary>
    public VideoSource? Current { get; private set; }

    /// <summary>What it is to show; differs from <see cref="Current"/> while a keyframe is waited for.</summary>
    public VideoSource? Wanted { get; private set; }

    /// <summary>When waiting is given up and the old source taken away; null when not waiting or given up already.</summary>
    public Timestamp? SwitchDeadline { get; private set; }

    public long Retransmitted { get; private set; }

    public long RetransmissionsRefused { get; private set; }

    public long KeyframesAsked { get; private set; }

    public bool IsWaitingFor(VideoSource source) => SwitchDeadline is not null && Wanted == source;

    public void Want(VideoSource? source, Timestamp now)
    {
        if (source == Wanted) return;
        if (Wanted != Current) Wanted?.Leave(this);
        Wanted = source;
        SwitchDeadline = null;
        if (source is null) Empty(now);
        if (source is null || source == Current) return;
        SwitchDeadline = now + SwitchLimit;
        Wakeup.Ask(now + SwitchLimit);
        source.Join(this);
        source.Await(now);
    }

    /// <summary>Takes the old picture away when the new one is overdue. A keyframe that comes later is still taken.</summary>
    public void Tick(Timestamp now)
    {
        if (SwitchDeadline is not { } deadline) return;
        if (now < deadline)
        {
            Wakeup.Ask(deadline);
            return;
        }

        SwitchDeadline = null;
        Empty(now);
    }

    /// <summary>Takes or leaves a packet.</summary>
    /// <returns>Whether this packet switched the slot to its source.</returns>
    public bool Take(VideoSource source, in VideoPacket packet, Timestamp now)
    {
        var switches = source != Current && source == Wanted && packet.StartsKeyframe && Egress.IsReady;
        if (switches) SwitchTo(source, packet, now);
        if (source != Current || !Numbering.TryMap(source, packet.Sequence, out var sequence, out var splice)) return false;
        var picture = (packet.PictureId + splice.PictureOffset) & Vp8Descriptor.PictureIdMask;
        var level = (byte)(packet.LevelZeroIndex + splice.LevelOffset);
        if (IsNewer(picture, lastPicture)) (lastPicture, lastLevel) = (picture, level);
        Vp8Descriptor.WriteNumbers(packet.Payload, picture, level);
        Send(sequence, packet.Time.Plus(splice.TimeOffset), packet.Marker, packet.Payload, now);
        return switches;
    }

    /// <summary>Padding of the source: taken out of the numbering, or sent as an empty packet where it is too late for that.</summary>
    public void Skip(VideoSource source, long sequenceIn, RtpTime time, Timestamp now)
    {
        if (source != Current || Numbering.TrySkip(source, sequenceIn)) return;
        if (Numbering.TryMap(source, sequenceIn, out var sequence, out var splice))
            Send(sequence, time.Plus(splice.TimeOffset), marker: false, payload: [], now);
    }

    /// <summary>Answers one number of a NACK on the retransmission stream (RFC 4588), if the packet is still there.</summary>
    public void Retransmit(SequenceNumber number, TimeSpan roundTrip, Timestamp now)
    {
        if (!Numbering.TryTrace(number, out _, out var sequenceIn, out var splice)
            || !((VideoSource)splice.Source).TryRecall(sequenceIn, out var time, out var marker, out var stored)
            || !limit.Allows(number, stored.Length, Octets, roundTrip, now))
        {
            RetransmissionsRefused++;
            return;
        }

        Span<byte> header = stackalloc byte[RtpHeader.FixedLength];
        RtpHeader.Write(header, rtxPayloadType, marker, new SequenceNumber(rtxSequence), time.Plus(splice.TimeOffset), RtxSsrc);
        Span<byte> payload = stackalloc byte[Rtx.OriginalSequenceLength + stored.Length];
        Rtx.WriteOriginalSequence(payload, number);
        var media = payload[Rtx.OriginalSequenceLength..];
        stored.CopyTo(media);
        var (picture, level) = Vp8Descriptor.ReadNumbers(stored);
        Vp8Descriptor.WriteNumbers(media, picture + splice.PictureOffset, (byte)(level + splice.LevelOffset));
        if (!Egress.SendRtp(header, payload)) return;
        rtxSequence++;
        Retransmitted++;
    }

    /// <summary>The viewer has lost its picture. An empty slot's complaint means nothing (media.md, S4).</summary>
    public void Complain(Timestamp now)
    {
        if (Current is null || !limit.AllowsComplaint(now)) return;
        KeyframesAsked++;
        Current.Complain(now);
    }

    /// <summary>The source is gone for good.</summary>
    public void Lose(VideoSource source, Timestamp now)
    {
        if (Wanted == source)
        {
            Wanted = null;
            SwitchDeadline = null;
        }

        if (Current == source) Empty(now);
    }

    private static bool IsNewer(int picture, int than) =>
        ((picture - than) & Vp8Descriptor.PictureIdMask) is > 0 and < (Vp8Descriptor.PictureIdMask + 1) / 2;

    private void SwitchTo(VideoSource source, in VideoPacket packet, Timestamp now)
    {
        Current?.Leave(this);
        Current = source;
        SwitchDeadline = null;
        Changed(now);
        var time = LastTime.Plus(UnitsSinceLast(now));
        Begin(source, packet.Sequence, packet.Time, time, lastPicture + 1 - packet.PictureId, lastLevel + 1 - packet.LevelZeroIndex);
    }

    private void Empty(Timestamp now)
    {
        if (Current is null) return;
        if (Current != Wanted) Current.Leave(this);
        Current = null;
        Numbering.End();
        Changed(now);
    }
}
