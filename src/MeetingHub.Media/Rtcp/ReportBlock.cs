using System.Buffers.Binary;

namespace MeetingHub.Media.Rtcp;

/// <summary>What a receiver says of one stream, RFC 3550 section 6.4.1.</summary>
/// <param name="FractionLost">Of the packets since the last report, in 1/256.</param>
/// <param name="PacketsLost">24 bits, negative when duplicates outweigh losses.</param>
/// <param name="HighestSequence">Cycles in the upper 16 bits.</param>
/// <param name="Jitter">In units of the stream's clock.</param>
/// <param name="LastReport">Middle of the NTP time of the last sender report; 0 before the first.</param>
/// <param name="SinceLastReport">In 1/65,536 s.</param>
internal readonly record struct ReportBlock(
    uint Ssrc, byte FractionLost, int PacketsLost, uint HighestSequence, uint Jitter, uint LastReport, uint SinceLastReport)
{
    public const int Length = 24;

    /// <summary>The count of five bits allows no more in one packet.</summary>
    public const int MaxPerPacket = 31;

    private const int MaxLost = 0x7F_FFFF;

    public static bool TryParse(ReadOnlySpan<byte> bytes, out ReportBlock block)
    {
        block = default;
        if (bytes.Length < Length) return false;
        block = new ReportBlock(
            BinaryPrimitives.ReadUInt32BigEndian(bytes),
            bytes[4],
            BinaryPrimitives.ReadInt32BigEndian(bytes[4..]) << 8 >> 8,
            BinaryPrimitives.ReadUInt32BigEndian(bytes[8..]),
            BinaryPrimitives.ReadUInt32BigEndian(bytes[12..]),
            BinaryPrimitives.ReadUInt32BigEndian(bytes[16..]),
            BinaryPrimitives.ReadUInt32BigEndian(bytes[20..]));
        return true;
    }

    public void Write(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt32BigEndian(destination, Ssrc);
        BinaryPrimitives.WriteInt32BigEndian(destination[4..], Math.Clamp(PacketsLost, -MaxLost - 1, MaxLost));
        destination[4] = FractionLost;
        BinaryPrimitives.WriteUInt32BigEndian(destination[8..], HighestSequence);
        BinaryPrimitives.WriteUInt32BigEndian(destination[12..], Jitter);
        BinaryPrimitives.WriteUInt32BigEndian(destination[16..], LastReport);
        BinaryPrimitives.WriteUInt32BigEndian(destination[20..], SinceLastReport);
    }
}

/// <summary>Receiver report, RFC 3550 section 6.4.2.</summary>
internal static class ReceiverReport
{
    private const int FixedLength = 8;

    /// <summary>The blocks in the body of a report of either kind, see <see cref="RtcpReader.Body"/>.</summary>
    public static ReadOnlySpan<byte> Blocks(RtcpType type, ReadOnlySpan<byte> body)
    {
        var before = type == RtcpType.SenderReport ? SenderReport.Length - RtcpReader.HeaderLength : FixedLength - RtcpReader.HeaderLength;
        return body.Length < before ? [] : body[before..];
    }

    /// <returns>Bytes written.</returns>
    public static int Write(Span<byte> destination, uint sender, ReadOnlySpan<ReportBlock> blocks)
    {
        var length = FixedLength + ReportBlock.Length * blocks.Length;
        RtcpReader.WriteHeader(destination, RtcpType.ReceiverReport, blocks.Length, length);
        BinaryPrimitives.WriteUInt32BigEndian(destination[4..], sender);
        for (var i = 0; i < blocks.Length; i++) blocks[i].Write(destination[(FixedLength + i * ReportBlock.Length)..]);
        return length;
    }
}
