using MeetingHub.Media.Rooms;

namespace MeetingHub.Media.Hosting;

/// <summary>What the media loop tells the host, in the order in which it happened.</summary>
public abstract record MediaNotice(RoomKey Room);

/// <summary>ICE and DTLS are done; media flows both ways.</summary>
public sealed record PeerConnected(RoomKey Room, PeerKey Peer, ParticipantKey Participant) : MediaNotice(Room);

/// <summary>The peer is gone and its key may be used again. Nothing follows for it.</summary>
public sealed record PeerClosed(RoomKey Room, PeerKey Peer, ParticipantKey Participant, PeerCloseReason Reason) : MediaNotice(Room);

public enum PeerCloseReason
{
    /// <summary><see cref="MediaServer.DisconnectAsync"/> was called.</summary>
    Disconnected,

    /// <summary>The browser closed its connection (DTLS close_notify).</summary>
    ClosedByPeer,

    /// <summary>No authenticated check for 30 seconds (RFC 7675).</summary>
    ConsentExpired,

    /// <summary>The handshake failed, took too long, or showed another certificate than the offer named.</summary>
    HandshakeFailed,

    /// <summary>More packets with wrong tags arrived than damage on the way can explain.</summary>
    TooManyForgeries,

    /// <summary>The server is stopping.</summary>
    ServerStopped,
}

/// <summary>
/// Which source each slot of one peer shows from now on. The list is whole, not a difference: a slot that is not in it shows
/// nothing. Of two notices for a page the one with the higher version holds, those of its earlier connections included.
/// </summary>
/// <param name="Undecodable">What the peer asked to see and its browser cannot: it offered no codec in which they are sent.</param>
public sealed record SlotsMapped(
    RoomKey Room, PeerKey Peer, long Version, IReadOnlyList<MappedSlot> Slots, IReadOnlyList<UndecodablePicture> Undecodable)
    : MediaNotice(Room);

public sealed record UndecodablePicture(ParticipantKey Participant, SourceKind Kind);

/// <param name="Mid">The receive-only line of the peer's offer.</param>
/// <param name="FirstRtpTimestamp">
/// RTP timestamp of the first packet of this source in this slot: requestVideoFrameCallback gives the same number, so a page
/// can change the label on the very frame.
/// </param>
public sealed record MappedSlot(string Mid, ParticipantKey Participant, SourceKind Kind, uint FirstRtpTimestamp);

/// <param name="Participant">Null when nobody has spoken for a while.</param>
public sealed record ActiveSpeakerChanged(RoomKey Room, ParticipantKey? Participant) : MediaNotice(Room);

/// <summary>Loudness of those who are heard, at most five times a second and only while someone is.</summary>
public sealed record AudioLevels(RoomKey Room, IReadOnlyList<ParticipantLevel> Levels) : MediaNotice(Room);

/// <param name="Level">0 (silence) to 127 (full scale), in dB: RFC 6464 turned round.</param>
public sealed record ParticipantLevel(ParticipantKey Participant, int Level);

/// <summary>Who has spoken since the last such notice: every two seconds at most, and only while someone speaks.</summary>
public sealed record SpeechHeard(RoomKey Room, IReadOnlyList<ParticipantSpeech> Speech) : MediaNotice(Room);

/// <param name="Time">Of several who speak at once each has his own.</param>
public sealed record ParticipantSpeech(ParticipantKey Participant, TimeSpan Time);

/// <summary>A source that is said to be on has given no picture for five seconds, or gives one again.</summary>
public sealed record SourceStalled(RoomKey Room, PeerKey Peer, ParticipantKey Participant, SourceKind Kind, bool Stalled)
    : MediaNotice(Room);

/// <summary>
/// A peer is to send its voice at 24 kbit/s in packets of 40 ms, since somebody's line in the room is narrow, or no longer. A peer begins
/// without.
/// </summary>
public sealed record VoiceThriftWanted(RoomKey Room, PeerKey Peer, bool IsOn) : MediaNotice(Room);

/// <summary>
/// Which layers of a picture a peer is to send from now on: the others are watched by nobody. A peer begins with all of them.
/// </summary>
/// <param name="Layers">
/// Names (rid) of the offer; the one stream of a line without simulcast has an empty name. Empty when nobody watches at all.
/// </param>
public sealed record LayersWanted(RoomKey Room, PeerKey Peer, SourceKind Kind, IReadOnlyList<string> Layers) : MediaNotice(Room);
