using System.Buffers.Binary;
using System.Text;

namespace MeetingHub.Media.Stun;

/// <summary>
/// Writes one STUN message, RFC 8489 section 5. Order matters: MESSAGE-INTEGRITY after everything it covers, FINGERPRINT last.
/// The length field is kept right after every attribute.
/// </summary>
internal ref struct StunWriter
{
    private readonly Span<byte> destination;

    public StunWriter(Span<byte> destination, StunType type, ReadOnlySpan<byte> transactionId)
    {
        this.destination = destination;
        BinaryPrimitives.WriteUInt16BigEndian(destination, (ushort)type);
        BinaryPrimitives.WriteUInt32BigEndian(destination[4..], StunMessage.MagicCookie);
        transactionId.CopyTo(destination.Slice(8, StunMessage.TransactionIdBytes));
        Length = StunMessage.HeaderBytes;
        WriteLength();
    }

    public int Length { get; private set; }

    public void Add(StunAttribute attribute, scoped ReadOnlySpan<byte> value) => value.CopyTo(Reserve(attribute, value.Length));

    public void Add(StunAttribute attribute, uint value) =>
        BinaryPrimitives.WriteUInt32BigEndian(Reserve(attribute, sizeof(uint)), value);

    public void Add(StunAttribute attribute, ulong value) =>
        BinaryPrimitives.WriteUInt64BigEndian(Reserve(attribute, sizeof(ulong)), value);

    /// <summary>XOR-MAPPED-ADDRESS, RFC 8489 section 14.2; a mapped IPv4 address is written as IPv4.</summary>
    public void AddXorMappedAddress(in RemoteAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        address.WriteAddress(bytes);
        ReadOnlySpan<byte> plain = address.IsIPv4 ? bytes[12..] : bytes;
        var value = Reserve(StunAttribute.XorMappedAddress, 4 + plain.Length);
        value[0] = 0;
        value[1] = (byte)(address.IsIPv4 ? 1 : 2);
        BinaryPrimitives.WriteUInt16BigEndian(value[2..], (ushort)(address.Port ^ (StunMessage.MagicCookie >> 16)));

        // The mask is the cookie followed by the transaction id, which is how they stand in the header.
        ReadOnlySpan<byte> mask = destination.Slice(4, 16);
        for (var i = 0; i < plain.Length; i++) value[4 + i] = (byte)(plain[i] ^ mask[i]);
    }

    /// <summary>ERROR-CODE, RFC 8489 section 14.8, without a reason phrase: it would only make the answer larger than the question.</summary>
    public void AddError(StunError error)
    {
        var value = Reserve(StunAttribute.ErrorCode, 4);
        value[0] = value[1] = 0;
        value[2] = (byte)((int)error / 100);
        value[3] = (byte)((int)error % 100);
    }

    public void AddUnknownAttribute(ushort type) =>
        BinaryPrimitives.WriteUInt16BigEndian(Reserve(StunAttribute.UnknownAttributes, sizeof(ushort)), type);

    public void AddIntegrity(ReadOnlySpan<byte> key)
    {
        var covered = Length;
        var value = Reserve(StunAttribute.MessageIntegrity, StunMessage.IntegrityBytes);
        StunMessage.ComputeIntegrity(destination[..covered], key, value);
    }

    public void AddFingerprint()
    {
        var covered = Length;
        var value = Reserve(StunAttribute.Fingerprint, StunMessage.FingerprintBytes);
        BinaryPrimitives.WriteUInt32BigEndian(value, Crc32.Of(destination[..covered]) ^ StunMessage.FingerprintXor);
    }

    public void AddUsername(string local, string remote)
    {
        Span<byte> name = stackalloc byte[513];
        var length = Encoding.UTF8.GetBytes(local, name);
        name[length++] = (byte)':';
        length += Encoding.UTF8.GetBytes(remote, name[length..]);
        Add(StunAttribute.Username, name[..length]);
    }

    private Span<byte> Reserve(StunAttribute attribute, int length)
    {
        var padded = (length + 3) & ~3;
        var field = destination.Slice(Length, StunMessage.AttributeHeaderBytes + padded);
        BinaryPrimitives.WriteUInt16BigEndian(field, (ushort)attribute);
        BinaryPrimitives.WriteUInt16BigEndian(field[2..], (ushort)length);
        field[(StunMessage.AttributeHeaderBytes + length)..].Clear();
        Length += field.Length;
        WriteLength();
        return field.Slice(StunMessage.AttributeHeaderBytes, length);
    }

    private readonly void WriteLength() =>
        BinaryPrimitives.WriteUInt16BigEndian(destination[2..], (ushort)(Length - StunMessage.HeaderBytes));
}
