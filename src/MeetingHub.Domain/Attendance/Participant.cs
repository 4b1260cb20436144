using System.Text.Json.Serialization;

namespace MeetingHub.Domain.Attendance;

/// <param name="Connections">Open ones, in the order they came.</param>
/// <param name="Stays">Never overlap; the last is open while the participant is in.</param>
/// <param name="Sound">The connection that may send sound; null while muted.</param>
/// <param name="LostAt">Set while in but without a line, together with <paramref name="ReturnBy"/>.</param>
/// <param name="UnmuteAsked">Only the participant sees it.</param>
public sealed record Participant(
    ParticipantId Id,
    MeetingRole Role,
    ImmutableList<ConnectionId> Connections,
    ImmutableList<Stay> Stays,
    bool IsRemoved,
    bool UnmuteAsked,
    PersonId? Person = null,
    SeatId? Seat = null,
    ConnectionId? Sound = null,
    DateTimeOffset? LostAt = null,
    DateTimeOffset? ReturnBy = null)
{
    /// <summary>In the meeting, be it on a line that was lost a moment ago.</summary>
    [JsonIgnore]
    public bool IsIn => Stays is [.., { To: null }];

    [JsonIgnore]
    public bool IsConnected => !Connections.IsEmpty;

    internal Participant Without(ConnectionId connection) => this with
    {
        Connections = Connections.Remove(connection),
        Sound = Sound == connection ? null : Sound,
    };
}

/// <summary>From coming in to leaving, over all of a participant's connections.</summary>
/// <param name="To">Null while in.</param>
public sealed record Stay(DateTimeOffset From, DateTimeOffset? To = null);
