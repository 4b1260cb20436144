namespace MeetingHub.Media.Srtp;

/// <summary>
/// What a DTLS handshake gives for SRTP, RFC 5764 section 4.2: one master key and salt for each direction, already the right way
/// round for this side.
/// </summary>
public sealed class SrtpKeys
{
    internal SrtpKeys(SrtpProfile profile, SrtpMaster inbound, SrtpMaster outbound)
    {
        Profile = profile;
        Inbound = inbound;
        Outbound = outbound;
    }

    public SrtpProfile Profile { get; }

    internal SrtpMaster Inbound { get; }

    internal SrtpMaster Outbound { get; }
}

/// <summary>Master key (16 bytes) and master salt (12 for GCM, 14 for CM), RFC 3711 section 3.2.1 and RFC 7714 section 12.</summary>
internal sealed record SrtpMaster(byte[] Key, byte[] Salt);
