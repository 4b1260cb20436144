using MeetingHub.Media.Hosting;
using MeetingHub.Media.Rooms;

namespace MeetingHub.Media.Tests.Hosting;

public sealed class MediaRatesTests
{
    private static readonly PeerKey Stayed = new(Guid.NewGuid());
    private static readonly PeerKey Came = new(Guid.NewGuid());

    [Fact]
    public void Bits_and_packets_are_by_the_second_whatever_lies_between()
    {
        var before = Snapshot(second: 10, Peer(Stayed, packetsIn: 100, bytesIn: 10_000, packetsOut: 200, bytesOut: 50_000));
        var after = Snapshot(second: 14, Peer(Stayed, packetsIn: 500, bytesIn: 60_000, packetsOut: 1_000, bytesOut: 150_000));

        var rates = MediaRates.Between(before, after)!.Peers[Stayed];

        Assert.Equal((100, 200, 100_000, 200_000), (rates.PacketsIn, rates.PacketsOut, rates.BitsIn, rates.BitsOut));
    }

    [Fact]
    public void Whoever_came_in_between_counts_from_nothing_and_who_went_is_left_out()
    {
        var before = Snapshot(second: 10, Peer(Stayed, packetsIn: 100, bytesIn: 0));
        var after = Snapshot(second: 12, Peer(Came, packetsIn: 50, bytesIn: 1_000));

        var rates = MediaRates.Between(before, after)!;

        Assert.Equal([Came], rates.Peers.Keys);
        Assert.Equal((25, 4_000), (rates.Peers[Came].PacketsIn, rates.Peers[Came].BitsIn));
    }

    // A page that begins its connection anew keeps its key: its rates were far below nothing for one reading.
    [Fact]
    public void A_connection_begun_anew_counts_from_nothing()
    {
        var before = Snapshot(second: 10, Peer(Stayed, packetsIn: 9_000, bytesIn: 9_000_000, dropped: (DropReason.Muted, 40)));
        var after = Snapshot(second: 12, Peer(Stayed, packetsIn: 20, bytesIn: 2_000, dropped: (DropReason.Muted, 6)));

        var rates = MediaRates.Between(before, after)!.Peers[Stayed];

        Assert.Equal((10, 8_000, 3), (rates.PacketsIn, rates.BitsIn, rates.Dropped[DropReason.Muted]));
    }

    [Fact]
    public void Loss_is_what_did_not_come_at_once_mended_or_not()
    {
        var before = Snapshot(second: 10, Peer(Stayed, source: (Packets: 1_000, Gaps: 10, Recovered: 0)));
        // Of 200 that were sent 14 were lost, and ten of them came again.
        var after = Snapshot(second: 12, Peer(Stayed, source: (Packets: 1_196, Gaps: 14, Recovered: 10)));

        Assert.Equal(0.07, MediaRates.Between(before, after)!.Peers[Stayed].LossIn!.Value, 6);
    }

    [Fact]
    public void Loss_is_unknown_while_nothing_is_sent_and_never_below_nothing()
    {
        var before = Snapshot(second: 10, Peer(Stayed, source: (Packets: 1_000, Gaps: 10, Recovered: 0)));
        var silent = Snapshot(second: 12, Peer(Stayed, source: (Packets: 1_000, Gaps: 10, Recovered: 0)));
        var late = Snapshot(second: 14, Peer(Stayed, source: (Packets: 1_030, Gaps: 2, Recovered: 0)));

        Assert.Null(MediaRates.Between(before, silent)!.Peers[Stayed].LossIn);
        Assert.Equal(0, MediaRates.Between(silent, late)!.Peers[Stayed].LossIn);
    }

    [Fact]
    public void The_loop_tells_its_load_and_what_a_packet_costs()
    {
        var before = Snapshot(second: 10) with { Totals = Totals(second: 10, used: 1.0, sent: 0) };
        var after = Snapshot(second: 12) with { Totals = Totals(second: 12, used: 1.3, sent: 100_000) };

        var loop = MediaRates.Between(before, after)!.Loop;

        Assert.Equal((0.15, 3.0, 50_000.0), (Math.Round(loop.Load!.Value, 6), loop.PerPacketOut!.Value.TotalMicroseconds, loop.PacketsOut));
    }

    [Fact]
    public void A_loop_that_sent_nothing_has_no_cost_for_a_packet()
    {
        var rates = MediaRates.Between(
            Snapshot(second: 10) with { Totals = Totals(second: 10, used: 1, sent: 7) },
            Snapshot(second: 11) with { Totals = Totals(second: 11, used: 1, sent: 7) })!;

        Assert.Equal((0, null), (rates.Loop.Load, rates.Loop.PerPacketOut));
    }

    [Fact]
    public void Two_snapshots_of_one_moment_say_nothing() =>
        Assert.Null(MediaRates.Between(Snapshot(second: 10), Snapshot(second: 10)));

    private static MediaStatistics Snapshot(double second, params PeerStatistics[] peers) =>
        new(0, 0, 0, 0, [new RoomStatistics(new RoomKey(Guid.Empty), ActiveSpeaker: null, peers)]) { Totals = Totals(second, used: 0, sent: 0) };

    private static MediaTotals Totals(double second, double used, long sent) => new(
        1, 1, 1, 0, 0, 0, 0, 0, 0, 0, sent, 0, 0, 0, new Dictionary<DropReason, long>(), new Dictionary<PeerCloseReason, long>(),
        new LoopStatistics(TimeSpan.FromSeconds(second), TimeSpan.FromSeconds(used), Waited: TimeSpan.Zero, Overflows: 0));

    private static PeerStatistics Peer(
        PeerKey key, long packetsIn = 0, long bytesIn = 0, long packetsOut = 0, long bytesOut = 0, (DropReason Reason, long Count)? dropped = null,
        (long Packets, long Gaps, long Recovered)? source = null) => new(
        key, new ParticipantKey(Guid.NewGuid()), Connected: true, packetsIn, bytesIn, packetsOut, bytesOut, RoundTrip: null,
        dropped is { } drop ? new Dictionary<DropReason, long> { [drop.Reason] = drop.Count } : new Dictionary<DropReason, long>(),
        source is { } s ? [Source(s.Packets, s.Gaps, s.Recovered)] : [],
        [],
        new DownlinkStatistics(0, 0, Arriving: null, 0, IsMeasured: false, IsProbing: false, 0));

    private static SourceStatistics Source(long packets, long gaps, long recovered) => new("0", SourceKind.Camera, packets, gaps,
        [new LayerStatistics("q", 7, 180, 0, Arriving: true, Asked: true, packets, gaps, recovered, 0, 0, 0, 0)]);
}
