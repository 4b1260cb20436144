using System.Buffers.Binary;
using MeetingHub.Media.Forwarding;
using MeetingHub.Media.Hosting;
using MeetingHub.Media.Rtcp;
using MeetingHub.Media.Rtp;
using MeetingHub.Media.Sdp;

namespace MeetingHub.Media.Rooms;

/// <summary>The sending side of one browser: its sources, and what we tell it about them.</summary>
internal sealed class Publisher(Room room, Egress egress, Wakeup wakeup, DropCounters drops, uint localSsrc)
{
    private static readonly TimeSpan StallLimit = TimeSpan.FromSeconds(5);

    /// <summary>For repeated NACKs before any report told the round trip.</summary>
    private static readonly TimeSpan GuessedRoundTrip = TimeSpan.FromMilliseconds(100);

    private readonly List<VideoSource> videos = [];
    private readonly List<AudioSource> audios = [];
    private readonly SourceFeedback feedback = new(egress, wakeup, localSsrc);
    private ExtensionIds extensions;

    public IReadOnlyList<VideoSource> Videos => videos;

    public IReadOnlyList<AudioSource> Audios => audios;

    /// <summary>Whether anything has come of its pictures, which are what takes room.</summary>
    public bool IsSending => videos.Exists(video => video is { IsLive: true, IsOn: true });

    public RemoteClock Clock { get; } = new();

    public void Add(VideoSource source) => videos.Add(source);

    public void Add(AudioSource source) => audios.Add(source);

    /// <summary>Identifiers mean the same on all lines of a bundle (RFC 8843 section 9.2), so each line adds to one table.</summary>
    public void Learn(in ExtensionIds ids) => extensions = new ExtensionIds(
        ids.Mid == 0 ? extensions.Mid : ids.Mid,
        ids.Rid == 0 ? extensions.Rid : ids.Rid,
        ids.RepairedRid == 0 ? extensions.RepairedRid : ids.RepairedRid,
        ids.AudioLevel == 0 ? extensions.AudioLevel : ids.AudioLevel,
        ids.TransportSequence == 0 ? extensions.TransportSequence : ids.TransportSequence);

    /// <summary>Packets that came over all streams, and those that were lost on the way, whether or not they were repaired later.</summary>
    public (long Arrived, long Lost) Received()
    {
        var (arrived, lost) = (0L, 0L);
        foreach (var audio in audios)
        {
            arrived += audio.Stream.Packets - audio.Restored;
            lost += audio.Stream.Gaps + audio.Restored;
        }

        foreach (var video in videos)
        {
            foreach (var layer in video.Layers)
            {
                arrived += layer.Packets - layer.Recovered;
                lost += layer.Gaps + layer.Recovered;
            }
        }

        return (arrived, lost);
    }

    public Source? Find(SourceKind kind)
    {
        foreach (var video in videos)
            if (video.Kind == kind) return video;
        foreach (var audio in audios)
            if (audio.Kind == kind) return audio;
        return null;
    }

    public bool IsSound(uint ssrc)
    {
        foreach (var audio in audios)
            if (audio.Stream.Ssrc == ssrc) return true;
        return false;
    }

    public void HandleRtp(Span<byte> packet, Timestamp now)
    {
        if (!RtpHeader.TryParse(packet, out var header))
        {
            drops.Add(DropReason.Malformed);
            return;
        }

        var name = default(StreamName);
        AudioLevel? level = null;
        var walk = new HeaderExtensions(header.Extension(packet));
        while (walk.MoveNext())
        {
            if (walk.Id == extensions.TransportSequence && walk.Value.Length >= 2)
                feedback.Arrived(new SequenceNumber(BinaryPrimitives.ReadUInt16BigEndian(walk.Value)), now);
            else if (walk.Id == extensions.AudioLevel && AudioLevel.TryParse(walk.Value, out var read)) level = read;
            else if (walk.Id == extensions.Mid) name.Mid = walk.Value;
            else if (walk.Id == extensions.Rid) name.Rid = walk.Value;
            else if (walk.Id == extensions.RepairedRid) name.RepairedRid = walk.Value;
        }

        var fate = Dispatch(packet, header, name, level, now);
        if (fate is { } reason) drops.Add(reason);
    }

    /// <summary>Takes what the browser says about the streams it sends.</summary>
    public void HandleSenderReport(in SenderReport report, ServerClock ours, Timestamp now)
    {
        foreach (var video in videos)
        {
            foreach (var layer in video.Layers)
            {
                if (layer.Ssrc != report.Ssrc) continue;
                if (!layer.TryReported(report, now)) return;
                Clock.Reported(report.Ntp, ours.At(now), now);
                layer.ReportToSlots(ours.At(now));
                return;
            }
        }

        foreach (var audio in audios)
        {
            if (audio.Stream.Ssrc != report.Ssrc) continue;
            if (!audio.Stream.TryReported(report, now)) return;
            Clock.Reported(report.Ntp, ours.At(now), now);
            audio.ReportToSlots(ours.At(now));
            return;
        }
    }

    /// <summary>Asks the browser to send no more than so many bits a second in all.</summary>
    public void AskForRate(long bits) => feedback.AskForRate(bits, videos, audios);

    public void Tick(TimeSpan? roundTrip, Timestamp now)
    {
        feedback.Tick(videos, audios, now);
        foreach (var video in videos)
        {
            foreach (var layer in video.Layers)
            {
                feedback.AskForMissing(layer, roundTrip ?? GuessedRoundTrip, now);
                feedback.AskForKeyframe(layer, now);
            }

            if (video.Tick(now)) TellDemand(video, now);
            WatchForStall(video, now);
        }
    }

    private DropReason? Dispatch(
        Span<byte> packet, in RtpHeader header, in StreamName name, AudioLevel? level, Timestamp now)
    {
        foreach (var audio in audios)
        {
            var stream = audio.Stream;
            if (stream.Ssrc != header.Ssrc && !(stream.Ssrc == 0 && audio.Takes(header.PayloadType) && name.IsOf(audio.Mid))) continue;
            if (!audio.Takes(header.PayloadType)) return DropReason.WrongPayloadType;
            stream.Ssrc = header.Ssrc;
            return HandleAudio(audio, packet, header, level, now);
        }

        foreach (var video in videos)
        {
            foreach (var layer in video.Layers)
            {
                if (layer.Ssrc == header.Ssrc || Binds(layer, header, name))
                {
                    if (header.PayloadType != layer.PayloadType) return DropReason.WrongPayloadType;
                    layer.Ssrc = header.Ssrc;
                    return HandleVideo(layer, packet, header, now);
                }

                if (layer.RtxSsrc == header.Ssrc || BindsRepair(layer, header, name))
                {
                    if (header.PayloadType != layer.RtxPayloadType) return DropReason.WrongPayloadType;
                    layer.RtxSsrc = header.Ssrc;
                    return ReasonOf(layer.Restore(packet, header, now));
                }
            }
        }

        return DropReason.UnknownStream;
    }

    /// <summary>
    /// Whether an unknown stream is the one a layer waits for: the offer did not name it, and the packet names line and layer. A
    /// layer binds once, so a browser cannot fill tables with streams, and may stop naming it once we have reported on it.
    /// </summary>
    private static bool Binds(VideoLayer layer, in RtpHeader header, in StreamName name) =>
        layer.Ssrc == 0 && header.PayloadType == layer.PayloadType && name.IsOf(layer.Source.Mid, layer.Rid);

    private static bool BindsRepair(VideoLayer layer, in RtpHeader header, in StreamName name) =>
        layer.RtxSsrc == 0 && header.PayloadType == layer.RtxPayloadType && name.IsRepairOf(layer.Source.Mid, layer.Rid);

    private DropReason? HandleAudio(AudioSource audio, ReadOnlySpan<byte> packet, in RtpHeader header, AudioLevel? level, Timestamp now)
    {
        if (!audio.MaySend(now)) return DropReason.OverRate;
        if (!audio.Count(header, now, out var sequence)) return DropReason.Duplicate;
        feedback.ScheduleReport(now);
        Start(audio, now);
        if (!room.MayBeHeard(audio)) return DropReason.Muted;
        room.Heard(audio, level, now);
        return ReasonOf(audio.Receive(packet.Slice(header.Length, header.PayloadLength), sequence, header, now));
    }

    private DropReason? HandleVideo(VideoLayer layer, Span<byte> packet, in RtpHeader header, Timestamp now)
    {
        var video = layer.Source;
        // Before the packet goes on: it is most often the beginning of a keyframe, which saves asking for another.
        Start(video, now);
        video.Arrives(layer, now);
        feedback.ScheduleReport(now);
        var fate = layer.Receive(packet, header, now);
        if (video.IsStalled) SetStalled(video, stalled: false);
        if (video.StallCheck is null)
        {
            video.StallCheck = now + StallLimit;
            wakeup.Ask(now + StallLimit);
        }

        return ReasonOf(fate);
    }

    private void Start(Source source, Timestamp now)
    {
        if (source.IsLive) return;
        source.IsLive = true;
        room.SourceStarted(source, now);
    }

    private static DropReason? ReasonOf(PacketFate fate) => fate switch
    {
        PacketFate.Forwarded => null,
        PacketFate.NoReceiver => DropReason.NoReceiver,
        PacketFate.Padding => DropReason.Padding,
        PacketFate.Duplicate => DropReason.Duplicate,
        PacketFate.Malformed => DropReason.Malformed,
    };

    private void WatchForStall(VideoSource video, Timestamp now)
    {
        if (video.StallCheck is not { } check) return;
        if (now >= check)
        {
            check = video.LastPacket + StallLimit;
            if (now >= check)
            {
                video.StallCheck = null;
                // Nobody asks for its layers: then the silence is ours.
                if (video.IsOn && video.AsksAny) SetStalled(video, stalled: true);
                return;
            }

            video.StallCheck = check;
        }

        wakeup.Ask(check);
    }

    private void TellDemand(VideoSource video, Timestamp now)
    {
        List<string> layers = [];
        foreach (var layer in video.Layers)
            if (video.Asks(layer)) layers.Add(layer.Rid);
        room.Tell(new LayersWanted(room.Key, video.Peer, video.Kind, layers));
        // Asked to send again, it has as long as at the beginning.
        if (layers.Count > 0 && video.StallCheck is null && video.IsLive) wakeup.Ask((video.StallCheck = now + StallLimit).Value);
    }

    public void RetellStalls()
    {
        foreach (var video in Videos)
            if (video.IsStalled) SetStalled(video, stalled: true);
    }

    private void SetStalled(VideoSource video, bool stalled)
    {
        video.IsStalled = stalled;
        room.Tell(new SourceStalled(room.Key, video.Peer, video.Participant, video.Kind, stalled));
    }
}
