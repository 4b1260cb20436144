namespace MeetingHub.Server.Rooms;

/// <summary>What a page in a room is told. Public because SignalR builds the implementation at run time.</summary>
public interface IRoomClient
{
    /// <summary>The log, after it is on disk: revisions follow each other without a gap, also across batches.</summary>
    Task Events(EventBatch batch);

    /// <summary>What holds for the moment only; nothing of it comes again after a reconnect.</summary>
    Task Momentary(Momentary message);
}
