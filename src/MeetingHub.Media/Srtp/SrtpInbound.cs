namespace MeetingHub.Media.Srtp;

/// <summary>
/// Opens what the peer sends, RFC 3711 and RFC 7714. One thread at a time. Nothing is allocated except when a new source (SSRC)
/// appears.
/// </summary>
public sealed class SrtpInbound : IDisposable
{
    /// <summary>Sources of RTP, and again of RTCP, that one session keeps state for; it takes good keys to reach it.</summary>
    public const int MaxSources = 64;

    public SrtpInbound(SrtpKeys keys) => ArgumentNullException.ThrowIfNull(keys);

    /// <summary>Opens an RTP packet in place; its header stays where and what it was.</summary>
    /// <param name="packet">The datagram. After <see cref="SrtpVerdict.Forged"/> its payload is undefined.</param>
    /// <param name="length">Bytes of the plain packet at the front of <paramref name="packet"/>; 0 unless accepted.</param>
    public SrtpVerdict UnprotectRtp(Span<byte> packet, out int length) => throw new NotSupportedException();

    /// <summary>As <see cref="UnprotectRtp"/>, for a compound RTCP packet.</summary>
    public SrtpVerdict UnprotectRtcp(Span<byte> packet, out int length) => throw new NotSupportedException();

    public void Dispose()
    {
    }
}
