using System.Globalization;
using System.Net;

namespace MeetingHub.Media.Ice;

/// <summary>One address that browsers are told, as a host candidate (RFC 8445 section 5.1, RFC 6544 section 4.5).</summary>
/// <param name="At">Address and port.</param>
/// <param name="IsTcp">We wait there for the browser's connection.</param>
/// <param name="Place">Among the addresses of a protocol, the most wanted 0.</param>
internal sealed record Candidate(IPEndPoint At, bool IsTcp, int Place)
{
    private const int HostOverUdp = 126;

    /// <summary>
    /// RFC 6544 section 4.2 wants UDP before TCP wherever both work; libwebrtc's own figure for a host over TCP, which keeps every
    /// address over TCP below every one over UDP.
    /// </summary>
    private const int HostOverTcp = 90;

    /// <summary>RFC 6544 section 4.2: the passive side's direction preference, above 13 bits for the rest.</summary>
    private const int Passive = 4 << 13;

    public uint Priority => IsTcp
        ? ((uint)HostOverTcp << 24) + ((uint)(Passive + 8_191 - Place) << 8) + 255
        : ((uint)HostOverUdp << 24) + ((uint)(65_535 - Place) << 8) + 255;

    /// <summary>
    /// The value of a=candidate. Foundations differ between addresses and protocols, which is all that a lite agent's need to.
    /// </summary>
    public override string ToString() => IsTcp
        ? string.Create(CultureInfo.InvariantCulture, $"{100 + Place} 1 tcp {Priority} {At.Address} {At.Port} typ host tcptype passive")
        : string.Create(CultureInfo.InvariantCulture, $"{1 + Place} 1 udp {Priority} {At.Address} {At.Port} typ host");
}
