using MeetingHub.Media.Rooms;

namespace MeetingHub.Media.Forwarding;

/// <summary>A device, or what takes its place, that a browser sends on one line of its offer.</summary>
internal abstract class Source(string mid, SourceKind kind, PeerKey peer, ParticipantKey participant)
{
    public string Mid { get; } = mid;

    public SourceKind Kind { get; } = kind;

    public PeerKey Peer { get; } = peer;

    public ParticipantKey Participant { get; } = participant;

    /// <summary>What the page says of its device.</summary>
    public bool IsOn { get; set; } = true;

    /// <summary>Whether anything ever came, the packet at hand included; a line without a track is not worth a slot.</summary>
    public bool IsLive { get; set; }
}
