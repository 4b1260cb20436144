using MeetingHub.Media.Hosting;

namespace MeetingHub.Media.Rooms;

/// <summary>Sums of what peers did. Those that are gone stay in the sum, or counters would run backwards when somebody leaves.</summary>
internal sealed class Traffic
{
    private static readonly DropReason[] Reasons = Enum.GetValues<DropReason>();

    private readonly long[] dropped = new long[Reasons.Length];
    private readonly long[] closed = new long[Enum.GetValues<PeerCloseReason>().Length];

    public long PacketsIn { get; private set; }

    public long BytesIn { get; private set; }

    public long PacketsOut { get; private set; }

    public long BytesOut { get; private set; }

    public long Recovered { get; private set; }

    public long Retransmitted { get; private set; }

    public void Add(Peer peer)
    {
        PacketsIn += peer.PacketsIn;
        BytesIn += peer.BytesIn;
        PacketsOut += peer.Transport.Egress.Packets;
        BytesOut += peer.Transport.Egress.Bytes;
        foreach (var reason in Reasons) dropped[(int)reason] += peer.Drops[reason];
        foreach (var video in peer.Publisher.Videos)
            foreach (var layer in video.Layers) Recovered += layer.Recovered;
        foreach (var slot in peer.Subscriber.Videos) Retransmitted += slot.Retransmitted;
    }

    /// <summary>To be called once a peer, when it goes.</summary>
    public void Close(Peer peer, PeerCloseReason reason)
    {
        Add(peer);
        closed[(int)reason]++;
    }

    public void Add(Traffic other)
    {
        PacketsIn += other.PacketsIn;
        BytesIn += other.BytesIn;
        PacketsOut += other.PacketsOut;
        BytesOut += other.BytesOut;
        Recovered += other.Recovered;
        Retransmitted += other.Retransmitted;
        for (var i = 0; i < dropped.Length; i++) dropped[i] += other.dropped[i];
        for (var i = 0; i < closed.Length; i++) closed[i] += other.closed[i];
    }

    public IReadOnlyDictionary<DropReason, long> Dropped() => Counted<DropReason>(dropped);

    public IReadOnlyDictionary<PeerCloseReason, long> Closed() => Counted<PeerCloseReason>(closed);

    private static Dictionary<TReason, long> Counted<TReason>(long[] counts) where TReason : struct, Enum
    {
        var reasons = Enum.GetValues<TReason>();
        Dictionary<TReason, long> counted = [];
        for (var i = 0; i < counts.Length; i++)
            if (counts[i] > 0) counted[reasons[i]] = counts[i];
        return counted;
    }
}
