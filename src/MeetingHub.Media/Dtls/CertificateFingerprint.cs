using System.Security.Cryptography;

namespace MeetingHub.Media.Dtls;

/// <summary>SHA-256 over a certificate's DER bytes, as SDP's a=fingerprint carries it (RFC 8122 section 5).</summary>
public sealed class CertificateFingerprint : IEquatable<CertificateFingerprint>
{
    private const string Algorithm = "sha-256";
    private const int HexCharacters = SHA256.HashSizeInBytes * 3 - 1;

    private readonly byte[] hash;

    private CertificateFingerprint(byte[] hash) => this.hash = hash;

    public static CertificateFingerprint Of(ReadOnlySpan<byte> certificate) => new(SHA256.HashData(certificate));

    /// <summary>Reads the value of a=fingerprint: "sha-256 AB:CD:…", in either case. Other hashes are refused.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out CertificateFingerprint? fingerprint)
    {
        fingerprint = null;
        text = text.Trim();
        if (text.Length != Algorithm.Length + 1 + HexCharacters) return false;
        if (!text.StartsWith(Algorithm, StringComparison.OrdinalIgnoreCase) || text[Algorithm.Length] != ' ') return false;
        var hex = text[(Algorithm.Length + 1)..];
        var bytes = new byte[SHA256.HashSizeInBytes];
        for (var i = 0; i < bytes.Length; i++)
        {
            if (i > 0 && hex[i * 3 - 1] != ':') return false;
            if (!char.IsAsciiHexDigit(hex[i * 3]) || !char.IsAsciiHexDigit(hex[i * 3 + 1])) return false;
            bytes[i] = (byte)((Digit(hex[i * 3]) << 4) | Digit(hex[i * 3 + 1]));
        }

        fingerprint = new CertificateFingerprint(bytes);
        return true;
    }

    public bool Equals(CertificateFingerprint? other) =>
        other is not null && CryptographicOperations.FixedTimeEquals(hash, other.hash);

    public override bool Equals(object? obj) => Equals(obj as CertificateFingerprint);

    public override int GetHashCode() => BitConverter.ToInt32(hash);

    /// <summary>The value of a=fingerprint: "sha-256 AB:CD:…".</summary>
    public override string ToString() => Algorithm + " " + BitConverter.ToString(hash).Replace('-', ':');

    private static int Digit(char hex) => char.IsAsciiDigit(hex) ? hex - '0' : (hex | 0x20) - 'a' + 10;
}
