using System.Net;
using System.Net.Sockets;
using MeetingHub.Media.Dtls;
using MeetingHub.Media.Hosting;
using MeetingHub.Media.Rooms;

namespace MeetingHub.Media.Tests.Hosting;

/// <summary>The thread and the socket; what they carry is tested in virtual time.</summary>
public sealed class MediaServerTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);
    private static readonly RoomKey Room = new(Guid.NewGuid());

    [Fact]
    public async Task A_taken_port_is_told_in_one_line()
    {
        await using var first = Start();
        var port = first.Candidates[0].Port;
        var failure = Assert.Throws<MediaUnavailableException>(() => MediaServer.Start(new MediaOptions { Port = port }, TimeProvider.System));
        Assert.StartsWith($"UDP port {port} cannot be used: ", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', failure.Message);
    }

    [Fact]
    public async Task Advertised_addresses_take_the_place_of_the_machines_own()
    {
        var outer = IPAddress.Parse("203.0.113.7");
        await using var server = MediaServer.Start(
            new MediaOptions { Port = 0, AdvertisedAddresses = [outer], IncludeLoopback = true }, TimeProvider.System);
        Assert.Equal([outer, IPAddress.Loopback], server.Candidates.Select(c => c.Address));
        Assert.All(server.Candidates, c => Assert.NotEqual(0, c.Port));
    }

    [Fact]
    public async Task A_malformed_offer_is_refused_with_a_code()
    {
        await using var server = Start();
        var answer = await server.ConnectAsync(
            Room, new PeerKey(Guid.NewGuid()), new ParticipantKey(Guid.NewGuid()), new PeerOffer("nonsense", []), CancellationToken.None);
        Assert.Equal((null, "sdp_malformed"), (answer.Sdp, answer.Refusal));
    }

    // An empty datagram makes a socket readable although nothing is available: a loop that asks only for the latter spins for ever.
    [Fact]
    public async Task Empty_oversized_and_foreign_datagrams_are_counted_and_change_nothing()
    {
        await using var server = Start();
        using var stranger = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        var target = new IPEndPoint(IPAddress.Loopback, server.Candidates[0].Port);
        byte[][] datagrams = [[], [], new byte[60_000], [0x80, 0x60], [0, 1, 0, 0], [22, 254, 253]];
        foreach (var datagram in datagrams) stranger.SendTo(datagram, target);
        using var patience = new CancellationTokenSource(Deadline);
        MediaStatistics statistics;
        do statistics = await server.SnapshotAsync(patience.Token);
        while (statistics.UnknownSender < datagrams.Length);
        Assert.Equal(0, statistics.DatagramsOut);
        Assert.Empty(statistics.Rooms);
    }

    [Fact]
    public async Task The_loop_tells_what_it_uses_of_the_processor()
    {
        await using var server = Start();
        var before = await server.TotalsAsync(CancellationToken.None);
        using var stranger = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        var target = new IPEndPoint(IPAddress.Loopback, server.Candidates[0].Port);
        for (var i = 0; i < 200; i++) stranger.SendTo([0x80, 0x60], target);
        using var patience = new CancellationTokenSource(Deadline);
        MediaTotals after;
        do after = await server.TotalsAsync(patience.Token);
        while (after.UnknownSender < 200);

        Assert.Equal((0, 0), (after.Peers, after.Rooms));
        var (used, passed) = (after.Loop.ProcessorTime - before.Loop.ProcessorTime, after.Loop.Uptime - before.Loop.Uptime);
        // Its own thread's alone: never more than the time that passed, as the whole process may use on two cores.
        Assert.InRange(used!.Value, TimeSpan.FromTicks(1), passed + TimeSpan.FromMilliseconds(20));
    }

    // More handshakes than the loop does in one go: some wait for their turn, on the loop's own clock.
    [Fact]
    public async Task Forty_people_who_come_at_once_are_all_let_in()
    {
        await using var server = MediaServer.Start(
            new MediaOptions { Port = 0, AdvertisedAddresses = [IPAddress.Loopback], Tcp = false }, TimeProvider.System);
        using var context = new DtlsContext(DateTimeOffset.UnixEpoch);
        using var patience = new CancellationTokenSource(Deadline);
        List<SocketBrowser> crowd = [];
        try
        {
            for (var i = 0; i < 40; i++)
            {
                crowd.Add(new SocketBrowser((char)('A' + i), context, new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp)));
                await crowd[i].ConnectAsync(server, Room, server.Candidates[0], patience.Token);
            }

            while (!crowd.TrueForAll(browser => browser.IsConnected))
            {
                foreach (var browser in crowd.Where(browser => !browser.IsConnected)) browser.Step();
                await Task.Delay(TimeSpan.FromMilliseconds(2), patience.Token);
            }

            Assert.Equal(40, (await server.TotalsAsync(patience.Token)).Peers);
        }
        finally
        {
            crowd.ForEach(browser => browser.Dispose());
        }
    }

    [Fact]
    public async Task A_stopped_server_refuses_instead_of_letting_anybody_wait()
    {
        var server = Start();
        await server.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => server.SnapshotAsync(CancellationToken.None));
        server.Mute(Room, new ParticipantKey(Guid.NewGuid()), muted: true);
        Assert.True(server.Notices.Completion.IsCompleted);
    }

    private static MediaServer Start() =>
        MediaServer.Start(new MediaOptions { Port = 0, IncludeLoopback = true }, TimeProvider.System);
}
