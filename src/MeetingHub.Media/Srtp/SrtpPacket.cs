using System.Buffers.Binary;

namespace MeetingHub.Media.Srtp;

/// <summary>The few fields of an RTP or RTCP packet that protection needs, RFC 3711 sections 3.1 and 3.4.</summary>
internal static class SrtpPacket
{
    /// <summary>Version to SSRC of the first RTCP packet, which stay readable.</summary>
    public const int RtcpHeaderBytes = 8;

    /// <summary>The E bit and the 31-bit index behind a protected RTCP packet.</summary>
    public const int RtcpIndexBytes = 4;

    public const uint EncryptedFlag = 0x8000_0000;

    private const int FixedHeaderBytes = 12;

    /// <summary>Fixed header, CSRCs and header extension; false unless all of it is there.</summary>
    public static bool TryReadHeaderLength(ReadOnlySpan<byte> packet, out int length)
    {
        length = FixedHeaderBytes;
        if (packet.Length < FixedHeaderBytes || packet[0] >> 6 != 2) return false;
        length += (packet[0] & 0x0F) * 4;
        if ((packet[0] & 0x10) == 0) return length <= packet.Length;
        if (length + 4 > packet.Length) return false;
        length += 4 + BinaryPrimitives.ReadUInt16BigEndian(packet[(length + 2)..]) * 4;
        return length <= packet.Length;
    }

    public static ushort Sequence(ReadOnlySpan<byte> rtp) => BinaryPrimitives.ReadUInt16BigEndian(rtp[2..]);

    public static uint RtpSource(ReadOnlySpan<byte> rtp) => BinaryPrimitives.ReadUInt32BigEndian(rtp[8..]);

    public static uint RtcpSource(ReadOnlySpan<byte> rtcp) => BinaryPrimitives.ReadUInt32BigEndian(rtcp[4..]);
}
