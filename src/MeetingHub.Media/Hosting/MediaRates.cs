using MeetingHub.Media.Rooms;

namespace MeetingHub.Media.Hosting;

/// <summary>What two snapshots of one server say of the time between them.</summary>
/// <param name="Peers">Of the later snapshot.</param>
public sealed record MediaRates(TimeSpan Over, LoopRates Loop, IReadOnlyDictionary<PeerKey, PeerRates> Peers)
{
    /// <summary>Null when the later one is not later, or does not know its time: nothing can be divided by that.</summary>
    public static MediaRates? Between(MediaStatistics before, MediaStatistics after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        if (before.Totals is not { } first || after.Totals is not { } last || last.Loop.Uptime <= first.Loop.Uptime) return null;
        var over = last.Loop.Uptime - first.Loop.Uptime;
        Dictionary<PeerKey, PeerStatistics> known = [];
        foreach (var room in before.Rooms)
            foreach (var peer in room.Peers) known[peer.Peer] = peer;
        Dictionary<PeerKey, PeerRates> peers = [];
        foreach (var room in after.Rooms)
            foreach (var peer in room.Peers) peers[peer.Peer] = PeerRates.Between(known.GetValueOrDefault(peer.Peer), peer, over);
        return new MediaRates(over, LoopRates.Between(first, last, over), peers);
    }
}

/// <param name="Load">Share of one core that the loop used, 0 to 1; null where the system does not say.</param>
/// <param name="PerPacketOut">Processor time of the loop for each packet it sent to a peer; null when it sent none.</param>
/// <param name="Waited">As at the later snapshot, see <see cref="LoopStatistics"/>.</param>
public sealed record LoopRates(
    double? Load,
    TimeSpan? PerPacketOut,
    TimeSpan Waited,
    double PacketsIn,
    double PacketsOut,
    double BitsIn,
    double BitsOut,
    double SendFailures,
    double Overflows)
{
    internal static LoopRates Between(MediaTotals before, MediaTotals after, TimeSpan over)
    {
        var seconds = over.TotalSeconds;
        var used = after.Loop.ProcessorTime - before.Loop.ProcessorTime;
        var sent = after.PacketsOut - before.PacketsOut;
        return new LoopRates(
            used / over,
            sent > 0 ? used / sent : null,
            after.Loop.Waited,
            (after.PacketsIn - before.PacketsIn) / seconds,
            sent / seconds,
            (after.BytesIn - before.BytesIn) * 8 / seconds,
            (after.BytesOut - before.BytesOut) * 8 / seconds,
            (after.SendFailures - before.SendFailures) / seconds,
            (after.Loop.Overflows - before.Loop.Overflows) / seconds);
    }
}

/// <summary>Packets and bits by the second, as on the wire under UDP.</summary>
/// <param name="LossIn">
/// Share of the peer's packets that did not come at once, 0 to 1, those that a retransmission brought later included; null when it
/// sent none.
/// </param>
/// <param name="Dropped">Received and not forwarded, by the second; reasons that did not occur are left out.</param>
public sealed record PeerRates(
    double PacketsIn, double PacketsOut, double BitsIn, double BitsOut, double? LossIn, IReadOnlyDictionary<DropReason, double> Dropped)
{
    internal static PeerRates Between(PeerStatistics? before, PeerStatistics after, TimeSpan over)
    {
        // A page that began its connection anew keeps its key, and its counters begin at zero.
        if (before is not null && (after.PacketsIn < before.PacketsIn || after.PacketsOut < before.PacketsOut)) before = null;
        var seconds = over.TotalSeconds;
        Dictionary<DropReason, double> dropped = [];
        foreach (var (reason, count) in after.Dropped)
        {
            var more = count - (before?.Dropped.GetValueOrDefault(reason) ?? 0);
            if (more > 0) dropped[reason] = more / seconds;
        }

        return new PeerRates(
            (after.PacketsIn - (before?.PacketsIn ?? 0)) / seconds,
            (after.PacketsOut - (before?.PacketsOut ?? 0)) / seconds,
            (after.BytesIn - (before?.BytesIn ?? 0)) * 8 / seconds,
            (after.BytesOut - (before?.BytesOut ?? 0)) * 8 / seconds,
            LossOf(before?.Sources ?? [], after.Sources),
            dropped);
    }

    private static double? LossOf(IReadOnlyList<SourceStatistics> before, IReadOnlyList<SourceStatistics> after)
    {
        var (expected, lost) = (0L, 0L);
        foreach (var source in after)
        {
            var known = Find(before, source.Mid);
            expected += source.Packets + source.Gaps - (known?.Packets + known?.Gaps ?? 0);
            lost += source.Gaps + Recovered(source) - (known is null ? 0 : known.Gaps + Recovered(known));
        }

        // What is late fills a gap of the time before, so that the sum may fall below nothing.
        return expected > 0 ? Math.Clamp((double)lost / expected, 0, 1) : null;
    }

    private static long Recovered(SourceStatistics source)
    {
        var recovered = 0L;
        foreach (var layer in source.Layers) recovered += layer.Recovered;
        return recovered;
    }

    private static SourceStatistics? Find(IReadOnlyList<SourceStatistics> sources, string mid)
    {
        foreach (var source in sources)
            if (string.Equals(source.Mid, mid, StringComparison.Ordinal)) return source;
        return null;
    }
}
