using System.Diagnostics.Metrics;
using MeetingHub.Server.Rooms;

namespace MeetingHub.Server.Monitoring;

/// <summary>How much is going on in the rooms of this process.</summary>
internal sealed class RoomMeter(IMeterFactory meters, LiveRooms rooms)
{
    /// <summary>To be called once, when the server starts.</summary>
    public void Begin()
    {
        var meter = ServerMeter.Of(meters);
        meter.CreateObservableUpDownCounter(
            "meetinghub.room.count", () => rooms.Loaded.Count(room => !room.Connections.IsEmpty), "{room}", "Rooms in which somebody is.");
        meter.CreateObservableUpDownCounter(
            "meetinghub.room.connection.count", () => rooms.Loaded.Sum(room => room.Connections.Length), "{connection}", "Windows that are in a room.");
    }
}
