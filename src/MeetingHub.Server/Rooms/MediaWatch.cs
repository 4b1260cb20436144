using MeetingHub.Media.Hosting;

namespace MeetingHub.Server.Rooms;

/// <summary>
/// Says in the log what no honest browser sends. The media loop only counts it, since a line a datagram would be an attack of its
/// own; here it is one line a minute and reason.
/// </summary>
internal sealed class MediaWatch(RoomMedia media, TimeProvider clock, ILogger<MediaWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private static readonly DropReason[] Suspicious =
    [
        DropReason.Malformed, DropReason.Forged, DropReason.UnknownStream, DropReason.WrongPayloadType, DropReason.RtcpFlood,
        DropReason.CheckFlood, DropReason.HandshakeFlood, DropReason.AddressTaken, DropReason.OverRate,
    ];

    /// <returns>What was dropped between the two, by reason; reasons without any are left out.</returns>
    public static IReadOnlyList<(string Reason, long Count)> Dropped(MediaStatistics? before, MediaStatistics after)
    {
        var known = Peers(before).ToDictionary(peer => peer.Peer, peer => peer.Dropped);
        var dropped = Suspicious.Select(reason => (
            Reason: reason.ToString(),
            Count: Peers(after).Sum(peer => peer.Dropped.GetValueOrDefault(reason) - (known.GetValueOrDefault(peer.Peer)?.GetValueOrDefault(reason) ?? 0))));
        return [.. dropped.Append((nameof(MediaStatistics.UnknownSender), after.UnknownSender - (before?.UnknownSender ?? 0))).Where(d => d.Item2 > 0)];
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        MediaStatistics? before = null;
        using var timer = new PeriodicTimer(Pause, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (await media.SnapshotAsync(stoppingToken) is not { } now)
                return;
            foreach (var (reason, count) in Dropped(before, now))
                RoomLog.DatagramsDropped(logger, count, reason);
            before = now;
        }
    }

    private static IEnumerable<PeerStatistics> Peers(MediaStatistics? statistics) => statistics?.Rooms.SelectMany(room => room.Peers) ?? [];
}
