namespace MeetingHub.Server.Rooms;

/// <summary>
/// Windows whose hub connection broke while their media goes on, as when a proxy is restarted: they stay as they are for a while, so
/// that nobody falls silent for a line that carries no voice.
/// </summary>
internal sealed class BrokenLines(RoomMedia media, TimeProvider clock)
{
    /// <summary>A page tries every two seconds at the latest. Voices of somebody whom the chair's word does not reach must end some time.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(15);

    /// <summary>A browser that is there sends a check every two and a half seconds, if nothing else (media.md, T2).</summary>
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(4);

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    /// <summary>Returns when the window is to be given up, or is another line's by now: at once when there is no media to keep.</summary>
    public async Task OutliveAsync(RoomConnection connection)
    {
        var broken = clock.GetUtcNow();
        connection.BrokenAt = broken;
        connection.Outbox.Close();
        while (!connection.IsOver && clock.GetUtcNow() - broken < Grace && await media.IsHeardAsync(connection, LongestSilence))
            await Task.Delay(LookEvery, clock);
    }
}
