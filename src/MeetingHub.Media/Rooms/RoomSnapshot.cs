using MeetingHub.Media.Congestion;
using MeetingHub.Media.Forwarding;
using MeetingHub.Media.Hosting;

namespace MeetingHub.Media.Rooms;

/// <summary>Copies a room's counters out of the loop.</summary>
internal static class RoomSnapshot
{
    public static RoomStatistics Of(Room room)
    {
        List<PeerStatistics> peers = [];
        foreach (var peer in room.Peers) peers.Add(Of(peer));
        return new RoomStatistics(room.Key, room.ActiveSpeaker, peers);
    }

    private static PeerStatistics Of(Peer peer)
    {
        List<SourceStatistics> sources = [];
        foreach (var audio in peer.Publisher.Audios)
            sources.Add(new SourceStatistics(audio.Mid, audio.Kind, audio.Stream.Packets, audio.Stream.Gaps, []));
        foreach (var video in peer.Publisher.Videos) sources.Add(Of(video));
        List<SlotStatistics> slots = [];
        foreach (var slot in peer.Subscriber.Videos) slots.Add(Of(slot));
        foreach (var (slot, _) in peer.Subscriber.Audios) slots.Add(Of(slot));
        var egress = peer.Transport.Egress;
        return new PeerStatistics(
            peer.Key, peer.Participant, peer.IsConnected, peer.PacketsIn, peer.BytesIn, egress.Packets, egress.Bytes,
            peer.Subscriber.RoundTrip, peer.Drops.ToDictionary(), sources, slots, Of(egress.Estimator));
    }

    private static SourceStatistics Of(VideoSource video)
    {
        List<LayerStatistics> layers = [];
        foreach (var layer in video.Layers)
        {
            layers.Add(new LayerStatistics(
                layer.Rid, layer.Ssrc, layer.PixelHeight, layer.BitsPerSecond, layer.IsArriving, video.Asks(layer), layer.Packets,
                layer.Gaps, layer.Recovered, layer.Keyframes, layer.KeyframesAsked, layer.Nacks.Asked, layer.HistoryBytes));
        }

        return new SourceStatistics(video.Mid, video.Kind, layers.Sum(l => l.Packets), layers.Sum(l => l.Gaps), layers);
    }

    private static DownlinkStatistics Of(BandwidthEstimator line) => new(
        line.BitsPerSecond, line.Wanted, line.Arriving, line.Loss, line.HasFeedback, line.IsProbing, line.Probes);

    private static SlotStatistics Of(VideoSlot slot) => new(
        slot.Mid, slot.Ssrc, slot.Current?.Participant, slot.Current?.Kind, slot.Shown?.Index, slot.Needs, slot.Packets, slot.Gaps,
        slot.Retransmitted, slot.RetransmissionsRefused, slot.Switches, slot.KeyframesAsked);

    private static SlotStatistics Of(AudioSlot slot) => new(
        slot.Mid, slot.Ssrc, slot.Current?.Participant, slot.Current?.Kind, Layer: null, Needs: null, slot.Packets, slot.Gaps,
        Retransmitted: 0, RetransmissionsRefused: 0, slot.Switches, KeyframesAsked: 0);
}
