using System.Buffers.Binary;
using MeetingHub.Media.Rtp;

namespace MeetingHub.Media.Rtcp;

/// <summary>Sender report without blocks, RFC 3550 section 6.4.1: one moment on two clocks.</summary>
internal readonly record struct SenderReport(uint Ssrc, NtpTime Ntp, RtpTime Rtp, uint Packets, uint Octets)
{
    public const int Length = 28;

    public static bool TryParse(ReadOnlySpan<byte> body, out SenderReport report)
    {
        report = default;
        if (body.Length < Length - RtcpReader.HeaderLength) return false;
        report = new SenderReport(
            BinaryPrimitives.ReadUInt32BigEndian(body),
            new NtpTime(BinaryPrimitives.ReadUInt64BigEndian(body[4..])),
            new RtpTime(BinaryPrimitives.ReadUInt32BigEndian(body[12..])),
            BinaryPrimitives.ReadUInt32BigEndian(body[16..]),
            BinaryPrimitives.ReadUInt32BigEndian(body[20..]));
        return true;
    }

    /// <returns>Bytes written.</returns>
    public int Write(Span<byte> destination)
    {
        RtcpReader.WriteHeader(destination, RtcpType.SenderReport, count: 0, Length);
        BinaryPrimitives.WriteUInt32BigEndian(destination[4..], Ssrc);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], Ntp.Value);
        BinaryPrimitives.WriteUInt32BigEndian(destination[16..], Rtp.Value);
        BinaryPrimitives.WriteUInt32BigEndian(destination[20..], Packets);
        BinaryPrimitives.WriteUInt32BigEndian(destination[24..], Octets);
        return Length;
    }
}
