namespace MeetingHub.Media.Srtp;

/// <summary>
/// Protects what is sent to the peer, RFC 3711 and RFC 7714. One thread at a time. Nothing is allocated except when a new source
/// (SSRC) is first sent.
/// </summary>
public sealed class SrtpOutbound : IDisposable
{
    public SrtpOutbound(SrtpKeys keys) => ArgumentNullException.ThrowIfNull(keys);

    /// <summary>Bytes that <see cref="ProtectRtp"/> adds.</summary>
    public int RtpOverheadBytes => throw new NotSupportedException();

    /// <summary>Bytes that <see cref="ProtectRtcp"/> adds.</summary>
    public int RtcpOverheadBytes => throw new NotSupportedException();

    /// <summary>
    /// Writes header, encrypted payload and tag; the encryption is the copy. Each (SSRC, extended sequence number) is taken once: a
    /// second packet under the same nonce would give the key away (RFC 7714 section 8.4), so retransmissions go by RTX.
    /// </summary>
    /// <param name="header">Fixed header, CSRCs and extensions; SSRC and sequence number are read from it.</param>
    /// <param name="payload">Plain payload with its padding. Must not overlap <paramref name="destination"/>.</param>
    /// <param name="destination">Room for both plus <see cref="RtpOverheadBytes"/>.</param>
    /// <returns>Bytes written; 0 when the sequence number was used before or is more than 1,024 behind the newest.</returns>
    public int ProtectRtp(ReadOnlySpan<byte> header, ReadOnlySpan<byte> payload, Span<byte> destination) => throw new NotSupportedException();

    /// <summary>As <see cref="ProtectRtp"/> for a compound RTCP packet; any may be sent, in any order.</summary>
    public int ProtectRtcp(ReadOnlySpan<byte> compound, Span<byte> destination) => throw new NotSupportedException();

    public void Dispose()
    {
    }
}
