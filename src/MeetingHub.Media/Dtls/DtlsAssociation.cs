using MeetingHub.Media.Srtp;

namespace MeetingHub.Media.Dtls;

/// <summary>
/// DTLS 1.2 with one peer, RFC 6347 and RFC 5764. Sans-IO: hand in datagrams and time, then take out datagrams until there are none,
/// and call <see cref="Tick"/> at <see cref="Deadline"/>. One thread at a time.
/// </summary>
public sealed class DtlsAssociation : IDisposable
{
    /// <summary>Longest handshake, from creation to keys.</summary>
    public static readonly TimeSpan HandshakeLimit = TimeSpan.FromSeconds(30);

    /// <summary>No datagram taken out is larger.</summary>
    public const int MaxDatagramBytes = 1200;

    /// <param name="context">Certificate and profiles of this side.</param>
    /// <param name="role">A client has its first flight ready at once.</param>
    /// <param name="peer">What signalling said the peer's certificate hashes to.</param>
    /// <param name="now">Starts <see cref="HandshakeLimit"/>.</param>
    public DtlsAssociation(DtlsContext context, DtlsRole role, CertificateFingerprint peer, Timestamp now) => throw new NotSupportedException();

    public DtlsState State => throw new NotSupportedException();

    public DtlsFailure Failure => throw new NotSupportedException();

    /// <summary>Only once <see cref="DtlsState.Connected"/>: the peer proved to be the one that signalling spoke of.</summary>
    public SrtpKeys? Keys => throw new NotSupportedException();

    /// <summary>When to call <see cref="Tick"/>; null when there is nothing to wait for.</summary>
    public Timestamp? Deadline => throw new NotSupportedException();

    /// <summary>Takes one whole datagram from the peer (first byte 20..63). Whatever is wrong with it, nothing is thrown.</summary>
    public void Handle(ReadOnlySpan<byte> datagram, Timestamp now) => throw new NotSupportedException();

    /// <summary>Sends the last flight again or gives up, if it is time to; early calls do nothing.</summary>
    public void Tick(Timestamp now) => throw new NotSupportedException();

    /// <summary>Says close_notify to the peer, once connected; the datagram is there to be taken.</summary>
    public void Close() => throw new NotSupportedException();

    /// <summary>The next datagram to send.</summary>
    /// <param name="destination">At least <see cref="MaxDatagramBytes"/>.</param>
    /// <param name="length">Bytes written to it.</param>
    public bool TryGetDatagram(Span<byte> destination, out int length) => throw new NotSupportedException();

    public void Dispose()
    {
    }
}
