using System.ComponentModel.DataAnnotations;
using MeetingHub.Domain;
using MeetingHub.Domain.Rooms;

namespace MeetingHub.Server.Rooms;

/// <summary>The same by REST as by the hub.</summary>
/// <param name="Id">Made by the client; a repeat gets the first answer.</param>
public sealed record ExecuteRequest(CommandId Id, [property: Required] RoomCommand Command);

/// <summary>A stretch of the log as the caller may see it.</summary>
/// <param name="Last">Revision at which the log stands; ask again from the last event until it is reached.</param>
public sealed record LogPage(EventBatch Batch, long Last);
