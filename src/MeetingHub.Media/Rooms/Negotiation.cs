using MeetingHub.Media.Forwarding;
using MeetingHub.Media.Hosting;
using MeetingHub.Media.Rtp;
using MeetingHub.Media.Sdp;

namespace MeetingHub.Media.Rooms;

/// <summary>
/// Turns an offer into sources and slots of a peer. An offer is checked as a whole before anything changes, so a refused one
/// leaves the connection as it was.
/// </summary>
internal static class Negotiation
{
    /// <summary>Whether an offer can be taken, by a peer that is already there or by a new one (<paramref name="known"/> empty).</summary>
    /// <returns>A stable code, or null when it can.</returns>
    public static string? Check(IReadOnlyList<NegotiatedLine> known, SdpOffer offer, IReadOnlyList<SendLine> sends)
    {
        if (offer.Lines.Count < known.Count) return SdpRefusal.LinesChanged;
        for (var i = 0; i < offer.Lines.Count; i++)
        {
            var line = offer.Lines[i];
            if (!CanCode(line)) return SdpRefusal.NoCodec;
            if (i >= known.Count) continue;
            if (!string.Equals(line.Mid, known[i].Mid, StringComparison.Ordinal) || line.Media != known[i].Media) return SdpRefusal.LinesChanged;
            var isSlot = known[i].Answer.Role == LineRole.Slot;
            if (isSlot && (line.IsStopped || line.Direction != LineDirection.Receive)) return SdpRefusal.LinesChanged;
        }

        return CheckSends(offer, sends);
    }

    /// <summary>Adds what is new and says how each line is answered.</summary>
    public static IReadOnlyList<AnsweredLine> Apply(Peer peer, SdpOffer offer, IReadOnlyList<SendLine> sends, Entropy entropy)
    {
        var pairs = PairsOf(peer, offer);
        List<AnsweredLine> answers = [];
        for (var i = 0; i < offer.Lines.Count; i++)
        {
            var line = offer.Lines[i];
            var known = i < peer.Lines.Count ? peer.Lines[i].Answer : null;
            var answer = known is { Role: LineRole.Slot } ? known : Answer(peer, line, i, sends, pairs, entropy);
            answers.Add(answer);
            var negotiated = new NegotiatedLine(line.Mid, line.Media, answer);
            if (known is null) peer.Lines.Add(negotiated);
            else peer.Lines[i] = negotiated;
        }

        return answers;
    }

    private static bool CanCode(OfferedLine line) =>
        line.IsStopped || line.Media switch
        {
            LineMedia.Audio => line.OpusPayloadType is not null,
            LineMedia.Video => line.Codecs.Count > 0,
            LineMedia.Other => true,
        };

    private static string? CheckSends(SdpOffer offer, IReadOnlyList<SendLine> sends)
    {
        for (var i = 0; i < sends.Count; i++)
        {
            var line = Find(offer, sends[i].Mid);
            if (line is null || line.IsStopped || line.Direction == LineDirection.Receive) return SdpRefusal.WrongSends;
            if (line.Media != (sends[i].Kind.IsAudio() ? LineMedia.Audio : LineMedia.Video)) return SdpRefusal.WrongSends;
            for (var j = 0; j < i; j++)
                if (sends[j].Kind == sends[i].Kind || string.Equals(sends[j].Mid, sends[i].Mid, StringComparison.Ordinal))
                    return SdpRefusal.WrongSends;
        }

        return null;
    }

    private static OfferedLine? Find(SdpOffer offer, string mid)
    {
        foreach (var line in offer.Lines)
            if (string.Equals(line.Mid, mid, StringComparison.Ordinal)) return line;
        return null;
    }

    /// <summary>
    /// The stream of each new slot: the n-th new sound and the n-th new picture slot of an offer share one, so that the browser
    /// keeps them in step; what is left over has its own. What was negotiated before keeps what it has.
    /// </summary>
    private static Dictionary<int, string> PairsOf(Peer peer, SdpOffer offer)
    {
        List<int> pictures = [];
        List<int> sounds = [];
        for (var i = 0; i < offer.Lines.Count; i++)
        {
            if (i < peer.Lines.Count && peer.Lines[i].Answer.Role == LineRole.Slot) continue;
            if (!IsNewSlot(offer.Lines[i])) continue;
            (offer.Lines[i].Media == LineMedia.Video ? pictures : sounds).Add(i);
        }

        Dictionary<int, string> streams = [];
        var next = peer.Subscriber.Videos.Count;
        for (var n = 0; n < pictures.Count; n++) streams[pictures[n]] = $"s{next + n}";
        for (var n = 0; n < sounds.Count; n++)
            streams[sounds[n]] = n < pictures.Count ? $"s{next + n}" : $"x{offer.Lines[sounds[n]].Mid}";
        return streams;
    }

    private static bool IsNewSlot(OfferedLine line) =>
        !line.IsStopped && line.Media != LineMedia.Other && line.Direction == LineDirection.Receive;

    private static AnsweredLine Answer(
        Peer peer, OfferedLine line, int index, IReadOnlyList<SendLine> sends, Dictionary<int, string> pairs, Entropy entropy)
    {
        if (line.IsStopped || line.Media == LineMedia.Other) return new AnsweredLine(LineRole.Rejected);
        if (IsNewSlot(line)) return AddSlot(peer, line, pairs[index], entropy);
        foreach (var send in sends)
        {
            if (!string.Equals(send.Mid, line.Mid, StringComparison.Ordinal)) continue;
            AddSource(peer, line, send.Kind);
            var sendsNow = line.Direction is LineDirection.Send or LineDirection.SendReceive;
            return new AnsweredLine(sendsNow ? LineRole.Source : LineRole.Inactive);
        }

        return new AnsweredLine(LineRole.Inactive);
    }

    private static void AddSource(Peer peer, OfferedLine line, SourceKind kind)
    {
        peer.Publisher.Learn(line.Extensions);
        if (peer.Publisher.Find(kind) is not null) return;
        var clock = peer.Publisher.Clock;
        if (kind.IsAudio())
        {
            var stream = new ReceivedStream(clock, RtpTime.OpusClock) { PayloadType = line.OpusPayloadType!.Value, Ssrc = line.Ssrc };
            peer.Publisher.Add(new AudioSource(line.Mid, kind, peer.Key, peer.Participant, stream) { RedPayloadType = line.RedPayloadType });
            return;
        }

        var rids = line.Rids.Count == 0 ? [""] : line.Rids;
        peer.Publisher.Add(new VideoSource(line.Mid, kind, peer.Key, peer.Participant, peer.Wakeup, rids.Count, Layer));

        VideoLayer Layer(VideoSource source, int index) => new(source, rids[index], index, line.Codecs[0].Codec, clock, peer.Wakeup)
        {
            PayloadType = line.Codecs[0].PayloadType,
            RtxPayloadType = line.Codecs[0].RtxPayloadType,
            Ssrc = line.Ssrc,
            RtxSsrc = line.RtxSsrc,
        };
    }

    private static AnsweredLine AddSlot(Peer peer, OfferedLine line, string stream, Entropy entropy)
    {
        var egress = peer.Transport.Egress;
        var ssrc = FreshSsrc(peer, entropy);
        if (line.Media == LineMedia.Audio)
        {
            peer.Subscriber.Add(new AudioSlot(
                line.Mid, stream, line.OpusPayloadType!.Value, ssrc, egress, peer.Wakeup, entropy.SlotStart())
            {
                RedPayloadType = line.RedPayloadType,
                TransportSequenceId = line.Extensions.TransportSequence,
            });
            return new AnsweredLine(LineRole.Slot, ssrc, Stream: stream);
        }

        if (line.Extensions.TransportSequence != 0) egress.Estimator.Expect();
        var rtxSsrc = FreshSsrc(peer, entropy, ssrc);
        peer.Subscriber.Add(new VideoSlot(
            line.Mid, stream, line.Codecs, ssrc, rtxSsrc, egress, peer.Wakeup,
            entropy.SlotStart())
        {
            TransportSequenceId = line.Extensions.TransportSequence,
        });
        return new AnsweredLine(LineRole.Slot, ssrc, rtxSsrc, stream);
    }

    /// <summary>A stream identifier that neither side of this connection uses (RFC 3550 section 8.1).</summary>
    private static uint FreshSsrc(Peer peer, Entropy entropy, uint alsoTaken = 0)
    {
        while (true)
        {
            var ssrc = entropy.UInt32();
            if (ssrc <= 1 || ssrc == alsoTaken || IsTaken(peer, ssrc)) continue;
            return ssrc;
        }
    }

    private static bool IsTaken(Peer peer, uint ssrc)
    {
        foreach (var video in peer.Subscriber.Videos)
            if (video.Ssrc == ssrc || video.RtxSsrc == ssrc) return true;
        foreach (var place in peer.Subscriber.Audios)
            if (place.Slot.Ssrc == ssrc) return true;
        foreach (var video in peer.Publisher.Videos)
            foreach (var layer in video.Layers)
                if (layer.Ssrc == ssrc || layer.RtxSsrc == ssrc) return true;
        foreach (var audio in peer.Publisher.Audios)
            if (audio.Stream.Ssrc == ssrc) return true;
        return false;
    }
}
