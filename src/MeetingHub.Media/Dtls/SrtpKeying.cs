using System.Diagnostics.CodeAnalysis;
using MeetingHub.Media.Native;
using MeetingHub.Media.Srtp;

namespace MeetingHub.Media.Dtls;

/// <summary>SRTP keys out of a finished handshake, RFC 5764 section 4.2.</summary>
internal static class SrtpKeying
{
    private const int KeyBytes = 16;

    /// <summary>False when the peers agreed on no profile of ours.</summary>
    public static bool TryExport(SslSession session, DtlsRole role, [NotNullWhen(true)] out SrtpKeys? keys)
    {
        keys = null;
        var profile = (SrtpProfile)session.SrtpProfile();
        if (!Enum.IsDefined(profile)) return false;
        var saltBytes = profile switch
        {
            SrtpProfile.AeadAes128Gcm => 12,
            SrtpProfile.Aes128CmSha1_80 => 14,
        };

        // Client key, server key, client salt, server salt.
        var material = session.Export("EXTRACTOR-dtls_srtp"u8, 2 * (KeyBytes + saltBytes));
        var salts = material.AsSpan(2 * KeyBytes);
        var client = new SrtpMaster(material[..KeyBytes], salts[..saltBytes].ToArray());
        var server = new SrtpMaster(material[KeyBytes..(2 * KeyBytes)], salts[saltBytes..].ToArray());
        keys = role == DtlsRole.Server ? new SrtpKeys(profile, client, server) : new SrtpKeys(profile, server, client);
        return true;
    }
}
