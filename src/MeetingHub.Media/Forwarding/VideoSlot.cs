using MeetingHub.Media.Rooms;
using MeetingHub.Media.Rtp;
using MeetingHub.Media.Sdp;

namespace MeetingHub.Media.Forwarding;

/// <summary>
/// A picture slot. It changes its source at the first packet of a keyframe only, and keeps the old source until then (media.md,
/// S10.2); a viewer never sees a frozen or broken picture in between.
/// </summary>
internal sealed class VideoSlot(
    string mid, string stream, IReadOnlyList<OfferedCodec> codecs, uint ssrc, uint rtxSsrc, Egress egress, Wakeup wakeup,
    in SlotStart start)
    : Slot(mid, stream, codecs[0].PayloadType, ssrc, egress, wakeup, start, RtpTime.VideoClock)
{
    /// <summary>How long the old source stays while the new one gives no keyframe (a camera that the system muted).</summary>
    public static readonly TimeSpan SwitchLimit = TimeSpan.FromSeconds(3);

    /// <summary>For <see cref="Limit"/>: whatever the viewer needs.</summary>
    public const int NoLimit = int.MaxValue;

    /// <summary>For <see cref="Limit"/>: the line does not even bear the smallest layer.</summary>
    public const int NoPicture = -1;

    /// <summary>Sender reports that put two layers of one camera further apart than this are not believed.</summary>
    private static readonly int MostDisagreement = (int)RtpTime.Units(TimeSpan.FromMilliseconds(500), RtpTime.VideoClock);

    // Older packets may have left the history, and mean nothing to anybody.
    private const int ProbeReach = 64;
    private const int MostProbeTries = 8;

    private readonly RetransmissionLimit limit = new();
    private readonly RetransmissionStream rtx = new(rtxSsrc, (ushort)(start.Sequence ^ 0x2AAA), egress);
    private long probed;
    private bool hasNewWant;

    // First number of the last keyframe that ended a hold or with which the line had the picture made smaller.
    private long resumedAt;
    private int lastPicture = start.Picture;
    private byte lastLevel = start.Level;

    public uint RtxSsrc => rtx.Ssrc;

    /// <summary>The layer that is sent on; null while the slot shows nothing.</summary>
    public VideoLayer? Shown { get; private set; }

    /// <summary>The layer that is to be sent on; differs from <see cref="Shown"/> while a keyframe is waited for.</summary>
    public VideoLayer? Target { get; private set; }

    /// <summary>What the slot shows; null while it shows nothing.</summary>
    public VideoSource? Current => Shown?.Source;

    /// <summary>What it is to show; differs from <see cref="Current"/> until the first keyframe.</summary>
    public VideoSource? Wanted { get; private set; }

    /// <summary>Device pixels at which the page shows <see cref="Wanted"/>; null while it does not say.</summary>
    public int? PixelHeight { get; private set; }

    /// <summary>The highest layer that the line bears, <see cref="NoPicture"/> for none at all.</summary>
    public int Limit { get; private set; } = NoLimit;

    /// <summary>What was granted to which source; null before anything was shared.</summary>
    public (VideoSource Source, int Layer)? Granted { get; private set; }

    /// <summary>
    /// The shown layer is not sent on any more, the next keyframe of its successor is waited for: the picture stands still for a moment.
    /// </summary>
    public bool IsHeld { get; private set; }

    /// <summary>The layer that viewer and line together call for, whether or not it arrives; null for none.</summary>
    public int? Needs => Wanted is null || Limit == NoPicture
        ? null
        : Math.Min(LayerPlan.Ideal(Wanted.Layers, Wanted.Kind, PixelHeight), Limit);

    /// <summary>When waiting is given up and the old source taken away; null when not waiting or given up already.</summary>
    public Timestamp? SwitchDeadline { get; private set; }

    public long Retransmitted { get; private set; }

    public long RetransmissionsRefused { get; private set; }

    public long KeyframesAsked { get; private set; }

    public bool IsWaitingFor(VideoLayer layer) => Waits(layer) && (SwitchDeadline is not null || Current == Wanted);

    /// <summary>Whether the slot needs a keyframe of this layer.</summary>
    public bool Waits(VideoLayer layer) => Target == layer && (Shown != layer || IsHeld);

    /// <param name="pixelHeight">See <see cref="PixelHeight"/>.</param>
    public void Want(VideoSource? source, int? pixelHeight, Timestamp now)
    {
        if (source == Wanted && pixelHeight == PixelHeight) return;
        PixelHeight = pixelHeight;
        if (source != Wanted)
        {
            Wanted?.Leave(this, now);
            Wanted = source;
            SwitchDeadline = null;
            source?.Join(this);
            if (source is not null && source != Current) Wakeup.Ask((SwitchDeadline = now + SwitchLimit).Value);
        }

        // What it may cost is settled by the share of the line that follows; asking for a keyframe before would be too early.
        hasNewWant = source is not null;
        if (source is null) Replan(now);
    }

    /// <summary>Gives the slot its share of the line.</summary>
    /// <param name="layer">The highest that it may have, <see cref="NoPicture"/> for none.</param>
    /// <param name="isEnough">Whether the viewer needs no higher one.</param>
    public void Grant(int layer, bool isEnough, Timestamp now)
    {
        if (Wanted is null) return;
        Granted = (Wanted, layer);
        // A larger layer that is shown already may stay until the one that is enough arrives.
        var bears = isEnough ? NoLimit : layer;
        if (bears == Limit && !hasNewWant) return;
        (Limit, hasNewWant) = (bears, false);
        Replan(now);
        Wanted.NeedsChanged(now);
    }

    /// <summary>
    /// Stops a layer that is to be replaced by a smaller one at once. Going on until the keyframe would fill the queue of a line that has
    /// become narrow, and the keyframe would come behind it.
    /// </summary>
    public void Hold(Timestamp now)
    {
        if (IsHeld || Shown is null || Target is null || Target == Shown || Current != Wanted) return;
        IsHeld = true;
        Numbering.End();
        Target.Await(now);
    }

    /// <summary>Chooses the layer anew, from what its viewer and its line need and what arrives.</summary>
    public void Replan(Timestamp now)
    {
        if (Wanted is null || Limit == NoPicture)
        {
            Aim(null, now);
            Empty(now);
            return;
        }

        var shown = Current == Wanted ? Shown : null;
        Aim(LayerPlan.Choose(Wanted.Layers, shown, LayerPlan.Ideal(Wanted.Layers, Wanted.Kind, PixelHeight), Limit, now), now);
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
    /// <returns>Whether this packet switched the slot to its layer.</returns>
    public bool Take(VideoLayer layer, in VideoPacket packet, Timestamp now)
    {
        var switches = Waits(layer) && packet.StartsKeyframe && Egress.IsReady;
        if (switches) SwitchTo(layer, packet, now);
        if (layer != Shown || !Numbering.TryMap(layer, packet.Sequence, out var sequence, out var splice)) return false;
        var picture = (packet.PictureId + splice.PictureOffset) & Vp8Descriptor.PictureIdMask;
        var level = (byte)(packet.LevelZeroIndex + splice.LevelOffset);
        if (IsNewer(picture, lastPicture)) (lastPicture, lastLevel) = (picture, level);
        packet.Numbers.Write(packet.Payload, picture, level);
        Send(sequence, packet.Time.Plus(splice.TimeOffset), packet.Marker, packet.Payload, now);
        return switches;
    }

    /// <summary>Padding of the layer: taken out of the numbering, or sent as an empty packet where it is too late for that.</summary>
    public void Skip(VideoLayer layer, long sequenceIn, RtpTime time, Timestamp now)
    {
        if (layer != Shown || Numbering.TrySkip(layer, sequenceIn)) return;
        if (Numbering.TryMap(layer, sequenceIn, out var sequence, out var splice))
            Send(sequence, time.Plus(splice.TimeOffset), marker: false, payload: [], now);
    }

    /// <summary>Answers one number of a NACK on the retransmission stream (RFC 4588), if the packet is still there.</summary>
    public void Retransmit(SequenceNumber number, TimeSpan roundTrip, Timestamp now)
    {
        // What is missing of a picture that was taken away since is no use to anybody; and what a line that has become narrow lost of a
        // large one would hold up the keyframe of the smaller one.
        if (Shown is null
            || !Numbering.TryTrace(number, out var sequenceOut, out var sequenceIn, out var splice)
            || sequenceOut < resumedAt
            || splice.Stream is not VideoLayer layer
            || !layer.TryRecall(sequenceIn, out var time, out var marker, out var stored)
            || !limit.Allows(number, stored.Length, Octets, roundTrip, now)
            || !Egress.MayRepair(stored.Length, now))
        {
            RetransmissionsRefused++;
            return;
        }

        if (Resend(layer, number, splice, time, marker, stored, now)) Retransmitted++;
    }

    /// <summary>
    /// Sends one packet for a probe: a recent one again if there is one of that size, which may even be of use, else padding alone. Both on
    /// the retransmission stream.
    /// </summary>
    /// <param name="bytes">About so many.</param>
    public bool Probe(int bytes, Timestamp now)
    {
        for (var tries = 0; tries < MostProbeTries; tries++)
        {
            probed = probed > Numbering.HighestOut - ProbeReach && probed > 0 ? probed - 1 : Numbering.HighestOut;
            var number = SequenceNumber.Of(probed);
            if (!Numbering.TryTrace(number, out _, out var sequenceIn, out var splice)
                || splice.Stream is not VideoLayer layer
                || !layer.TryRecall(sequenceIn, out var time, out var marker, out var stored)) break;
            if (stored.Length <= bytes && stored.Length >= bytes / 2)
                return Resend(layer, number, splice, time, marker, stored, now);
        }

        return rtx.Pad((Shown is { } shown ? codecs.Find(shown.Codec) : codecs[0]).RtxPayloadType, LastTime, TransportSequenceId, now);
    }

    /// <summary>The viewer has lost its picture. An empty slot's complaint means nothing (media.md, S4).</summary>
    public void Complain(Timestamp now)
    {
        if (Shown is null || !limit.AllowsComplaint(now)) return;
        KeyframesAsked++;
        Shown.Complain(now);
    }

    /// <summary>The source is gone for good.</summary>
    public void Lose(VideoSource source, Timestamp now)
    {
        if (Target?.Source == source) Aim(null, now);
        if (Current == source) Empty(now);
        if (Wanted != source) return;
        source.Leave(this, now);
        Wanted = null;
        SwitchDeadline = null;
    }

    /// <summary>Whether the browser decodes this in this slot.</summary>
    public bool Decodes(PictureCodec codec) => codecs.Find(codec) != default;

    private bool Resend(
        VideoLayer layer, SequenceNumber number, in Splice splice, RtpTime time, bool marker, ReadOnlySpan<byte> stored, Timestamp now) =>
        rtx.Resend(
            codecs.Find(layer.Codec).RtxPayloadType, number, splice, time, marker, stored, layer.NumbersOf(stored), TransportSequenceId, now);

    private static bool IsNewer(int picture, int than) =>
        ((picture - than) & Vp8Descriptor.PictureIdMask) is > 0 and < (Vp8Descriptor.PictureIdMask + 1) / 2;

    private void Aim(VideoLayer? layer, Timestamp now)
    {
        if (layer == Target) return;
        if (Target != Shown) Target?.Leave(this);
        Target = layer;
        if (layer is null || !Waits(layer)) return;
        if (layer != Shown) layer.Join(this);
        layer.Await(now);
    }

    private void SwitchTo(VideoLayer layer, in VideoPacket packet, Timestamp now)
    {
        var time = TimeOf(layer, packet.Time, now);
        if (layer.Source != Current)
        {
            FirstTime = time;
            SwitchDeadline = null;
            Changed(now);
        }

        if (IsHeld || (Limit != NoLimit && layer.Index < Shown?.Index)) resumedAt = Numbering.HighestOut + 1;
        if (Shown != layer) Shown?.Leave(this);
        (Shown, IsHeld) = (layer, false);
        PayloadType = codecs.Find(layer.Codec).PayloadType;
        Begin(
            layer, packet.Sequence, packet.Time, time, now, lastPicture + 1 - packet.PictureId, lastLevel + 1 - packet.LevelZeroIndex);
    }

    /// <summary>
    /// What the slot's clock shows at the first packet of a layer: layers of one camera are put in step by their sender reports,
    /// and whatever else follows the clock on the wall.
    /// </summary>
    private RtpTime TimeOf(VideoLayer layer, RtpTime time, Timestamp now)
    {
        var byArrival = LastTime.Plus(UnitsSinceLast(now));
        if (Shown is null || layer.Source != Shown.Source || !Numbering.IsOpen) return byArrival;
        var splice = Numbering.Newest;
        if (splice.Stream != Shown || !layer.TryTranslate(time, Shown, out var translated)) return byArrival;
        var byReport = translated.Plus(splice.TimeOffset);
        if (Math.Abs(byReport.Since(byArrival)) > MostDisagreement) return byArrival;
        return byReport.Since(LastTime) > 0 ? byReport : LastTime.Plus(1);
    }

    private void Empty(Timestamp now)
    {
        if (Shown is null) return;
        if (Shown != Target) Shown.Leave(this);
        (Shown, IsHeld) = (null, false);
        Numbering.End();
        Changed(now);
    }
}
