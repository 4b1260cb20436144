using MeetingHub.Media.Native;
using MeetingHub.Media.Srtp;

namespace MeetingHub.Media.Dtls;

/// <summary>
/// DTLS 1.2 with one peer, RFC 6347 and RFC 5764. Sans-IO: hand in datagrams and time, then take out datagrams until there are none,
/// and call <see cref="Tick"/> at <see cref="Deadline"/>. One thread at a time.
/// </summary>
/// <remarks>
/// There are no cookies: datagrams must be handed in only from addresses that ICE authenticated. A ClientHello may come in several
/// datagrams in any order (with a post-quantum key share it always does).
/// </remarks>
public sealed class DtlsAssociation : IDisposable
{
    /// <summary>Longest handshake, from creation to keys.</summary>
    public static readonly TimeSpan HandshakeLimit = TimeSpan.FromSeconds(30);

    /// <summary>No datagram taken out is larger.</summary>
    public const int MaxDatagramBytes = 1200;

    /// <summary>
    /// Read in all, as <see cref="HandshakeIntake"/> bounds what is kept of it. A handshake takes about 3 kB; this leaves room for a dozen
    /// retransmissions and none for a flood.
    /// </summary>
    internal const int MaxHandshakeBytes = 64 * 1024;

    /// <summary>Datagrams nobody took away: twice our flight on a narrow path. Beyond it the oldest are lost, as they would be on the wire.</summary>
    private const int MaxPending = 8;

    // RFC 5246 section 7.4.
    private const byte ClientHello = 1;

    private readonly CertificateFingerprint peer;
    private readonly DtlsRole role;
    private readonly Timestamp handshakeEnd;
    private readonly SslSession session;
    private readonly HandshakeIntake intake = new();
    private readonly DtlsFlight flight = new();
    private readonly RecordNumbers recordNumbers = new();
    private readonly Queue<byte[]> pending = new();
    private int handshakeBytes;
    private bool disposed;

    /// <param name="context">Certificate and profiles of this side.</param>
    /// <param name="role">A client has its first flight ready at once.</param>
    /// <param name="peer">What signalling said the peer's certificate hashes to.</param>
    /// <param name="now">Starts <see cref="HandshakeLimit"/>.</param>
    public DtlsAssociation(DtlsContext context, DtlsRole role, CertificateFingerprint peer, Timestamp now)
        : this(context, role, peer, now, MaxDatagramBytes)
    {
    }

    /// <param name="context">Certificate and profiles of this side.</param>
    /// <param name="role">A client has its first flight ready at once.</param>
    /// <param name="peer">What signalling said the peer's certificate hashes to.</param>
    /// <param name="now">Starts <see cref="HandshakeLimit"/>.</param>
    /// <param name="mtu">For trying paths narrower than <see cref="MaxDatagramBytes"/>.</param>
    internal DtlsAssociation(DtlsContext context, DtlsRole role, CertificateFingerprint peer, Timestamp now, int mtu)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(peer);
        this.peer = peer;
        this.role = role;
        handshakeEnd = now + HandshakeLimit;
        session = new SslSession(context.Ssl, role == DtlsRole.Server, mtu);
        if (role == DtlsRole.Client) Advance([], now);
    }

    public DtlsState State { get; private set; } = DtlsState.Handshaking;

    public DtlsFailure Failure { get; private set; }

    /// <summary>Only once <see cref="DtlsState.Connected"/>: the peer proved to be the one that signalling spoke of.</summary>
    public SrtpKeys? Keys { get; private set; }

    /// <summary>When to call <see cref="Tick"/>; null when there is nothing to wait for.</summary>
    public Timestamp? Deadline
    {
        get
        {
            if (State != DtlsState.Handshaking) return null;
            return flight.Due is { } due ? Timestamp.Earlier(due, handshakeEnd) : handshakeEnd;
        }
    }

    /// <summary>Takes one whole datagram from the peer (first byte 20..63). Whatever is wrong with it, nothing is thrown.</summary>
    public void Handle(ReadOnlySpan<byte> datagram, Timestamp now)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        if (State is DtlsState.Closed or DtlsState.Failed || datagram.IsEmpty) return;
        if (State == DtlsState.Handshaking)
        {
            handshakeBytes += datagram.Length;
            if (handshakeBytes > MaxHandshakeBytes)
            {
                Fail(DtlsFailure.TooMuchData);
                return;
            }
        }

        Advance(datagram, now);
    }

    /// <summary>Sends the last flight again or gives up, if it is time to; early calls do nothing.</summary>
    public void Tick(Timestamp now)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        if (State != DtlsState.Handshaking) return;
        if (now >= handshakeEnd) Fail(DtlsFailure.Timeout);
        else Enqueue(flight.TakeDue(now));
    }

    /// <summary>Says close_notify to the peer, once connected; the datagram is there to be taken.</summary>
    public void Close()
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        if (State is DtlsState.Closed or DtlsState.Failed) return;
        if (State == DtlsState.Connected) session.Shutdown();
        End(DtlsState.Closed);
    }

    /// <summary>The next datagram to send.</summary>
    /// <param name="destination">At least <see cref="MaxDatagramBytes"/>.</param>
    /// <param name="length">Bytes written to it.</param>
    public bool TryGetDatagram(Span<byte> destination, out int length)
    {
        length = 0;
        if (!pending.TryDequeue(out var datagram)) return false;
        datagram.CopyTo(destination);
        length = datagram.Length;
        recordNumbers.Renew(destination[..length]);
        return true;
    }

    public void Dispose()
    {
        disposed = true;
        session.Dispose();
    }

    private void Advance(ReadOnlySpan<byte> datagram, Timestamp now)
    {
        var wasConnected = State == DtlsState.Connected;
        var progress = wasConnected ? session.Advance(datagram) : Shake(datagram);

        // OpenSSL passes over a repeated ClientHello, and over a repeated last flight whose records it has seen. Only the server
        // answers: it speaks last, and two sides that did would keep each other going.
        var isRepeated = role == DtlsRole.Server && (wasConnected ? IsOfHandshake(datagram) : IsHello(datagram));
        if (isRepeated && session.Written.Count == 0) Enqueue(flight.TakeRepeat(now));
        if (State == DtlsState.Handshaking && session.Written.Count > 0) flight.Replace([.. session.Written], now);
        TakeWritten();
        switch (progress)
        {
            case SslProgress.Handshaking:
                break;
            case SslProgress.Done:
                if (State == DtlsState.Handshaking) Connect();
                break;
            case SslProgress.PeerClosed:
                End(DtlsState.Closed);
                break;
            case SslProgress.Broken:
                Fail(DtlsFailure.Protocol);
                break;
        }

        if (State == DtlsState.Handshaking && intake.IsOver) Fail(DtlsFailure.TooMuchData);
    }

    /// <summary>
    /// Hands in what is in the clear, and what is not only once it can be opened: whatever else comes before its keys, its sender repeats.
    /// </summary>
    private SslProgress Shake(ReadOnlySpan<byte> datagram)
    {
        var clear = intake.TakeClear(datagram);
        var progress = session.Advance(datagram[..clear]);
        var sealedBytes = HandshakeIntake.TakeProtected(datagram[clear..]);
        return progress == SslProgress.Handshaking && sealedBytes > 0 && session.AwaitsFinished
            ? session.Advance(datagram.Slice(clear, sealedBytes))
            : progress;
    }

    private void Connect()
    {
        var certificate = session.PeerCertificate();
        if (certificate is null || !CertificateFingerprint.Of(certificate).Equals(peer))
        {
            session.Shutdown();
            Fail(DtlsFailure.WrongFingerprint);
            return;
        }

        if (!SrtpKeying.TryExport(session, role, out var keys))
        {
            session.Shutdown();
            Fail(DtlsFailure.NoProfile);
            return;
        }

        Keys = keys;
        State = DtlsState.Connected;
        flight.Rest();
    }

    private void Fail(DtlsFailure failure)
    {
        Failure = failure;
        End(DtlsState.Failed);
    }

    private void End(DtlsState state)
    {
        State = state;
        flight.Rest();
        TakeWritten();
    }

    private void TakeWritten()
    {
        Enqueue(session.Written);
        session.Written.Clear();
    }

    private void Enqueue(IEnumerable<byte[]> datagrams)
    {
        foreach (var datagram in datagrams)
        {
            if (pending.Count == MaxPending) pending.Dequeue();
            pending.Enqueue(datagram);
        }
    }

    private static bool IsOfHandshake(ReadOnlySpan<byte> datagram) =>
        !datagram.IsEmpty && datagram[0] is RecordType.ChangeCipherSpec or RecordType.Handshake;

    private static bool IsHello(ReadOnlySpan<byte> datagram) =>
        datagram.Length > RecordNumbers.HeaderBytes && datagram[0] == RecordType.Handshake && datagram[RecordNumbers.HeaderBytes] == ClientHello;
}
