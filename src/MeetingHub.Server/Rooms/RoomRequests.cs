using System.ComponentModel.DataAnnotations;
using MeetingHub.Domain;
using MeetingHub.Domain.Attendance;
using MeetingHub.Domain.Rooms;

namespace MeetingHub.Server.Rooms;

/// <summary>The same by REST as by the hub.</summary>
/// <param name="Id">Made by the client; a repeat gets the first answer.</param>
public sealed record ExecuteRequest(CommandId Id, [property: Required] RoomCommand Command);

/// <param name="IsIn">Also on a line that was lost a moment ago.</param>
/// <param name="Stays">Whenever this participant was in; the last has no end while it lasts.</param>
public sealed record RoomParticipant(
    ParticipantId Id, PersonId? Person, MeetingRole Role, bool IsIn, bool IsConnected, bool IsMuted, IReadOnlyList<Stay> Stays);

/// <summary>A stretch of the log as the caller may see it.</summary>
/// <param name="Last">Revision at which the log stands; ask again from the last event until it is reached.</param>
public sealed record LogPage(EventBatch Batch, long Last);
