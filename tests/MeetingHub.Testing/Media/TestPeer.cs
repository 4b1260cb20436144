using MeetingHub.Media;
using MeetingHub.Media.Dtls;
using MeetingHub.Media.Ice;
using MeetingHub.Media.Srtp;

namespace MeetingHub.Testing.Media;

/// <summary>What a peer is told by signalling about the other side.</summary>
public sealed record PeerIdentity(IceCredentials Credentials, CertificateFingerprint Fingerprint);

/// <summary>
/// A whole client without SDP: ICE controlling, DTLS client, SRTP both ways. Sans-IO, so that it runs in a
/// <see cref="VirtualNetwork"/> and, for load, on a socket. It does not know what RTP packets mean: who drives it does.
/// </summary>
public sealed class TestPeer : IDatagramEndpoint, IDisposable
{
    private const int MaxDatagramBytes = 1500;

    private readonly DtlsContext context;
    private readonly FillRandom fill;
    private readonly Queue<byte[]> outbox = new();
    private readonly int[] verdicts = new int[Enum.GetValues<SrtpVerdict>().Length];
    private readonly byte[] scratch = new byte[MaxDatagramBytes];
    private PeerIdentity? server;
    private RemoteAddress serverAddress;
    private IceClient? ice;
    private DtlsAssociation? dtls;
    private SrtpInbound? inbound;
    private SrtpOutbound? outbound;

    /// <param name="context">May be shared by many peers; the owner disposes of it.</param>
    /// <param name="seed">Of credentials and transaction ids.</param>
    public TestPeer(DtlsContext context, int seed)
    {
        this.context = context;
        var random = new Random(seed);
        fill = destination => random.NextBytes(destination);
        Credentials = IceCredentials.Generate(fill);
    }

    /// <summary>Called with each plain RTP packet; the span dies with the call.</summary>
    public PacketHandler? RtpReceived { get; set; }

    /// <summary>Called with each plain compound RTCP packet; the span dies with the call.</summary>
    public PacketHandler? RtcpReceived { get; set; }

    /// <summary>To be signalled to the server.</summary>
    public IceCredentials Credentials { get; private set; }

    /// <summary>To be signalled to the server.</summary>
    public CertificateFingerprint Fingerprint => context.Fingerprint;

    /// <summary>Null before <see cref="Connect"/>.</summary>
    public IceClient? Ice => ice;

    /// <summary>Null until ICE is connected.</summary>
    public DtlsAssociation? Dtls => dtls;

    /// <summary>Whether media can be sent.</summary>
    public bool IsConnected => outbound is not null && dtls?.State == DtlsState.Connected;

    public SrtpProfile? Profile => dtls?.Keys?.Profile;

    /// <summary>Since creation, by verdict, RTP and RTCP together.</summary>
    public int CountOf(SrtpVerdict verdict) => verdicts[(int)verdict];

    public Timestamp? Deadline
    {
        get
        {
            if (ice?.NextCheck is not { } check) return dtls?.Deadline;
            return dtls?.Deadline is { } deadline ? Timestamp.Earlier(check, deadline) : check;
        }
    }

    /// <summary>The answer of the server has come; checks begin with the next <see cref="Tick"/>.</summary>
    public void Connect(PeerIdentity identity, RemoteAddress address, Timestamp now)
    {
        (server, serverAddress) = (identity, address);
        ice = new IceClient(Credentials, identity.Credentials, fill, now);
    }

    /// <summary>New credentials to be signalled, before <see cref="CompleteRestart"/>.</summary>
    public IceCredentials BeginRestart() => Credentials = IceCredentials.Generate(fill);

    /// <summary>The server has answered with new credentials; DTLS and media go on as they were.</summary>
    public void CompleteRestart(IceCredentials newRemote, Timestamp now) => ice!.Restart(Credentials, newRemote, now);

    /// <summary>Protects and queues an RTP packet.</summary>
    /// <exception cref="InvalidOperationException">Not connected, or the sequence number was sent before.</exception>
    public void SendRtp(ReadOnlySpan<byte> header, ReadOnlySpan<byte> payload)
    {
        var length = Connected().ProtectRtp(header, payload, scratch);
        if (length == 0) throw new InvalidOperationException("This sequence number was sent before.");
        SendRaw(scratch.AsSpan(0, length));
    }

    /// <summary>Protects and queues a compound RTCP packet.</summary>
    /// <exception cref="InvalidOperationException">Not connected.</exception>
    public void SendRtcp(ReadOnlySpan<byte> compound) => SendRaw(scratch.AsSpan(0, Connected().ProtectRtcp(compound, scratch)));

    /// <summary>Queues any bytes as they are, for what a broken or hostile client would send.</summary>
    public void SendRaw(ReadOnlySpan<byte> datagram) => outbox.Enqueue(datagram.ToArray());

    /// <summary>As pc.close(): says close_notify, and no checks any more.</summary>
    public void Close()
    {
        ice?.Stop();
        dtls?.Close();
    }

    public void Handle(Span<byte> datagram, in RemoteAddress source, Timestamp now)
    {
        if (source != serverAddress || datagram.IsEmpty) return;
        switch (datagram[0])
        {
            case < 4:
                if (ice?.WriteAnswer(datagram, source, scratch) is > 0 and var length) SendRaw(scratch.AsSpan(0, length));
                ice?.Handle(datagram, now);
                if (ice is { IsConnected: true }) dtls ??= new DtlsAssociation(context, DtlsRole.Client, server!.Fingerprint, now);
                break;
            case >= 20 and < 64:
                dtls?.Handle(datagram, now);
                if (dtls?.Keys is { } keys) UseKeys(keys);
                break;
            case >= 128 and < 192:
                TakeMedia(datagram, now);
                break;
        }
    }

    public void Tick(Timestamp now)
    {
        if (ice?.NextCheck is { } check && check <= now) SendRaw(scratch.AsSpan(0, ice.WriteCheck(scratch, now)));
        if (dtls?.Deadline is { } deadline && deadline <= now) dtls.Tick(now);
    }

    public bool TryGetDatagram(Span<byte> destination, out int length, out RemoteAddress target)
    {
        target = serverAddress;
        if (dtls is not null && dtls.TryGetDatagram(destination, out length)) return true;
        length = 0;
        if (!outbox.TryDequeue(out var datagram)) return false;
        datagram.CopyTo(destination);
        length = datagram.Length;
        return true;
    }

    public void Dispose()
    {
        dtls?.Dispose();
        inbound?.Dispose();
        outbound?.Dispose();
    }

    private void UseKeys(SrtpKeys keys)
    {
        inbound ??= new SrtpInbound(keys);
        outbound ??= new SrtpOutbound(keys);
    }

    private void TakeMedia(Span<byte> datagram, Timestamp now)
    {
        if (inbound is null) return;
        var isRtcp = datagram.Length > 1 && datagram[1] is >= 192 and < 224;
        var verdict = isRtcp ? inbound.UnprotectRtcp(datagram, out var length) : inbound.UnprotectRtp(datagram, out length);
        verdicts[(int)verdict]++;
        if (verdict == SrtpVerdict.Accepted) (isRtcp ? RtcpReceived : RtpReceived)?.Invoke(datagram[..length], now);
    }

    private SrtpOutbound Connected() => IsConnected ? outbound! : throw new InvalidOperationException("Not connected.");
}

public delegate void PacketHandler(ReadOnlySpan<byte> packet, Timestamp at);
