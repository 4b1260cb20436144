using MeetingHub.Server.Data;
using MeetingHub.Server.Rooms.Logs;
using Microsoft.EntityFrameworkCore;

namespace MeetingHub.Server.Rooms;

/// <summary>What every room of this process works with.</summary>
internal sealed record RoomParts(
    EventLog Log, IDbContextFactory<MeetingDb> Databases, IRoomPlans Plans, RoomMedia Media, TimeProvider Clock, ILogger<LiveRoom> Logger);
