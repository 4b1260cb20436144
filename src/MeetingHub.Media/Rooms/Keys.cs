namespace MeetingHub.Media.Rooms;

/// <summary>One live meeting, as the host names it.</summary>
public readonly record struct RoomKey(Guid Value);

/// <summary>One RTCPeerConnection, which is one hub connection: a window, a device, a site's equipment.</summary>
public readonly record struct PeerKey(Guid Value);

/// <summary>Who is in the meeting. A participant with two windows is one participant with two peers.</summary>
public readonly record struct ParticipantKey(Guid Value);
