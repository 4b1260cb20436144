using MeetingHub.Domain;
using MeetingHub.Domain.Meetings;
using MeetingHub.Domain.Rooms;

namespace MeetingHub.Server.Rooms;

/// <summary>The border with the planning tables, as a room sees it.</summary>
internal interface IRoomPlans
{
    /// <summary>Of rooms that have not started; a started one keeps its own.</summary>
    RoomOptions Options { get; }

    /// <summary>What the tables say now. Null when there is no such meeting, or none that anybody may come to.</summary>
    Task<MeetingStarted?> FindAsync(MeetingId meeting, CancellationToken ct);
}
