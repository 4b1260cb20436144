using MeetingHub.Domain;
using MeetingHub.Domain.Rooms;
using MeetingHub.Server.Monitoring;
using MeetingHub.Server.Rooms.Wire;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;
using SignedIn = MeetingHub.Server.SignIn.Caller;

namespace MeetingHub.Server.Rooms;

/// <summary>
/// A page's one connection to its meeting. What is asked of the meeting is a <see cref="RoomCommand"/>; what holds only for
/// this window has a method of its own. Calls of one connection are carried out in their order.
/// </summary>
[Authorize]
internal sealed partial class RoomHub(
    RoomDoor door, RoomMedia media, LiveRooms rooms, CallReports reports, TimeProvider clock, ILogger<RoomHub> logger) : Hub<IRoomClient>
{
    public const string Path = "/hubs/room";

    private static readonly Rejection NotInMeeting = new(RejectionCodes.NotInMeeting);

    /// <summary>
    /// Comes in, or back. To be called first, and again after each reconnect. Events after the welcome's revision may arrive
    /// before the welcome itself.
    /// </summary>
    public async Task<EnterAnswer> Enter(EnterRequest request)
    {
        // Again on the same line: whoever comes back to the same meeting has not left it.
        await EndAsync(onPurpose: Entering() is { } entered && entered.Meeting != request.Meeting);
        var connection = Connect(request.Meeting);
        var answer = await door.EnterAsync(connection, request, Context.ConnectionAborted);
        if (answer.Welcome is not null)
            Context.Items[typeof(RoomConnection)] = connection;
        else
            connection.Outbox.Close();
        return answer;
    }

    /// <summary>Answered when the events are on disk; they come by <see cref="IRoomClient.Events"/> as to everyone.</summary>
    public async Task<ExecuteAnswer> Execute(CommandId id, RoomCommand command) => Entered(nameof(Execute)) is { } connection
        ? await door.ExecuteAsync(connection.Meeting, connection.Caller.Person, connection.Id, id, command, CancellationToken.None)
        : new ExecuteAnswer(null, NotInMeeting);

    /// <summary>The first offer of a window, and each later one with more slots.</summary>
    public async Task<OfferAnswer> Negotiate(Offer offer)
    {
        if (Entered(nameof(Negotiate)) is not { } connection || rooms.Find(connection.Meeting) is not { } room)
            return new OfferAnswer(null, NotInMeeting);
        return await media.NegotiateAsync(connection, room.State, offer, Context.ConnectionAborted);
    }

    /// <summary>
    /// Asked after a welcome to the window that was left: whether the media connection stands that it had. If so it goes on, and what
    /// holds of it for the moment is told again; the page says its view and sources again.
    /// </summary>
    public async Task<bool> ResumeMedia() =>
        Entered(nameof(ResumeMedia)) is { } connection && await media.ResumeAsync(connection, Context.ConnectionAborted);

    /// <summary>Asked for before what the welcome gave runs out.</summary>
    public Task<RelayAnswer> RenewRelay() =>
        Task.FromResult(new RelayAnswer(Entered(nameof(RenewRelay)) is { } connection ? media.RelayFor(connection.Id) : null));

    /// <summary>Which pictures this window shows; until the first call the server chooses.</summary>
    public void SetView(IReadOnlyList<WantedPicture> pictures)
    {
        if (Entered(nameof(SetView)) is { } connection && pictures.Count <= Limits.Participants)
            media.SetView(connection, pictures);
    }

    /// <summary>Which devices are on, for the others to see.</summary>
    public void SetSources(SourcesRequest sources)
    {
        if (Entered(nameof(SetSources)) is not { } connection)
            return;
        var before = connection.Sources;
        connection.Sources = new ConnectionSources(
            connection.Id, connection.Participant, sources.Microphone, sources.Camera, sources.Screen,
            sources.Screen ? before?.ScreenSince ?? clock.GetUtcNow() : null);
        media.SetSources(connection, sources);
        if (connection.Sources != before)
            rooms.Find(connection.Meeting)?.TellMomentary(new SourcesNow(connection.Sources), except: connection);
    }

    /// <summary>A minute of this window's call was bad; at most one a minute is taken of a participant.</summary>
    public void ReportCall(CallReport report)
    {
        if (Entered(nameof(ReportCall)) is { } connection)
            reports.Take(connection, report);
    }

    /// <summary>Goes on purpose: without it the participant counts as in for as long as a lost line may take to come back.</summary>
    public Task Leave() => EndAsync(onPurpose: true);

    /// <summary>Nobody waits for what becomes of the window: a server that stops must not either.</summary>
    public override Task OnDisconnectedAsync(Exception? exception)
    {
        if (Entering() is { } connection)
            _ = door.LoseAsync(connection);
        return Task.CompletedTask;
    }

    private RoomConnection Connect(MeetingId meeting)
    {
        var abort = Context.Abort;
        return new RoomConnection(meeting, SignedIn.Of(Context.User!), new Outbox(Clients.Caller, abort), abort);
    }

    private RoomConnection? Entered(string method)
    {
        if (Entering() is { } connection)
            return connection;
        if (Context.Items.TryAdd(nameof(NotInMeeting), true))
            RoomLog.NotEntered(logger, Context.ConnectionId, method);
        return null;
    }

    private RoomConnection? Entering() =>
        Context.Items.TryGetValue(typeof(RoomConnection), out var entered) && entered is RoomConnection { IsOver: false } connection
            ? connection
            : null;

    private async Task EndAsync(bool onPurpose)
    {
        var connection = Entering();
        Context.Items.Remove(typeof(RoomConnection));
        if (connection is not null)
            await door.LeaveAsync(connection, onPurpose || connection.WasSentAway);
    }
}
