namespace MeetingHub.Server.Rooms;

internal static partial class RoomLog
{
    [LoggerMessage(2001, LogLevel.Warning, "Connection {Connection} calls faster than it may; said once a connection.")]
    public static partial void Flooding(ILogger logger, string connection);

    [LoggerMessage(2002, LogLevel.Warning, "Connection {Connection} called {Method} without being in a meeting; said once a connection.")]
    public static partial void NotEntered(ILogger logger, string connection, string method);

    [LoggerMessage(2003, LogLevel.Error, "Events of {Rooms} rooms could not be written; nobody was told of them.")]
    public static partial void AppendFailed(ILogger logger, int rooms, Exception exception);

    [LoggerMessage(2004, LogLevel.Warning, "Room {Meeting} belongs to another process by now; this one lets go of it.")]
    public static partial void Fenced(ILogger logger, Guid meeting);

    [LoggerMessage(2005, LogLevel.Information, "Room {Meeting} was running when the server stopped; recovered at revision {Revision}.")]
    public static partial void Recovered(ILogger logger, Guid meeting, long revision);

    [LoggerMessage(2006, LogLevel.Error, "Room {Meeting} is closed after a fault; it is read from disk again when someone enters.")]
    public static partial void RoomFault(ILogger logger, Guid meeting, Exception exception);

    [LoggerMessage(2007, LogLevel.Warning, "A page of another origin tried to open the hub.")]
    public static partial void ForeignOrigin(ILogger logger);

    [LoggerMessage(2009, LogLevel.Information, "Media on {Candidates} (UDP) and {TcpCandidates} (TCP).")]
    public static partial void MediaOn(ILogger logger, string candidates, string tcpCandidates);

    [LoggerMessage(2010, LogLevel.Warning, "Media is off: {Reason} Everything else works.")]
    public static partial void MediaOff(ILogger logger, string reason);

    [LoggerMessage(2011, LogLevel.Error, "A fault in the media loop cost a packet.")]
    public static partial void MediaFault(ILogger logger, Exception exception);

    [LoggerMessage(2012, LogLevel.Warning, "An offer of connection {Connection} was refused: {Code}.")]
    public static partial void OfferRefused(ILogger logger, Guid connection, string code);

    [LoggerMessage(2013, LogLevel.Warning, "{Count} media datagrams were dropped in the last minute: {Reason}.")]
    public static partial void DatagramsDropped(ILogger logger, long count, string reason);

    [LoggerMessage(2014, LogLevel.Warning, "Media goes over UDP alone: {Reason}")]
    public static partial void NoTcp(ILogger logger, string reason);

    [LoggerMessage(2008, LogLevel.Error, "The heartbeat of the rooms could not be written.")]
    public static partial void NoHeartbeat(ILogger logger, Exception exception);
}
