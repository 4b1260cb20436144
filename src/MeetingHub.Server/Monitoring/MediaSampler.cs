using MeetingHub.Server.Rooms;

namespace MeetingHub.Server.Monitoring;

/// <summary>Asks the media loop for its totals each second. One short question: what it costs the loop is far below a packet's price.</summary>
internal sealed class MediaSampler(RoomMedia media, MediaMeter meter, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Beside the clock's beat, so that whoever reads the metrics reads those of now.</summary>
    public async Task RefreshAsync(CancellationToken ct)
    {
        if (await media.TotalsAsync(ct).WaitAsync(Patience, ct) is { } totals)
            meter.Take(totals);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        while (media.IsOn && await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                if (await media.TotalsAsync(stoppingToken).WaitAsync(Patience, stoppingToken) is not { } totals)
                    return;
                meter.Take(totals);
                meter.TakeWait(totals.Loop.Waited);
            }
            catch (TimeoutException)
            {
                // The worst there is to measure.
                meter.TakeWait(Patience);
            }
        }
    }
}
