using System.Buffers.Binary;

namespace MeetingHub.Media.Rtcp;

/// <summary>Packet types of RFC 3550 section 12.1, RFC 4585 section 6.1 and RFC 3611.</summary>
internal enum RtcpType : byte
{
    SenderReport = 200,
    ReceiverReport = 201,
    SourceDescription = 202,
    Goodbye = 203,
    Application = 204,
    TransportFeedback = 205,
    PayloadFeedback = 206,
    ExtendedReport = 207,
}

/// <summary>
/// Walks the packets of a compound datagram, RFC 3550 section 6.1; reduced-size ones (RFC 5506) as well, so the first packet may
/// be of any type. A packet that does not fit ends the walk; those before it count.
/// </summary>
internal ref struct RtcpReader(ReadOnlySpan<byte> datagram)
{
    public const int HeaderLength = 4;

    private ReadOnlySpan<byte> rest = datagram;

    public RtcpType Type { get; private set; }

    /// <summary>Five bits: the number of reports or sources, or the feedback message's format.</summary>
    public int Count { get; private set; }

    /// <summary>What follows the first four bytes, without padding.</summary>
    public ReadOnlySpan<byte> Body { get; private set; }

    public bool MoveNext()
    {
        if (rest.Length < HeaderLength || rest[0] >> 6 != 2) return false;
        var length = HeaderLength + 4 * BinaryPrimitives.ReadUInt16BigEndian(rest[2..]);
        if (rest.Length < length) return false;
        var body = rest[HeaderLength..length];
        if ((rest[0] & 0x20) != 0)
        {
            if (body.IsEmpty || body[^1] == 0 || body[^1] > body.Length) return false;
            body = body[..^body[^1]];
        }

        Type = (RtcpType)rest[1];
        Count = rest[0] & 0x1F;
        Body = body;
        rest = rest[length..];
        return true;
    }

    /// <summary>Writes the first four bytes of a packet.</summary>
    /// <param name="length">Of the whole packet, a multiple of four.</param>
    public static void WriteHeader(Span<byte> destination, RtcpType type, int count, int length)
    {
        destination[0] = (byte)(0x80 | count);
        destination[1] = (byte)type;
        BinaryPrimitives.WriteUInt16BigEndian(destination[2..], (ushort)(length / 4 - 1));
    }
}
