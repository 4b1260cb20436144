using MeetingHub.Server.SignIn;

namespace MeetingHub.Server.Rooms;

/// <summary>Ends connections whose right has ended, and says good-bye when the server stops.</summary>
internal sealed class RoomEnds(LiveRooms rooms, RoomMedia media, SessionEnds sessions, TimeProvider clock, IHostApplicationLifetime life)
    : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        sessions.Ended += End;
        // Registered last, so run first: SignalR cuts its connections by the same signal.
        life.ApplicationStarted.Register(() => life.ApplicationStopping.Register(rooms.TellStopping));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        sessions.Ended -= End;
        return Task.CompletedTask;
    }

    private void End(SessionEnded ended)
    {
        foreach (var connection in rooms.Connections.Where(c => ended.Concerns(c.Caller)))
        {
            media.Disconnect(connection);
            // The end of the hub connection then takes it out of its room.
            _ = connection.SendAwayAsync(SentAwayReason.SignedOut, clock);
        }
    }
}
