using System.Net;
using MeetingHub.Media.Srtp;

namespace MeetingHub.Media.Hosting;

/// <summary>How the media server listens and what it may use. The defaults run.</summary>
public sealed record MediaOptions
{
    /// <summary>UDP port of all media; 0 takes a free one, which <see cref="MediaServer.Candidates"/> then tells.</summary>
    public int Port { get; init; } = 40000;

    /// <summary>
    /// Many datagrams a call, where the system can. Without it a packet costs about a microsecond more, and on a machine with several
    /// addresses answers may leave from another one than was asked.
    /// </summary>
    public bool Batching { get; init; } = true;

    /// <summary>
    /// Addresses that browsers are told to send to. Empty means the machine's own, which is wrong behind a NAT: then the
    /// outer address belongs here.
    /// </summary>
    public IReadOnlyList<IPAddress> AdvertisedAddresses { get; init; } = [];

    /// <summary>UDP port that browsers are told, where a NAT maps another one to ours; 0 is the same.</summary>
    public int AdvertisedPort { get; init; }

    /// <summary>
    /// Takes media over TCP too, for networks that let no UDP out. It is never preferred: a lost packet holds up all that follow it.
    /// </summary>
    public bool Tcp { get; init; } = true;

    /// <summary>TCP port; 0 is the number of the UDP port.</summary>
    public int TcpPort { get; init; }

    /// <summary>TCP port that browsers are told; 0 is the same.</summary>
    public int AdvertisedTcpPort { get; init; }

    /// <summary>SRTP protection in the order of preference, for offices and tests that allow only some; empty is all we know.</summary>
    public IReadOnlyList<SrtpProfile> SrtpProfiles { get; init; } = [];

    /// <summary>Advertises 127.0.0.1 as well, for browsers on the same machine.</summary>
    public bool IncludeLoopback { get; init; }

    /// <summary>Peers over all rooms; an offer beyond it is refused with "too_many_peers".</summary>
    public int MaxPeers { get; init; } = 2000;

    /// <summary>Peers in one room; an offer beyond it is refused with "too_many_peers".</summary>
    public int MaxRoomPeers { get; init; } = 1000;

    /// <summary>
    /// kbit/s that one peer may send, 0 for any: camera in three sizes and a screen take a third of the default. More is dropped.
    /// </summary>
    public int MaxPeerKbps { get; init; } = 20_000;

    /// <summary>kbit/s that all peers of a room may send together, 0 for any.</summary>
    public int MaxRoomKbps { get; init; } = 500_000;

    /// <summary>Bit rate in kbit/s at which a browser starts before the estimator knows the path (media.md, T5.3).</summary>
    public int StartBitrateKbps { get; init; } = 1000;

    /// <summary>
    /// Voices heard at once in a room of more than <see cref="SmallRoom"/> participants; in smaller ones everybody is.
    /// </summary>
    public int LoudestVoices { get; init; } = 3;

    /// <summary>Participants up to which nobody is left out, slots permitting.</summary>
    public int SmallRoom { get; init; } = 6;
}
