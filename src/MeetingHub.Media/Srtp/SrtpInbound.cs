using System.Buffers.Binary;

namespace MeetingHub.Media.Srtp;

/// <summary>
/// Opens what the peer sends, RFC 3711 and RFC 7714. One thread at a time. Nothing is allocated except when a new source (SSRC)
/// appears.
/// </summary>
public sealed class SrtpInbound : IDisposable
{
    /// <summary>Sources of RTP, and again of RTCP, that one session keeps state for; it takes good keys to reach it.</summary>
    public const int MaxSources = 64;

    /// <summary>As libwebrtc and mediasoup: over two seconds of a 4 Mbit/s layer.</summary>
    internal const int RtpWindow = 1024;

    internal const int RtcpWindow = 128;

    private readonly SrtpCipher cipher;
    private readonly SourceWindows rtp = new(RtpWindow);
    private readonly SourceWindows rtcp = new(RtcpWindow);
    private bool disposed;

    public SrtpInbound(SrtpKeys keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        cipher = SrtpCipher.ForReceiving(keys.Profile, keys.Inbound);
    }

    /// <summary>Opens an RTP packet in place; its header stays where and what it was.</summary>
    /// <param name="packet">The datagram. After <see cref="SrtpVerdict.Forged"/> its payload is undefined.</param>
    /// <param name="length">Bytes of the plain packet at the front of <paramref name="packet"/>; 0 unless accepted.</param>
    public SrtpVerdict UnprotectRtp(Span<byte> packet, out int length)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        length = 0;
        if (!SrtpPacket.TryReadHeaderLength(packet, out var headerLength)) return SrtpVerdict.Malformed;
        if (packet.Length < headerLength + cipher.RtpOverheadBytes) return SrtpVerdict.Malformed;

        var source = SrtpPacket.RtpSource(packet);
        var sequence = SrtpPacket.Sequence(packet);
        var window = rtp.Find(source);
        var index = window?.Guess(sequence) ?? sequence;
        if (Refuse(window, rtp, index) is { } refusal) return refusal;
        if (!cipher.TryUnprotectRtp(packet, headerLength, index)) return SrtpVerdict.Forged;

        // Only now: whoever forges a packet must move neither rollover counter nor window, nor fill the table.
        (window ?? rtp.Add(source)).Accept(index);
        length = packet.Length - cipher.RtpOverheadBytes;
        return SrtpVerdict.Accepted;
    }

    /// <summary>As <see cref="UnprotectRtp"/>, for a compound RTCP packet.</summary>
    public SrtpVerdict UnprotectRtcp(Span<byte> packet, out int length)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        length = 0;
        if (packet.Length < SrtpPacket.RtcpHeaderBytes + cipher.RtcpOverheadBytes || packet[0] >> 6 != 2) return SrtpVerdict.Malformed;

        // DTLS-SRTP has no way to agree on RTCP in the clear, so a packet without the E bit is nobody's.
        var indexWord = BinaryPrimitives.ReadUInt32BigEndian(packet[cipher.RtcpIndexAt(packet.Length)..]);
        if ((indexWord & SrtpPacket.EncryptedFlag) == 0) return SrtpVerdict.Malformed;

        var source = SrtpPacket.RtcpSource(packet);
        var index = indexWord & ~SrtpPacket.EncryptedFlag;
        var window = rtcp.Find(source);
        if (Refuse(window, rtcp, index) is { } refusal) return refusal;
        if (!cipher.TryUnprotectRtcp(packet, index)) return SrtpVerdict.Forged;

        (window ?? rtcp.Add(source)).Accept(index);
        length = packet.Length - cipher.RtcpOverheadBytes;
        return SrtpVerdict.Accepted;
    }

    public void Dispose()
    {
        disposed = true;
        cipher.Dispose();
    }

    private static SrtpVerdict? Refuse(ReplayWindow? window, SourceWindows table, long index)
    {
        if (window is null) return table.Count < MaxSources ? null : SrtpVerdict.TooManySources;
        return window.IsFresh(index) ? null : SrtpVerdict.Replayed;
    }
}
