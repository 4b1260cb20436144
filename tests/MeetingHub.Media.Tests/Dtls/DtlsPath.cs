using System.Net;
using MeetingHub.Media.Dtls;
using MeetingHub.Media.Srtp;
using MeetingHub.Testing.Media;

namespace MeetingHub.Media.Tests.Dtls;

/// <summary>A client and a server over a path in virtual time.</summary>
internal sealed class DtlsPath : IDisposable
{
    public static readonly RemoteAddress ClientAddress = RemoteAddress.From(new IPEndPoint(IPAddress.Parse("192.0.2.7"), 50_000));
    public static readonly RemoteAddress ServerAddress = RemoteAddress.From(new IPEndPoint(IPAddress.Parse("192.0.2.1"), 40_000));

    private readonly DtlsContext clientContext;
    private readonly DtlsContext serverContext;

    public DtlsPath(
        int seed = 1,
        LinkConditions? conditions = null,
        int mtu = DtlsAssociation.MaxDatagramBytes,
        CertificateFingerprint? expectedByClient = null,
        CertificateFingerprint? expectedByServer = null,
        IReadOnlyList<SrtpProfile>? clientProfiles = null,
        IReadOnlyList<SrtpProfile>? serverProfiles = null,
        Func<SentDatagram, bool>? filter = null)
    {
        clientContext = new DtlsContext(DateTimeOffset.UnixEpoch, clientProfiles);
        serverContext = new DtlsContext(DateTimeOffset.UnixEpoch, serverProfiles);
        Network = new VirtualNetwork(seed) { Filter = filter };
        Client = new DtlsAssociation(
            clientContext, DtlsRole.Client, expectedByClient ?? serverContext.Fingerprint, Network.Now, mtu);
        Server = new DtlsAssociation(
            serverContext, DtlsRole.Server, expectedByServer ?? clientContext.Fingerprint, Network.Now, mtu);
        Network.Attach(new Endpoint(Client, ServerAddress), ClientAddress, conditions);
        Network.Attach(new Endpoint(Server, ClientAddress), ServerAddress, conditions);
    }

    public VirtualNetwork Network { get; }

    public DtlsAssociation Client { get; }

    public DtlsAssociation Server { get; }

    /// <summary>Whether both sides have the same keys, each the right way round.</summary>
    public bool HasKeys => Client.Keys is { } client && Server.Keys is { } server
        && client.Profile == server.Profile
        && Same(client.Inbound, server.Outbound)
        && Same(client.Outbound, server.Inbound);

    public bool Connect(TimeSpan? limit = null) => Network.RunUntil(
        () => Client.State == DtlsState.Connected && Server.State == DtlsState.Connected, limit ?? TimeSpan.FromSeconds(30));

    public void Dispose()
    {
        Client.Dispose();
        Server.Dispose();
        clientContext.Dispose();
        serverContext.Dispose();
    }

    private static bool Same(SrtpMaster one, SrtpMaster other) => one.Key.SequenceEqual(other.Key) && one.Salt.SequenceEqual(other.Salt);

    private sealed class Endpoint(DtlsAssociation association, RemoteAddress peer) : IDatagramEndpoint
    {
        public Timestamp? Deadline => association.Deadline;

        public void Handle(Span<byte> datagram, in RemoteAddress source, Timestamp now) => association.Handle(datagram, now);

        public void Tick(Timestamp now) => association.Tick(now);

        public bool TryGetDatagram(Span<byte> destination, out int length, out RemoteAddress target)
        {
            target = peer;
            return association.TryGetDatagram(destination, out length);
        }
    }
}
