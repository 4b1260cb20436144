using MeetingHub.Domain;
using MeetingHub.Domain.Rooms;
using MeetingHub.Media.Rooms;
using MeetingHub.Server.Chat;

namespace MeetingHub.Server.Rooms;

/// <param name="Revision">Up to which this page has folded the log; absent when it knows nothing.</param>
/// <param name="ContractHash">The page's own; another than the server's gets a snapshot, and <see cref="Welcome.ContractHash"/> tells it.</param>
/// <param name="Window">
/// <see cref="Welcome.Window"/> of the line before: while the server still holds that window, this line takes it up as it is, under its
/// connection's id.
/// </param>
public sealed record EnterRequest(MeetingId Meeting, string ContractHash, long? Revision = null, string? Window = null);

/// <summary>Exactly one of the two.</summary>
public sealed record EnterAnswer(Welcome? Welcome, Rejection? Rejection);

/// <summary>Everything a page needs to begin or to go on. Events after <paramref name="Revision"/> follow by themselves.</summary>
/// <param name="Connection">This window's, in events and in what is momentary.</param>
/// <param name="Window">Secret of this page, to come back with; nobody else is told.</param>
/// <param name="Revision">The state stands here once the page has taken <paramref name="State"/> or folded <paramref name="Missed"/>.</param>
/// <param name="State">Absent when <paramref name="Missed"/> is enough.</param>
/// <param name="Missed">Absent when there is a <paramref name="State"/>.</param>
/// <param name="People">Whoever the state or the events name.</param>
/// <param name="Sources">Of all windows in the room that have any device on.</param>
/// <param name="ServerTime">For the page's clock offset.</param>
public sealed record Welcome(
    string ContractHash,
    ConnectionId Connection,
    string Window,
    ParticipantId Participant,
    MeetingRole Role,
    long Revision,
    MeetingState? State,
    EventBatch? Missed,
    ChatPage Chat,
    IReadOnlyList<PersonCard> People,
    IReadOnlyList<ConnectionSources> Sources,
    MediaTerms Media,
    DateTimeOffset ServerTime);

/// <summary>What a name tag shows.</summary>
/// <param name="Position">Empty if none.</param>
public sealed record PersonCard(PersonId Id, string Name, string Position, string Department);

/// <param name="Relay">A TURN server to try as well; absent when there is none.</param>
/// <param name="Unavailable">A code saying why there is no media on this server; absent when there is.</param>
/// <param name="MaxSlots">Pairs of an audio and a video slot that an offer may have.</param>
public sealed record MediaTerms(string? Unavailable, int MaxSlots, RelayAccess? Relay = null);

/// <summary>Exactly one of the two. The revision is of the last event that the command made.</summary>
public sealed record ExecuteAnswer(long? Revision, Rejection? Rejection);

/// <summary>Exactly one of the two.</summary>
public sealed record OfferAnswer(string? Sdp, Rejection? Rejection);

/// <summary>A picture this window would like to have, most wanted first in its list.</summary>
/// <param name="Kind">Camera or screen.</param>
/// <param name="PixelHeight">Of the tile; chooses the layer. Absent while the page doesn't know.</param>
public sealed record WantedPicture(ParticipantId Participant, SourceKind Kind, int? PixelHeight = null);

/// <summary>An offer of the browser's one RTCPeerConnection.</summary>
/// <param name="Sends">What its sending lines carry; receive-only lines are slots.</param>
/// <param name="IsNew">From a new RTCPeerConnection of this window: the one before is dropped.</param>
public sealed record Offer(string Sdp, IReadOnlyList<OfferedLine> Sends, bool IsNew = false);

public sealed record OfferedLine(string Mid, SourceKind Kind);

/// <summary>Which devices this window has on.</summary>
public sealed record SourcesRequest(bool Microphone, bool Camera, bool Screen);
