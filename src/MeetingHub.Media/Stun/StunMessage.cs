using System.Buffers.Binary;
using System.Net;
using System.Security.Cryptography;

namespace MeetingHub.Media.Stun;

/// <summary>A STUN message in the datagram it came in, RFC 8489 section 5. Valid only as long as the datagram's buffer.</summary>
internal readonly ref struct StunMessage
{
    public const int HeaderBytes = 20;
    public const int TransactionIdBytes = 12;
    public const uint MagicCookie = 0x2112_A442;

    /// <summary>One Ethernet frame. libwebrtc may carry a DTLS flight in a check, which is still a single datagram.</summary>
    public const int MaxBytes = 1500;

    internal const int AttributeHeaderBytes = 4;
    internal const int IntegrityBytes = 20;
    internal const int FingerprintBytes = 4;
    internal const uint FingerprintXor = 0x5354_554E;

    private readonly ReadOnlySpan<byte> bytes;

    private StunMessage(ReadOnlySpan<byte> bytes) => this.bytes = bytes;

    public StunType Type => (StunType)BinaryPrimitives.ReadUInt16BigEndian(bytes);

    public ReadOnlySpan<byte> TransactionId => bytes.Slice(8, TransactionIdBytes);

    /// <summary>Takes a datagram that is exactly one well-formed message; nothing in it is authenticated yet.</summary>
    public static bool TryParse(ReadOnlySpan<byte> datagram, out StunMessage message)
    {
        message = default;
        if (datagram.Length is < HeaderBytes or > MaxBytes) return false;
        if ((datagram[0] & 0xC0) != 0) return false;
        if (BinaryPrimitives.ReadUInt16BigEndian(datagram[2..]) != datagram.Length - HeaderBytes) return false;
        if (BinaryPrimitives.ReadUInt32BigEndian(datagram[4..]) != MagicCookie) return false;

        var at = HeaderBytes;
        while (at < datagram.Length)
        {
            if (datagram.Length - at < AttributeHeaderBytes) return false;
            at = NextAttribute(datagram, at);
        }

        if (at != datagram.Length) return false;
        message = new StunMessage(datagram);
        return true;
    }

    /// <summary>
    /// The first attribute of the type. What stands behind MESSAGE-INTEGRITY is not authenticated and not found here, except
    /// FINGERPRINT (RFC 8489 section 14.5).
    /// </summary>
    public bool TryGet(StunAttribute attribute, out ReadOnlySpan<byte> value)
    {
        var found = TryFind(attribute, out var at);
        value = found ? Value(at) : default;
        return found;
    }

    public bool Has(StunAttribute attribute) => TryFind(attribute, out _);

    /// <summary>The first attribute below 0x8000 that this server does not know, which it may not ignore (RFC 8489 section 14).</summary>
    public bool TryFindUnknownRequired(out ushort type)
    {
        for (var at = HeaderBytes; at < bytes.Length; at = NextAttribute(bytes, at))
        {
            type = BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]);
            if (type == (ushort)StunAttribute.MessageIntegrity) break;
            if (type < 0x8000 && !Enum.IsDefined((StunAttribute)type)) return true;
        }

        type = 0;
        return false;
    }

    /// <summary>XOR-MAPPED-ADDRESS, RFC 8489 section 14.2.</summary>
    public bool TryGetXorMappedAddress(out RemoteAddress address)
    {
        address = default;
        if (!TryGet(StunAttribute.XorMappedAddress, out var value) || value.Length is not (8 or 20)) return false;
        if (value[1] != (value.Length == 8 ? 1 : 2)) return false;
        Span<byte> plain = stackalloc byte[value.Length - 4];
        for (var i = 0; i < plain.Length; i++) plain[i] = (byte)(value[4 + i] ^ bytes[4 + i]);
        var port = BinaryPrimitives.ReadUInt16BigEndian(value[2..]) ^ (MagicCookie >> 16);
        address = RemoteAddress.From(new IPEndPoint(new IPAddress(plain), (int)port));
        return true;
    }

    /// <summary>Whether FINGERPRINT is there, is last and fits, RFC 8489 section 14.7.</summary>
    public bool HasValidFingerprint()
    {
        if (!TryFind(StunAttribute.Fingerprint, out var at)) return false;
        var value = Value(at);
        return value.Length == FingerprintBytes
            && at + AttributeHeaderBytes + FingerprintBytes == bytes.Length
            && BinaryPrimitives.ReadUInt32BigEndian(value) == (Crc32.Of(bytes[..at]) ^ FingerprintXor);
    }

    /// <summary>Whether MESSAGE-INTEGRITY is there and was made with this key, compared in constant time.</summary>
    public bool HasValidIntegrity(ReadOnlySpan<byte> key)
    {
        if (!TryFind(StunAttribute.MessageIntegrity, out var at)) return false;
        var value = Value(at);
        if (value.Length != IntegrityBytes) return false;
        Span<byte> expected = stackalloc byte[IntegrityBytes];
        ComputeIntegrity(bytes[..at], key, expected);
        return CryptographicOperations.FixedTimeEquals(expected, value);
    }

    /// <summary>HMAC-SHA1 over the message so far, its length field counting the attribute to come (RFC 8489 section 14.5).</summary>
    internal static void ComputeIntegrity(ReadOnlySpan<byte> upToIntegrity, ReadOnlySpan<byte> key, Span<byte> destination)
    {
        Span<byte> covered = stackalloc byte[MaxBytes];
        covered = covered[..upToIntegrity.Length];
        upToIntegrity.CopyTo(covered);
        BinaryPrimitives.WriteUInt16BigEndian(
            covered[2..], (ushort)(upToIntegrity.Length - HeaderBytes + AttributeHeaderBytes + IntegrityBytes));
#pragma warning disable CA5350 // ICE knows no other MAC: RFC 8445 section 7.1.1.
        HMACSHA1.HashData(key, covered, destination);
#pragma warning restore CA5350
    }

    private static int NextAttribute(ReadOnlySpan<byte> bytes, int at)
    {
        var length = BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
        return at + AttributeHeaderBytes + ((length + 3) & ~3);
    }

    private bool TryFind(StunAttribute attribute, out int at)
    {
        var authenticated = true;
        for (at = HeaderBytes; at < bytes.Length; at = NextAttribute(bytes, at))
        {
            var type = (StunAttribute)BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]);
            if (type == attribute && (authenticated || type == StunAttribute.Fingerprint)) return true;
            authenticated &= type != StunAttribute.MessageIntegrity;
        }

        return false;
    }

    private ReadOnlySpan<byte> Value(int at) =>
        bytes.Slice(at + AttributeHeaderBytes, BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]));
}
