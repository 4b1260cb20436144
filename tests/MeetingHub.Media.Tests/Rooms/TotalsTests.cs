using MeetingHub.Media.Hosting;
using MeetingHub.Testing.Media;

namespace MeetingHub.Media.Tests.Rooms;

public sealed class TotalsTests
{
    private static readonly LoopStatistics Loop = new(TimeSpan.Zero, ProcessorTime: null, Waited: TimeSpan.Zero, Overflows: 0);

    // Summed over those who are there, counters ran backwards whenever somebody left.
    [Fact]
    public void What_was_counted_stays_counted_when_its_peer_goes()
    {
        using var meeting = new Meeting();
        var (sender, viewer) = (meeting.Join('A'), meeting.Join('B'));
        meeting.Run(1);
        var before = Totals(meeting);

        meeting.Board.Disconnect(sender.Key, PeerCloseReason.Disconnected, meeting.Now);
        var after = Totals(meeting);

        Assert.Equal((2, 2, 1, 1), (before.Peers, before.Connected, after.Peers, after.Connected));
        Assert.Equal((before.PacketsIn, before.BytesIn), (after.PacketsIn, after.BytesIn));
        Assert.InRange(after.BytesOut, before.BytesOut, before.BytesOut + 1000);
        Assert.Equal(1, after.Closed[PeerCloseReason.Disconnected]);
        Assert.True(viewer.Peer.IsConnected);
    }

    [Fact]
    public void Totals_are_the_sum_of_what_the_peers_tell()
    {
        using var meeting = new Meeting();
        var lossy = new LinkConditions { Loss = 0.1 };
        Browser[] browsers = [meeting.Join('A'), meeting.Join('B', up: lossy, down: lossy), meeting.Join('C')];
        browsers[2].Peer.SendRaw([0x80, 96, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9]);
        meeting.Run(3);

        var (totals, told) = (Totals(meeting), browsers.Select(meeting.Statistics).ToList());

        Assert.Equal(told.Sum(p => p.PacketsIn), totals.PacketsIn);
        Assert.Equal(told.Sum(p => p.BytesIn), totals.BytesIn);
        Assert.Equal(told.Sum(p => p.PacketsOut), totals.PacketsOut);
        Assert.Equal(told.Sum(p => p.BytesOut), totals.BytesOut);
        Assert.Equal(told.Sum(p => p.Sources.Sum(s => s.Layers.Sum(l => l.Recovered))), totals.Recovered);
        Assert.Equal(told.Sum(p => p.Slots.Sum(s => s.Retransmitted)), totals.Retransmitted);
        Assert.True(totals is { Recovered: > 0, Retransmitted: > 0 });
        Assert.Equal(1, totals.Dropped[DropReason.Forged]);
    }

    private static MediaTotals Totals(Meeting meeting) => meeting.Board.Totals(datagramsOut: 0, sendFailures: 0, Loop);
}
