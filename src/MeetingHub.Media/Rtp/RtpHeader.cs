using System.Buffers.Binary;

namespace MeetingHub.Media.Rtp;

/// <summary>The RTP header, RFC 3550 section 5.1, with the place of its extension (5.3.1) and of its padding.</summary>
internal readonly struct RtpHeader
{
    /// <summary>Header without contributing sources and extension; all that this server writes.</summary>
    public const int FixedLength = 12;

    /// <summary>Of the first byte: padding follows the payload.</summary>
    public const byte PaddingBit = 0x20;

    private RtpHeader(ReadOnlySpan<byte> packet, int extensionOffset, int extensionLength, int headerLength, int paddingLength)
    {
        Marker = (packet[1] & 0x80) != 0;
        PayloadType = (byte)(packet[1] & 0x7F);
        Sequence = new SequenceNumber(BinaryPrimitives.ReadUInt16BigEndian(packet[2..]));
        Time = new RtpTime(BinaryPrimitives.ReadUInt32BigEndian(packet[4..]));
        Ssrc = BinaryPrimitives.ReadUInt32BigEndian(packet[8..]);
        ExtensionOffset = extensionOffset;
        ExtensionLength = extensionLength;
        Length = headerLength;
        PayloadLength = packet.Length - headerLength - paddingLength;
    }

    public bool Marker { get; }

    public byte PayloadType { get; }

    public SequenceNumber Sequence { get; }

    public RtpTime Time { get; }

    public uint Ssrc { get; }

    /// <summary>Where the extension's four bytes of profile and length start; 0 when there is no extension.</summary>
    public int ExtensionOffset { get; }

    /// <summary>Bytes of the extension including its first four; 0 when there is none.</summary>
    public int ExtensionLength { get; }

    /// <summary>Bytes before the payload.</summary>
    public int Length { get; }

    /// <summary>Bytes of payload without padding; 0 for a packet that is padding alone.</summary>
    public int PayloadLength { get; }

    public ReadOnlySpan<byte> Extension(ReadOnlySpan<byte> packet) => packet.Slice(ExtensionOffset, ExtensionLength);

    public static bool TryParse(ReadOnlySpan<byte> packet, out RtpHeader header)
    {
        header = default;
        if (packet.Length < FixedLength || packet[0] >> 6 != 2) return false;
        var length = FixedLength + 4 * (packet[0] & 0x0F);
        var extensionOffset = 0;
        var extensionLength = 0;
        if ((packet[0] & 0x10) != 0)
        {
            if (packet.Length < length + 4) return false;
            extensionOffset = length;
            extensionLength = 4 + 4 * BinaryPrimitives.ReadUInt16BigEndian(packet[(length + 2)..]);
            length += extensionLength;
        }

        if (packet.Length < length) return false;
        var padding = 0;
        if ((packet[0] & 0x20) != 0)
        {
            // The count includes itself, so zero is as wrong as more than there is.
            padding = packet[^1];
            if (padding == 0 || packet.Length - length < padding) return false;
        }

        header = new RtpHeader(packet, extensionOffset, extensionLength, length, padding);
        return true;
    }

    /// <summary>Writes a header of <see cref="FixedLength"/> bytes: no contributing sources, no extension, no padding.</summary>
    public static void Write(
        Span<byte> destination, byte payloadType, bool marker, SequenceNumber sequence, RtpTime time, uint ssrc)
    {
        destination[0] = 0x80;
        destination[1] = (byte)(payloadType | (marker ? 0x80 : 0));
        BinaryPrimitives.WriteUInt16BigEndian(destination[2..], sequence.Value);
        BinaryPrimitives.WriteUInt32BigEndian(destination[4..], time.Value);
        BinaryPrimitives.WriteUInt32BigEndian(destination[8..], ssrc);
    }
}
