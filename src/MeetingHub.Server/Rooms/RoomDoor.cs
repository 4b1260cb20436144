using MeetingHub.Domain;
using MeetingHub.Domain.Rooms;

namespace MeetingHub.Server.Rooms;

/// <summary>How the hub and the API reach a room: the same way.</summary>
internal sealed class RoomDoor(LiveRooms rooms, IRoomPlans plans, BrokenLines broken)
{
    private static readonly Rejection Full = new("serverFull");

    /// <exception cref="RoomClosedException">Not just now: the page tries again by itself.</exception>
    public async Task<EnterAnswer> EnterAsync(RoomConnection connection, EnterRequest request, CancellationToken ct)
    {
        // The tables say who may come until the start; asked before a room is made, or any id would make one.
        if (await plans.FindAsync(request.Meeting, ct) is not { } plan)
            return new EnterAnswer(null, Rejection.NotFound("meeting"));
        var seat = plan.Seats.Find(s => s.Person == connection.Caller.Person);
        if (seat is null && rooms.Find(request.Meeting)?.State.Seats.Exists(s => s.Person == connection.Caller.Person) is not true)
            return new EnterAnswer(null, new Rejection(RejectionCodes.NotInvited));
        if (rooms.IsStopping)
            throw new RoomClosedException();
        var answer = await rooms.InAsync(request.Meeting, room => room.EnterAsync(connection, request, seat, CancellationToken.None), ct);
        // The line broke while the room let it in: nobody else will take it out.
        if (ct.IsCancellationRequested && answer?.Welcome is not null)
            _ = LoseAsync(connection);
        return answer ?? new EnterAnswer(null, Full);
    }

    public async Task<ExecuteAnswer> ExecuteAsync(
        MeetingId meeting, PersonId person, ConnectionId? connection, CommandId id, RoomCommand command, CancellationToken ct) =>
        await rooms.InAsync(meeting, room => room.ExecuteAsync(person, connection, id, command, ct), ct)
            ?? new ExecuteAnswer(null, Full);

    /// <summary>The line broke. The window goes with it, unless its media goes on and the page comes back.</summary>
    public async Task LoseAsync(RoomConnection connection)
    {
        await broken.OutliveAsync(connection);
        await LeaveAsync(connection, onPurpose: connection.WasSentAway);
    }

    public async Task LeaveAsync(RoomConnection connection, bool onPurpose)
    {
        if (rooms.IsStopping || rooms.Find(connection.Meeting) is not { } room)
            return;
        try
        {
            await room.EndAsync(connection, onPurpose);
        }
        catch (Exception e) when (e is RoomClosedException or RoomFaultException)
        {
            // It ended its connections itself, this one too.
        }
    }
}
