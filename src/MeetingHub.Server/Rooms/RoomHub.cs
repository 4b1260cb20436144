using MeetingHub.Domain;
using MeetingHub.Domain.Rooms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;

namespace MeetingHub.Server.Rooms;

/// <summary>
/// A page's one connection to its meeting. What is asked of the meeting is a <see cref="RoomCommand"/>; what holds only for
/// this window has a method of its own. Calls of one connection are carried out in their order.
/// </summary>
[Authorize]
internal sealed partial class RoomHub : Hub<IRoomClient>
{
    public const string Path = "/hubs/room";

    /// <summary>Comes in, or back. To be called first, and again after each reconnect.</summary>
    public Task<EnterAnswer> Enter(EnterRequest request) => throw new NotSupportedException();

    /// <summary>Answered when the events are on disk; they come by <see cref="IRoomClient.Events"/> as to everyone.</summary>
    public Task<CommandAnswer> Execute(CommandId id, RoomCommand command) => throw new NotSupportedException();

    /// <summary>The first offer of a window, and each later one with more slots.</summary>
    public Task<OfferAnswer> Negotiate(Offer offer) => throw new NotSupportedException();

    /// <summary>Which pictures this window shows; until the first call the server chooses.</summary>
    public Task SetView(IReadOnlyList<WantedPicture> pictures) => throw new NotSupportedException();

    /// <summary>Which devices are on, for the others to see.</summary>
    public Task SetSources(SourcesRequest sources) => throw new NotSupportedException();

    /// <summary>Goes on purpose: without it the participant counts as in for as long as a lost line may take to come back.</summary>
    public Task Leave() => throw new NotSupportedException();
}
