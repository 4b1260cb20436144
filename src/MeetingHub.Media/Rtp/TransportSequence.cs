using System.Buffers.Binary;

namespace MeetingHub.Media.Rtp;

/// <summary>
/// The header extension with a packet's transport-wide number (draft-holmer-rmcat-transport-wide-cc-extensions-01 section 2), the only one
/// that this server writes.
/// </summary>
internal static class TransportSequence
{
    /// <summary>Of the extension, its first four bytes included (RFC 3550 section 5.3.1).</summary>
    public const int Length = 8;

    private const byte ExtensionBit = 0x10;

    /// <summary>Adds the extension to a header of <see cref="RtpHeader.FixedLength"/> bytes.</summary>
    /// <param name="header">The fixed header and <see cref="Length"/> bytes behind it.</param>
    /// <param name="id">As negotiated, 1 to 255.</param>
    public static void Write(Span<byte> header, byte id, SequenceNumber number)
    {
        header[0] |= ExtensionBit;
        var extension = header[RtpHeader.FixedLength..];
        // RFC 8285: up to 14 the one-byte form (4.2), else the one of two bytes (4.3). Either fills one word.
        if (id < 15)
        {
            BinaryPrimitives.WriteUInt32BigEndian(extension, 0xBEDE_0001);
            BinaryPrimitives.WriteUInt32BigEndian(extension[4..], (uint)((id << 4 | 1) << 24 | number.Value << 8));
        }
        else
        {
            BinaryPrimitives.WriteUInt32BigEndian(extension, 0x1000_0001);
            BinaryPrimitives.WriteUInt32BigEndian(extension[4..], (uint)(id << 24 | 2 << 16 | number.Value));
        }
    }
}
