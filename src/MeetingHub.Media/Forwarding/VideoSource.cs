using MeetingHub.Media.Rooms;
using MeetingHub.Media.Rtcp;
using MeetingHub.Media.Rtp;

namespace MeetingHub.Media.Forwarding;

/// <summary>A camera or a screen with its layers: sees which of them arrive, which are needed, and lets its viewers choose anew.</summary>
internal sealed class VideoSource : Source
{
    /// <summary>How often to look at the layers while any arrives.</summary>
    public static readonly TimeSpan ReviewInterval = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// Silence of one layer while another sends that means it is gone. A screen on which nothing moves is repeated once a second.
    /// </summary>
    private static readonly TimeSpan CameraSilence = TimeSpan.FromMilliseconds(700);
    private static readonly TimeSpan ScreenSilence = TimeSpan.FromSeconds(2.5);

    /// <summary>After this without any packet there is nothing left to look at.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(3);

    /// <summary>How long a layer that broke off by itself must hold before anybody moves up to it (media.md, 3.7).</summary>
    private static readonly TimeSpan Probation = TimeSpan.FromSeconds(2);

    private readonly List<VideoSlot> viewers = [];
    private readonly VideoLayer[] layers;
    private readonly Wakeup wakeup;
    private readonly LayerDemand demand;
    private Timestamp? review;
    private bool owesDemand;

    public VideoSource(
        string mid, SourceKind kind, PeerKey peer, ParticipantKey participant, Wakeup wakeup, int count, Func<VideoSource, int, VideoLayer> make)
        : base(mid, kind, peer, participant)
    {
        this.wakeup = wakeup;
        demand = new LayerDemand(count);
        layers = new VideoLayer[count];
        for (var i = 0; i < count; i++) layers[i] = make(this, i);
    }

    /// <summary>From the smallest up; at least one.</summary>
    public ReadOnlySpan<VideoLayer> Layers => layers;

    /// <summary>One for all layers: a line has one codec.</summary>
    public PictureCodec Codec => layers[0].Codec;

    /// <summary>Slots that are to show this source, whether or not they do already.</summary>
    public IReadOnlyList<VideoSlot> Viewers => viewers;

    /// <summary>No packet for a while although the page says that the device is on and somebody watches.</summary>
    public bool IsStalled { get; set; }

    /// <summary>When to look whether the source has stalled; null while it has, and before its first packet.</summary>
    public Timestamp? StallCheck { get; set; }

    public bool HasStarted
    {
        get
        {
            foreach (var layer in layers)
                if (layer.HasStarted) return true;
            return false;
        }
    }

    public Timestamp LastPacket
    {
        get
        {
            var last = layers[0].LastPacket;
            foreach (var layer in layers)
                if (layer.LastPacket > last) last = layer.LastPacket;
            return last;
        }
    }

    /// <summary>Whether the sender is asked for a layer.</summary>
    public bool Asks(VideoLayer layer) => demand.Includes(layer.Index);

    /// <summary>Whether the sender is asked for anything.</summary>
    public bool AsksAny => demand.Any;

    public void Join(VideoSlot slot) => viewers.Add(slot);

    public void Leave(VideoSlot slot, Timestamp now)
    {
        viewers.Remove(slot);
        NeedsChanged(now);
    }

    /// <summary>Has the next tick look at what viewers need.</summary>
    public void NeedsChanged(Timestamp now)
    {
        review = now;
        wakeup.Ask(now);
    }

    /// <summary>Has the sender told once more what to send: what it heard last may have been meant for a connection before this one.</summary>
    public void RepeatDemand(Timestamp now)
    {
        owesDemand = true;
        NeedsChanged(now);
    }

    /// <summary>To be called before a packet of a layer goes on: the first one is most often the beginning of a keyframe.</summary>
    public void Arrives(VideoLayer layer, Timestamp now)
    {
        if (layer.IsArriving) return;
        (layer.IsArriving, layer.ArrivingSince) = (true, now);
        layer.SteadyFrom = layer.HasBrokenOff ? now + Probation : now;
        layer.HasBrokenOff = false;
        Replan(now);
        review ??= now + ReviewInterval;
        wakeup.Ask(review.Value);
    }

    /// <summary>Lets every viewer choose its layer anew.</summary>
    public void Replan(Timestamp now)
    {
        for (var i = 0; i < viewers.Count; i++) viewers[i].Replan(now);
    }

    /// <summary>Looks at layers and viewers when it is time to.</summary>
    /// <returns>Whether the sender is to be told what is asked of it.</returns>
    public bool Tick(Timestamp now)
    {
        if (review is not { } due) return false;
        if (now < due)
        {
            wakeup.Ask(due);
            return false;
        }

        WatchLayers(now);
        Replan(now);
        var tells = demand.Update(Needed(now), now) || owesDemand;
        owesDemand = false;
        review = null;
        if (demand.IsGivingUp || IsAnyArriving()) wakeup.Ask((review = now + ReviewInterval).Value);
        return tells;
    }

    public void ReportToSlots(NtpTime ours)
    {
        foreach (var layer in layers) layer.ReportToSlots(ours);
    }

    /// <summary>Takes all slots away; the source is going.</summary>
    public void Abandon(Timestamp now)
    {
        while (viewers.Count > 0) viewers[^1].Lose(this, now);
        foreach (var layer in layers)
            while (layer.Slots.Count > 0) layer.Slots[^1].Lose(this, now);
    }

    private void WatchLayers(Timestamp now)
    {
        var silence = Kind == SourceKind.Screen ? ScreenSilence : CameraSilence;
        var newest = LastPacket;
        foreach (var layer in layers)
        {
            if (!layer.IsArriving) continue;
            var isBehind = newest - layer.LastPacket >= silence;
            if (!isBehind && now - newest < Quiet)
            {
                layer.Measure(now);
                continue;
            }

            layer.IsArriving = false;
            // What we paused comes back when we ask; what broke off by itself may do so again.
            layer.HasBrokenOff = isBehind && demand.Includes(layer.Index);
        }
    }

    private uint Needed(Timestamp now)
    {
        // Nobody is shown what has not begun, and what is told to send nothing never begins: a path may take long to be found.
        if (!IsLive) return uint.MaxValue;
        var needed = 0u;
        foreach (var viewer in viewers)
        {
            if (viewer.Needs is not { } layer) continue;
            // The smallest one is what everybody falls back to at once when a line gets bad.
            needed |= 1u;
            for (; layer > 0; layer--)
            {
                needed |= 1u << layer;
                // The sender's line may not bear what the viewer's does: then the next best.
                if (layers[layer].IsArriving || !demand.IsOverdue(layer, now)) break;
            }
        }

        return needed;
    }

    private bool IsAnyArriving()
    {
        foreach (var layer in layers)
            if (layer.IsArriving) return true;
        return false;
    }
}
