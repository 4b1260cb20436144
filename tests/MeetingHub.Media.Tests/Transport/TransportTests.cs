using System.Buffers.Binary;
using System.Net;
using MeetingHub.Media.Dtls;
using MeetingHub.Media.Ice;
using MeetingHub.Media.Srtp;
using MeetingHub.Testing.Media;

namespace MeetingHub.Media.Tests.Transport;

/// <summary>STUN, ICE, DTLS and SRTP together, between a server's side and a client's, over a network in virtual time.</summary>
public sealed class TransportTests : IDisposable
{
    private static readonly RemoteAddress Home = At("192.0.2.7", 50_000);
    private static readonly RemoteAddress Mobile = At("198.51.100.9", 1234);
    private static readonly RemoteAddress ServerAddress = At("203.0.113.1", 40_000);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private readonly DtlsContext serverContext = new(DateTimeOffset.UnixEpoch);
    private readonly DtlsContext clientContext = new(DateTimeOffset.UnixEpoch);
    private readonly DtlsContext oldClientContext = new(DateTimeOffset.UnixEpoch, [SrtpProfile.Aes128CmSha1_80]);
    private readonly VirtualNetwork network = new(seed: 3);

    [Fact]
    public void A_peer_connects_in_three_round_trips()
    {
        var begin = network.Now;
        using var peer = new TestPeer(clientContext, seed: 1);
        using var server = Connect(peer, new LinkConditions { Delay = TimeSpan.FromMilliseconds(25) });

        Assert.True(network.RunUntil(() => peer.IsConnected, Limit));

        // One for ICE, two for DTLS, each 50 ms; no timer was waited for.
        Assert.Equal(TimeSpan.FromMilliseconds(150), network.Now - begin);
        Assert.Equal(Home, peer.Ice!.MappedAddress);
        Assert.Equal(TimeSpan.FromMilliseconds(50), peer.Ice.RoundTrip);
    }

    [Theory]
    [InlineData(SrtpProfile.AeadAes128Gcm)]
    [InlineData(SrtpProfile.Aes128CmSha1_80)]
    public void Media_and_control_go_both_ways(SrtpProfile profile)
    {
        using var peer = new TestPeer(profile == SrtpProfile.AeadAes128Gcm ? clientContext : oldClientContext, seed: 1);
        var log = new PacketLog(peer);
        using var server = Connect(peer, LinkConditions.Perfect);
        Assert.True(network.RunUntil(() => peer.IsConnected, Limit));
        Assert.Equal(profile, peer.Profile);

        for (ushort i = 0; i < 100; i++) peer.SendRtp(Header(i), [1, 2, (byte)i]);
        peer.SendRtcp([0x80, 201, 0, 1, 0, 0, 0, 5]);
        network.RunFor(TimeSpan.FromMilliseconds(1));

        Assert.Equal(100, log.Rtp.Count);
        Assert.Equal([.. Header(7), 1, 2, 7], log.Rtp[7].Bytes);
        Assert.Equal([0x80, 201, 0, 1, 0, 0, 0, 5], Assert.Single(log.Rtcp).Bytes);
    }

    [Fact]
    public void Through_loss_duplication_and_reordering_nothing_is_taken_twice()
    {
        using var peer = new TestPeer(clientContext, seed: 1);
        var log = new PacketLog(peer);
        using var server = Connect(peer, new LinkConditions
        {
            Loss = 0.05, Duplication = 0.2, Delay = TimeSpan.FromMilliseconds(10), Jitter = TimeSpan.FromMilliseconds(30),
        });
        Assert.True(network.RunUntil(() => peer.IsConnected, Limit));

        // From just before a rollover, one packet a millisecond: jitter reorders them across it.
        for (var i = 0; i < 1000; i++)
        {
            peer.SendRtp(Header((ushort)(65_000 + i)), [(byte)i]);
            network.RunFor(TimeSpan.FromMilliseconds(1));
        }

        network.RunFor(TimeSpan.FromSeconds(1));
        var received = log.Rtp.Select(packet => BinaryPrimitives.ReadUInt16BigEndian(packet.Bytes.AsSpan(2))).ToArray();
        Assert.Equal(received.Length, received.Distinct().Count());
        Assert.NotEqual(received.OrderBy(s => (ushort)(s - 65_000)), received);
        Assert.InRange(received.Length, 860, 940);
        Assert.Contains(SrtpVerdict.Replayed, server.Verdicts);
        Assert.All(server.Verdicts, verdict => Assert.True(verdict is SrtpVerdict.Accepted or SrtpVerdict.Replayed));
    }

    [Fact]
    public void A_peer_that_changes_its_network_goes_on_without_a_new_handshake()
    {
        using var peer = new TestPeer(clientContext, seed: 1);
        var log = new PacketLog(peer);
        using var server = Connect(peer, new LinkConditions { Delay = TimeSpan.FromMilliseconds(10) });
        Assert.True(network.RunUntil(() => peer.IsConnected, Limit));
        var keys = server.Dtls!.Keys;

        network.Move(peer, Mobile);
        peer.SendRtp(Header(1), [1]);
        Assert.True(network.RunUntil(() => server.Ice.Selected == Mobile, Limit));
        peer.SendRtp(Header(2), [2]);
        network.RunFor(TimeSpan.FromMilliseconds(100));

        // The first came from an address that had not proven itself.
        Assert.Equal(1, server.Strangers);
        Assert.Equal([.. Header(2), 2], Assert.Single(log.Rtp).Bytes);
        Assert.Same(keys, server.Dtls.Keys);
    }

    [Fact]
    public void Media_from_elsewhere_is_dropped_and_draws_no_media_there()
    {
        using var peer = new TestPeer(clientContext, seed: 1);
        using var server = Connect(peer, LinkConditions.Perfect);
        Assert.True(network.RunUntil(() => peer.IsConnected, Limit));
        byte[]? captured = null;
        network.Filter = datagram =>
        {
            if (datagram.Bytes[0] >= 128 && datagram.Source == Home) captured = datagram.Bytes;
            return true;
        };
        peer.SendRtp(Header(1), [1]);
        network.RunFor(TimeSpan.FromMilliseconds(10));

        network.Inject(captured!, Mobile, ServerAddress);
        network.RunFor(TimeSpan.FromMilliseconds(10));

        Assert.Equal(1, server.Strangers);
        Assert.Equal(Home, server.Ice.Selected);
    }

    [Fact]
    public void A_ClientHello_from_elsewhere_makes_no_association()
    {
        using var peer = new TestPeer(clientContext, seed: 1);
        using var server = Connect(peer, LinkConditions.Perfect);

        network.Inject([22, 0xFE, 0xFD, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], Mobile, ServerAddress);
        network.RunUntil(() => server.Strangers > 0, Limit);

        Assert.Null(server.Dtls);
    }

    [Fact]
    public void An_ICE_restart_does_not_interrupt_media()
    {
        using var peer = new TestPeer(clientContext, seed: 1);
        var log = new PacketLog(peer);
        using var server = Connect(peer, new LinkConditions { Delay = TimeSpan.FromMilliseconds(10) });
        Assert.True(network.RunUntil(() => peer.IsConnected, Limit));

        peer.BeginRestart();
        server.Ice.Restart(new IceCredentials("restarted", "a password of twenty-four letters"));
        peer.SendRtp(Header(1), [1]);
        network.RunFor(TimeSpan.FromMilliseconds(100));
        peer.CompleteRestart(server.Ice.Local, network.Now);

        Assert.True(network.RunUntil(() => server.Ice.Retiring is null && peer.Ice!.IsConnected, Limit));
        Assert.Single(log.Rtp);
    }

    [Fact]
    public void A_closed_peer_is_known_to_be_gone_at_once()
    {
        using var peer = new TestPeer(clientContext, seed: 1);
        using var server = Connect(peer, LinkConditions.Perfect);
        Assert.True(network.RunUntil(() => peer.IsConnected, Limit));

        peer.Close();
        network.RunFor(TimeSpan.FromMilliseconds(1));

        Assert.Equal(DtlsState.Closed, server.Dtls!.State);
    }

    [Fact]
    public void A_peer_that_falls_silent_loses_its_consent_after_thirty_seconds()
    {
        using var peer = new TestPeer(clientContext, seed: 1);
        using var server = Connect(peer, LinkConditions.Perfect);
        Assert.True(network.RunUntil(() => peer.IsConnected, Limit));
        network.RunFor(TimeSpan.FromSeconds(60));
        Assert.True(server.Ice.ConsentExpires - network.Now > TimeSpan.FromSeconds(29));

        peer.Ice!.Stop();
        network.RunFor(TimeSpan.FromSeconds(30));

        Assert.True(server.Ice.ConsentExpires <= network.Now);
    }

    public void Dispose()
    {
        serverContext.Dispose();
        clientContext.Dispose();
        oldClientContext.Dispose();
    }

    private EchoServer Connect(TestPeer peer, LinkConditions conditions)
    {
        var credentials = new IceCredentials("serverfragment", "a password of more than 24 letters");
        var server = new EchoServer(serverContext, credentials, peer.Fingerprint, network.Now);
        network.Attach(server, ServerAddress);
        network.Attach(peer, Home, conditions);
        peer.Connect(server.Identity, ServerAddress, network.Now);
        return server;
    }

    private static byte[] Header(ushort sequence) =>
        [0x80, 96, (byte)(sequence >> 8), (byte)sequence, 0, 0, 0, 0, 0, 0, 0, 5];

    private static RemoteAddress At(string address, int port) => RemoteAddress.From(new IPEndPoint(IPAddress.Parse(address), port));
}
