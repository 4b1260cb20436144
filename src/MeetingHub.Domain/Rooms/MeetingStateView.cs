using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace MeetingHub.Domain.Rooms;

public sealed partial record MeetingState
{
    /// <summary>
    /// The same state as folding what this viewer was sent: what stands behind a <see cref="Withheld"/> is cut out.
    /// </summary>
    public MeetingState AsSeenBy(Viewer viewer) => this with
    {
        StaffChatCount = viewer.Role is MeetingRole.Chair or MeetingRole.Secretary ? StaffChatCount : 0,
        SpokenTimes = viewer.Role is MeetingRole.Chair or MeetingRole.Secretary ? SpokenTimes : [],
        Participants = Participants.ConvertAll(participant =>
            participant.UnmuteAsked && participant.Id != viewer.Participant ? participant with { UnmuteAsked = false } : participant),
    };

    /// <summary>Null when this participant was never in.</summary>
    public Viewer? ViewerOf(ParticipantId participant) => Find(participant) is { } known ? new Viewer(known.Id, known.Role) : null;

    /// <summary>One text for one state: see <see cref="Rooms.CanonicalJson"/>.</summary>
    public string CanonicalJson() => Rooms.CanonicalJson.Of(JsonSerializer.SerializeToElement(this, RoomJson.Options));

    /// <summary>SHA-256 of the canonical JSON's UTF-8, lower-case hex.</summary>
    public string Hash() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(CanonicalJson())));
}
