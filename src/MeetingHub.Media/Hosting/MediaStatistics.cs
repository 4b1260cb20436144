using MeetingHub.Media.Rooms;

namespace MeetingHub.Media.Hosting;

/// <summary>Counters since the start (of the server, the peer, the source), taken between two datagrams so that they agree.</summary>
/// <param name="DatagramsIn">All that arrived on the port.</param>
/// <param name="UnknownSender">Datagrams from nobody we know; they were not answered.</param>
/// <param name="SendFailures">Datagrams that the operating system did not take.</param>
public sealed record MediaStatistics(
    long DatagramsIn, long DatagramsOut, long UnknownSender, long SendFailures, IReadOnlyList<RoomStatistics> Rooms)
{
    /// <summary>Taken in the same moment; null only in a snapshot without a loop.</summary>
    public MediaTotals? Totals { get; init; }
}

public sealed record RoomStatistics(RoomKey Room, ParticipantKey? ActiveSpeaker, IReadOnlyList<PeerStatistics> Peers);

/// <param name="Dropped">Received and not forwarded, by reason; reasons that never occurred are left out.</param>
/// <param name="RoundTrip">Null until a report told it.</param>
public sealed record PeerStatistics(
    PeerKey Peer,
    ParticipantKey Participant,
    bool Connected,
    long PacketsIn,
    long BytesIn,
    long PacketsOut,
    long BytesOut,
    TimeSpan? RoundTrip,
    IReadOnlyDictionary<DropReason, long> Dropped,
    IReadOnlyList<SourceStatistics> Sources,
    IReadOnlyList<SlotStatistics> Slots,
    DownlinkStatistics Downlink);

/// <summary>What is known of the way to one browser.</summary>
/// <param name="Estimate">Bits a second that it bears.</param>
/// <param name="Wanted">Bits a second that could be used at once; 0 when everything wanted fits.</param>
/// <param name="Arriving">Bits a second that arrive; null before it is known.</param>
/// <param name="Loss">Share of packets lost lately, 0 to 1.</param>
/// <param name="IsMeasured">Whether the browser reports each packet; otherwise the rest is guessed from what it does report.</param>
/// <param name="IsProbing">A probe is under way.</param>
/// <param name="Probes">Probes sent since the beginning.</param>
public sealed record DownlinkStatistics(
    long Estimate, long Wanted, long? Arriving, double Loss, bool IsMeasured, bool IsProbing, int Probes);

/// <param name="Packets">Distinct packets with media in them, recovered ones included, padding excluded; of all layers.</param>
/// <param name="Gaps">Sequence numbers that were skipped and have not come to this moment.</param>
/// <param name="Layers">From the smallest up; empty for sound.</param>
public sealed record SourceStatistics(string Mid, SourceKind Kind, long Packets, long Gaps, IReadOnlyList<LayerStatistics> Layers);

/// <param name="Rid">Empty when the camera sends one stream only.</param>
/// <param name="Ssrc">0 until it is known.</param>
/// <param name="PixelHeight">Null before the first keyframe.</param>
/// <param name="Asked">Whether the sender is asked for this layer; nobody needs the others.</param>
/// <param name="Recovered">Packets that only a retransmission brought.</param>
/// <param name="HistoryBytes">Memory of the packets that are kept to be sent again.</param>
public sealed record LayerStatistics(
    string Rid,
    uint Ssrc,
    int? PixelHeight,
    long BitsPerSecond,
    bool Arriving,
    bool Asked,
    long Packets,
    long Gaps,
    long Recovered,
    long Keyframes,
    long KeyframesAsked,
    long NacksSent,
    int HistoryBytes);

/// <param name="Participant">Null while the slot shows nothing.</param>
/// <param name="Layer">Place among the layers of the source, 0 is the smallest; null for sound and while nothing is shown.</param>
/// <param name="Needs">The layer that its tile and its line call for; null for sound and while none is.</param>
/// <param name="Packets">Packets sent in this slot, retransmissions excluded.</param>
/// <param name="Gaps">Sequence numbers of this slot that were skipped and not sent to this moment.</param>
public sealed record SlotStatistics(
    string Mid,
    uint Ssrc,
    ParticipantKey? Participant,
    SourceKind? Kind,
    int? Layer,
    int? Needs,
    long Packets,
    long Gaps,
    long Retransmitted,
    long RetransmissionsRefused,
    long Switches,
    long KeyframesAsked);

/// <summary>Why a packet that arrived went nowhere.</summary>
public enum DropReason
{
    /// <summary>Nothing that RTP, RTCP, STUN or DTLS could be, or not from the address that proved itself.</summary>
    Malformed,

    /// <summary>The tag does not fit.</summary>
    Forged,

    /// <summary>Seen before.</summary>
    Replayed,

    /// <summary>A stream that no line of the offer accounts for.</summary>
    UnknownStream,

    /// <summary>A payload type that the answer did not grant to the line.</summary>
    WrongPayloadType,

    /// <summary>Bandwidth probes: counted and taken out of the numbering.</summary>
    Padding,

    /// <summary>A retransmission of what was already there.</summary>
    Duplicate,

    /// <summary>Muted by the chair, switched off by its page, or not the window that has the microphone.</summary>
    Muted,

    /// <summary>Nobody shows or hears this source at the moment.</summary>
    NoReceiver,

    /// <summary>More control packets than an honest browser sends.</summary>
    RtcpFlood,

    /// <summary>More connectivity checks than an honest browser sends.</summary>
    CheckFlood,

    /// <summary>More DTLS than a handshake has, or of one that waits for its turn already.</summary>
    HandshakeFlood,

    /// <summary>A check that claims the address of somebody who is there.</summary>
    AddressTaken,

    /// <summary>More media than a peer or its room may send.</summary>
    OverRate,
}
