namespace MeetingHub.Media.Srtp;

/// <summary>
/// Protects what is sent to the peer, RFC 3711 and RFC 7714. One thread at a time. Nothing is allocated except when a new source
/// (SSRC) is first sent.
/// </summary>
public sealed class SrtpOutbound : IDisposable
{
    private readonly SrtpCipher cipher;
    private readonly SourceWindows sent = new(SrtpInbound.RtpWindow);
    private uint rtcpIndex;
    private bool disposed;

    public SrtpOutbound(SrtpKeys keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        cipher = SrtpCipher.ForSending(keys.Profile, keys.Outbound);
    }

    /// <summary>Bytes that <see cref="ProtectRtp"/> adds.</summary>
    public int RtpOverheadBytes => cipher.RtpOverheadBytes;

    /// <summary>Bytes that <see cref="ProtectRtcp"/> adds.</summary>
    public int RtcpOverheadBytes => cipher.RtcpOverheadBytes;

    /// <summary>
    /// Writes header, encrypted payload and tag; the encryption is the copy. Each (SSRC, extended sequence number) is taken once: a
    /// second packet under the same nonce would give the key away (RFC 7714 section 8.4), so retransmissions go by RTX.
    /// </summary>
    /// <param name="header">Fixed header, CSRCs and extensions; SSRC and sequence number are read from it.</param>
    /// <param name="payload">Plain payload with its padding. Must not overlap <paramref name="destination"/>.</param>
    /// <param name="destination">Room for both plus <see cref="RtpOverheadBytes"/>.</param>
    /// <returns>Bytes written; 0 when the sequence number was used before or is 1,024 or more behind the newest.</returns>
    /// <exception cref="ArgumentException">The header is not one RTP header, or the destination is too small.</exception>
    public int ProtectRtp(ReadOnlySpan<byte> header, ReadOnlySpan<byte> payload, Span<byte> destination)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        if (!SrtpPacket.TryReadHeaderLength(header, out var headerLength) || headerLength != header.Length)
            throw new ArgumentException("Not exactly one RTP header.", nameof(header));
        var length = header.Length + payload.Length + cipher.RtpOverheadBytes;
        if (destination.Length < length) throw new ArgumentException("Too small.", nameof(destination));

        var source = SrtpPacket.RtpSource(header);
        var window = sent.Find(source) ?? sent.Add(source);
        var index = window.Guess(SrtpPacket.Sequence(header));
        if (!window.IsFresh(index)) return 0;
        window.Accept(index);

        header.CopyTo(destination);
        cipher.ProtectRtp(destination, header.Length, payload, index);
        return length;
    }

    /// <summary>As <see cref="ProtectRtp"/> for a compound RTCP packet; any may be sent, in any order.</summary>
    /// <returns>Bytes written; 0 when the session's 2^31 packets are used up.</returns>
    /// <exception cref="ArgumentException">There is no whole RTCP header, or the destination is too small.</exception>
    public int ProtectRtcp(ReadOnlySpan<byte> compound, Span<byte> destination)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        if (compound.Length < SrtpPacket.RtcpHeaderBytes) throw new ArgumentException("No RTCP header.", nameof(compound));
        var length = compound.Length + cipher.RtcpOverheadBytes;
        if (destination.Length < length) throw new ArgumentException("Too small.", nameof(destination));
        if (rtcpIndex == SrtpPacket.EncryptedFlag) return 0;

        // One counter for all sources: unique for each of them, and gaps are as good as losses (RFC 3711 section 3.2.1).
        cipher.ProtectRtcp(destination, compound, rtcpIndex++);
        return length;
    }

    public void Dispose()
    {
        disposed = true;
        cipher.Dispose();
    }
}
