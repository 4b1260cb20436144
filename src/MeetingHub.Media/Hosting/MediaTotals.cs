namespace MeetingHub.Media.Hosting;

/// <summary>
/// All rooms in one: who is there now, and what was counted since the start, by peers that are gone as well. Cheap enough to be
/// asked for every second.
/// </summary>
/// <param name="Connected">Of <paramref name="Peers"/>, those whose handshake is done.</param>
/// <param name="Limited">Of <paramref name="Connected"/>, those who get less than they want, since their way does not bear it.</param>
/// <param name="PacketsIn">From peers, media and everything else; <paramref name="DatagramsIn"/> also counts strangers.</param>
/// <param name="PacketsOut">To peers, RTP and RTCP; <paramref name="DatagramsOut"/> also counts answers to checks and handshakes.</param>
/// <param name="UnknownSender">Datagrams from nobody we know; they were not answered.</param>
/// <param name="SendFailures">Datagrams that the operating system did not take.</param>
/// <param name="Recovered">Packets of pictures that came only when they were asked for again.</param>
/// <param name="Retransmitted">Packets of pictures that were sent again since a browser asked.</param>
/// <param name="Dropped">Received and not forwarded, by reason; reasons that never occurred are left out.</param>
/// <param name="Closed">Peers that are gone, by reason; reasons that never occurred are left out.</param>
public sealed record MediaTotals(
    int Rooms,
    int Peers,
    int Connected,
    int Limited,
    long DatagramsIn,
    long DatagramsOut,
    long UnknownSender,
    long SendFailures,
    long PacketsIn,
    long BytesIn,
    long PacketsOut,
    long BytesOut,
    long Recovered,
    long Retransmitted,
    IReadOnlyDictionary<DropReason, long> Dropped,
    IReadOnlyDictionary<PeerCloseReason, long> Closed,
    LoopStatistics Loop);

/// <summary>The one thread that forwards everything.</summary>
/// <param name="Uptime">Since its start: the time base of all counters.</param>
/// <param name="ProcessorTime">What the thread has used of a core since its start; null where the system does not say.</param>
/// <param name="Waited">How long the loop took to get to this question, and so about how long a datagram waits for its turn.</param>
/// <param name="Overflows">Datagrams that the operating system threw away because the loop was late and its buffer full.</param>
public sealed record LoopStatistics(TimeSpan Uptime, TimeSpan? ProcessorTime, TimeSpan Waited, long Overflows);
