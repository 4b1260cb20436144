using MeetingHub.Media.Hosting;
using MeetingHub.Media.Rooms;
using MeetingHub.Server.Rooms;

namespace MeetingHub.Server.Tests.Rooms;

public sealed class MediaWatchTests
{
    private static readonly PeerKey Stayed = new(Guid.NewGuid());
    private static readonly PeerKey Came = new(Guid.NewGuid());

    [Fact]
    public void What_no_honest_browser_sends_is_said_once_a_minute_and_reason()
    {
        var before = Statistics(unknown: 5, (Stayed, DropReason.Forged, 10));
        var after = Statistics(unknown: 9, (Stayed, DropReason.Forged, 12), (Came, DropReason.Forged, 3), (Came, DropReason.Malformed, 1));

        Assert.Equal([("Malformed", 1L), ("Forged", 5L), ("UnknownSender", 4L)], MediaWatch.Dropped(before, after));
        Assert.Equal([("Forged", 10L), ("UnknownSender", 5L)], MediaWatch.Dropped(null, before));
        Assert.Empty(MediaWatch.Dropped(after, after));
    }

    [Fact]
    public void What_every_browser_sends_is_not_worth_a_word() =>
        Assert.Empty(MediaWatch.Dropped(null, Statistics(unknown: 0, (Came, DropReason.Padding, 400), (Came, DropReason.Muted, 50))));

    private static MediaStatistics Statistics(long unknown, params (PeerKey Peer, DropReason Reason, long Count)[] dropped) => new(
        0, 0, unknown, 0,
        [
            new RoomStatistics(new(Guid.NewGuid()), null, [.. dropped.GroupBy(d => d.Peer).Select(peer => new PeerStatistics(
                peer.Key, new(Guid.NewGuid()), true, 0, 0, 0, 0, null, peer.ToDictionary(d => d.Reason, d => d.Count), [], [],
                new DownlinkStatistics(0, 0, Arriving: null, 0, IsMeasured: false, IsProbing: false, 0)))]),
        ]);
}
