using MeetingHub.Media.Hosting;
using MeetingHub.Server.Rooms;

namespace MeetingHub.Server.Monitoring;

/// <param name="Rates">Null for the first look after a while: a rate needs two.</param>
internal sealed record MediaReading(DateTimeOffset At, MediaStatistics Statistics, MediaRates? Rates);

/// <summary>
/// Whole looks at the media loop, shared by all who watch: a look costs the loop some microseconds for each person, so there is one a
/// second at most, and none while nobody watches.
/// </summary>
internal sealed class MediaReadings(RoomMedia media, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    /// <summary>A mean over longer says little of now.</summary>
    private static readonly TimeSpan Stale = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim one = new(1);
    private MediaReading? last;

    /// <summary>Null without media.</summary>
    /// <exception cref="TimeoutException">The loop does not answer.</exception>
    public async Task<MediaReading?> ReadAsync(CancellationToken ct)
    {
        await one.WaitAsync(ct);
        try
        {
            var now = clock.GetUtcNow();
            if (last is { } known && now - known.At < Fresh)
                return known;
            if (await media.SnapshotAsync(ct).WaitAsync(Patience, ct) is not { } statistics)
                return null;
            var before = last is { } earlier && now - earlier.At <= Stale ? earlier.Statistics : null;
            return last = new MediaReading(now, statistics, before is null ? null : MediaRates.Between(before, statistics));
        }
        finally
        {
            one.Release();
        }
    }

    public void Dispose() => one.Dispose();
}
