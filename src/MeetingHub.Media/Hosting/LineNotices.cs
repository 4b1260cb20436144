using MeetingHub.Media.Rooms;

namespace MeetingHub.Media.Hosting;

/// <summary>How good the line of a participant is, both ways together.</summary>
public enum LineQuality
{
    Good,

    /// <summary>Noticeable: a few losses, long ways, or pictures smaller than wanted.</summary>
    Fair,

    /// <summary>Words get lost, or pictures and voices are left out.</summary>
    Poor,

    /// <summary>Nothing is heard of the browser at the moment.</summary>
    Lost,
}

/// <summary>Lines whose quality changed since the last notice, at most once a second. When somebody comes, all that are not good.</summary>
public sealed record LinesJudged(RoomKey Room, IReadOnlyList<ParticipantLine> Lines) : MediaNotice(Room);

/// <param name="Quality">Of several windows of a participant the worst.</param>
public sealed record ParticipantLine(ParticipantKey Participant, LineQuality Quality);

/// <summary>
/// What one peer gets less of than its page asked for, because its line bears no more. Whole, not a difference: empty when everything
/// is there. At most once a second.
/// </summary>
/// <param name="Voices">Who speaks at the moment and is left out.</param>
public sealed record ReceptionReduced(
    RoomKey Room, PeerKey Peer, IReadOnlyList<ReducedPicture> Pictures, IReadOnlyList<ParticipantKey> Voices) : MediaNotice(Room);

/// <param name="IsHidden">Not sent at all; otherwise smaller than its tile.</param>
public readonly record struct ReducedPicture(ParticipantKey Participant, SourceKind Kind, bool IsHidden);
