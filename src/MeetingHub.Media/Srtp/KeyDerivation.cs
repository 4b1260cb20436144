using MeetingHub.Media.Native;

namespace MeetingHub.Media.Srtp;

/// <summary>Session keys from a master key, RFC 3711 section 4.3 with a key derivation rate of zero.</summary>
internal static class KeyDerivation
{
    private const int FullSaltBytes = 14;

    /// <summary>Where the label stands once salt and index are lined up on the right, RFC 3711 section 4.3.1.</summary>
    private const int LabelAt = 7;

    public static byte[] Derive(SrtpMaster master, KeyLabel label, int bytes)
    {
        // A GCM salt is two bytes shorter and is filled up with zeros on the right: RFC 7714 section 11.
        Span<byte> counter = stackalloc byte[CounterMode.CounterBytes];
        counter.Clear();
        master.Salt.CopyTo(counter[..FullSaltBytes]);
        counter[LabelAt] ^= (byte)label;

        var derived = new byte[bytes];
        using var prf = new CounterMode(master.Key);
        prf.Apply(counter, derived, derived);
        return derived;
    }
}

internal enum KeyLabel : byte
{
    RtpEncryption = 0,
    RtpAuthentication = 1,
    RtpSalt = 2,
    RtcpEncryption = 3,
    RtcpAuthentication = 4,
    RtcpSalt = 5,
}
