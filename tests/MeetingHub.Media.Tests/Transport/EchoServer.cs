using MeetingHub.Media.Dtls;
using MeetingHub.Media.Ice;
using MeetingHub.Media.Srtp;
using MeetingHub.Testing.Media;

namespace MeetingHub.Media.Tests.Transport;

/// <summary>The transport of one peer put together as a server does it; media is sent back to where it came from.</summary>
internal sealed class EchoServer : IDatagramEndpoint, IDisposable
{
    private readonly DtlsContext context;
    private readonly CertificateFingerprint peer;
    private readonly Queue<(RemoteAddress Target, byte[] Bytes)> outbox = new();
    private readonly byte[] scratch = new byte[1500];
    private SrtpInbound? inbound;
    private SrtpOutbound? outbound;

    public EchoServer(DtlsContext context, IceCredentials credentials, CertificateFingerprint peer, Timestamp now)
    {
        this.context = context;
        this.peer = peer;
        Ice = new IceLiteAgent(credentials, now);
    }

    public IceLiteAgent Ice { get; }

    public DtlsAssociation? Dtls { get; private set; }

    public PeerIdentity Identity => new(Ice.Local, context.Fingerprint);

    /// <summary>From addresses that ICE did not authenticate.</summary>
    public int Strangers { get; private set; }

    public List<SrtpVerdict> Verdicts { get; } = [];

    public Timestamp? Deadline => Dtls?.Deadline;

    public void Handle(Span<byte> datagram, in RemoteAddress source, Timestamp now)
    {
        if (datagram.IsEmpty) return;
        if (datagram[0] < 4)
        {
            Ice.Handle(datagram, source, now, scratch, out var length);
            if (length > 0) outbox.Enqueue((source, scratch[..length]));
            return;
        }

        if (!Ice.IsValid(source))
        {
            Strangers++;
            return;
        }

        if (datagram[0] is >= 20 and < 64)
        {
            Dtls ??= new DtlsAssociation(context, DtlsRole.Server, peer, now);
            Dtls.Handle(datagram, now);
            if (Dtls.Keys is not { } keys) return;
            inbound ??= new SrtpInbound(keys);
            outbound ??= new SrtpOutbound(keys);
        }
        else Echo(datagram);
    }

    public void Tick(Timestamp now) => Dtls?.Tick(now);

    public bool TryGetDatagram(Span<byte> destination, out int length, out RemoteAddress target)
    {
        target = Ice.Selected ?? default;
        if (Dtls is not null && Dtls.TryGetDatagram(destination, out length)) return true;
        length = 0;
        if (!outbox.TryDequeue(out var datagram)) return false;
        target = datagram.Target;
        datagram.Bytes.CopyTo(destination);
        length = datagram.Bytes.Length;
        return true;
    }

    public void Dispose()
    {
        Dtls?.Dispose();
        inbound?.Dispose();
        outbound?.Dispose();
    }

    private void Echo(Span<byte> datagram)
    {
        if (inbound is null || outbound is null) return;
        var isRtcp = datagram.Length > 1 && datagram[1] is >= 192 and < 224;
        var verdict = isRtcp ? inbound.UnprotectRtcp(datagram, out var length) : inbound.UnprotectRtp(datagram, out length);
        Verdicts.Add(verdict);
        if (verdict != SrtpVerdict.Accepted) return;
        var plain = datagram[..length];
        length = isRtcp ? outbound.ProtectRtcp(plain, scratch) : outbound.ProtectRtp(plain[..12], plain[12..], scratch);
        outbox.Enqueue((Ice.Selected!.Value, scratch[..length]));
    }
}
