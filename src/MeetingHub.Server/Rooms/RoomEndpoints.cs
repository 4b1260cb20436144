using MeetingHub.Domain;
using MeetingHub.Domain.Rooms;
using MeetingHub.Server.Chat;
using MeetingHub.Server.Data;
using MeetingHub.Server.Meetings;
using MeetingHub.Server.Problems;
using MeetingHub.Server.Rooms.Logs;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SignedIn = MeetingHub.Server.SignIn.Caller;

namespace MeetingHub.Server.Rooms;

/// <summary>The room without the hub: the same commands and the same log, for programs.</summary>
internal static class RoomEndpoints
{
    private const int LogPageSize = 200;

    public static void MapRooms(this IEndpointRouteBuilder app)
    {
        app.MapHub<RoomHub>(RoomHub.Path, options =>
        {
            options.Transports = Microsoft.AspNetCore.Http.Connections.HttpTransportType.WebSockets;
            // Of one message; the room's protocol cuts it down for all but offers.
            options.ApplicationMaxBufferSize = Wire.SizedHubProtocol.MaxOfferBytes;
        });
        var group = app.MapGroup("/api/meetings/{meeting:guid}").WithTags("Rooms");
        group.MapGet("/room", ListInsideAsync);
        group.MapPost("/commands", ExecuteAsync);
        group.MapGet("/log", LogAsync);
        group.MapGet("/participants", ParticipantsAsync);
        group.MapGet("/chat", ChatAsync);
    }

    /// <summary>Who is in the room now, in the order of coming in: the page before the room shows it to whoever may see the meeting.</summary>
    private static async Task<Results<Ok<IReadOnlyList<PersonCard>>, ProblemHttpResult>> ListInsideAsync(
        Guid meeting, SignedIn caller, LiveRooms rooms, MeetingDb db, IDbContextFactory<MeetingDb> databases, CancellationToken ct)
    {
        var id = MeetingId.From(meeting);
        if (await MeetingAccess.FindAsync(db, id, caller, ct) is null)
            return Problem.Of(RejectionCodes.NotFound);
        var state = rooms.Find(id)?.State ?? await db.StateAsync(id, ct);
        var inside = state.Participants.Where(participant => participant.IsIn).Select(participant => participant.Person).OfType<PersonId>().ToList();
        var cards = (await new RoomPeople(databases).AddAsync(inside)).ToDictionary(card => card.Id);
        return TypedResults.Ok<IReadOnlyList<PersonCard>>([.. inside.Where(cards.ContainsKey).Select(person => cards[person])]);
    }

    private static async Task<Results<Ok<ExecuteAnswer>, ProblemHttpResult>> ExecuteAsync(
        Guid meeting, ExecuteRequest request, SignedIn caller, RoomDoor door, LiveRooms rooms, MeetingDb db, CancellationToken ct)
    {
        if (await ViewerAsync(db, rooms, MeetingId.From(meeting), caller, ct) is null)
            return Problem.Of(RejectionCodes.NotInMeeting);
        var answer = await door.ExecuteAsync(
            MeetingId.From(meeting), caller.Person, connection: null, request.Id, request.Command, CancellationToken.None);
        return answer.Rejection is { } rejection ? Problem.Of(rejection) : TypedResults.Ok(answer);
    }

    private static async Task<Results<Ok<LogPage>, ProblemHttpResult>> LogAsync(
        Guid meeting, SignedIn caller, LiveRooms rooms, MeetingDb db, CancellationToken ct, long after = 0)
    {
        var id = MeetingId.From(meeting);
        if (await ViewerAsync(db, rooms, id, caller, ct) is not { } seen)
            return Problem.Of(RejectionCodes.NotInMeeting);
        var events = await db.EventsAsync(id, after, LogPageSize, ct);
        var texts = await db.TextsAsync(id, [.. events.SelectMany(EventBatches.TextsOf)], ct);
        return TypedResults.Ok(new LogPage(EventBatches.Cut(events, texts, seen.Viewer), seen.Revision));
    }

    private static async Task<Results<Ok<ChatPage>, ProblemHttpResult>> ChatAsync(
        Guid meeting, SignedIn caller, LiveRooms rooms, MeetingDb db, CancellationToken ct, long? before = null) =>
        await ViewerAsync(db, rooms, MeetingId.From(meeting), caller, ct) is { } seen
            ? TypedResults.Ok(await db.ChatAsync(MeetingId.From(meeting), seen.Viewer, before, ct))
            : Problem.Of(RejectionCodes.NotInMeeting);

    private static async Task<Results<Ok<Page<RoomParticipant>>, ProblemHttpResult>> ParticipantsAsync(
        Guid meeting, [AsParameters] PageRequest page, SignedIn caller, LiveRooms rooms, MeetingDb db, CancellationToken ct)
    {
        var id = MeetingId.From(meeting);
        if (await ViewerAsync(db, rooms, id, caller, ct) is null)
            return Problem.Of(RejectionCodes.NotInMeeting);
        var state = rooms.Find(id)?.State ?? await db.StateAsync(id, ct);
        return TypedResults.Ok(new Page<RoomParticipant>(
            [.. state.Participants.Skip(page.Skip).Take(page.Size).Select(p =>
                new RoomParticipant(p.Id, p.Person, p.Role, p.IsIn, p.IsConnected, p.Sound is null, p.Stays))],
            state.Participants.Count, page.Number, page.Size));
    }

    /// <summary>Null for who was never in. From the disk when this process does not run the room.</summary>
    private static async Task<(Viewer Viewer, long Revision)?> ViewerAsync(
        MeetingDb db, LiveRooms rooms, MeetingId meeting, SignedIn caller, CancellationToken ct)
    {
        var state = rooms.Find(meeting)?.State ?? await db.StateAsync(meeting, ct);
        return state.Find(caller.Person) is { IsRemoved: false } me ? (new Viewer(me.Id, me.Role), state.Revision) : null;
    }
}
