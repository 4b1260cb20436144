using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using MeetingHub.Media.Dtls;
using MeetingHub.Media.Hosting;
using MeetingHub.Media.Hosting.Tcp;
using MeetingHub.Media.Rooms;

namespace MeetingHub.Media.Tests.Hosting.Tcp;

/// <summary>Media over real TCP connections, and what strangers can do with the port.</summary>
public sealed class TcpTests : IAsyncLifetime
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);
    private static readonly RoomKey Room = new(Guid.NewGuid());

    private readonly MediaServer server = MediaServer.Start(new MediaOptions { Port = 0, AdvertisedAddresses = [IPAddress.Loopback] }, TimeProvider.System);
    private readonly DtlsContext context = new(DateTimeOffset.UnixEpoch);
    private readonly CancellationTokenSource patience = new(Deadline);
    private readonly List<SocketBrowser> browsers = [];

    private IPEndPoint Udp => server.Candidates[0];

    private IPEndPoint Tcp => server.TcpCandidates[0];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var browser in browsers) browser.Dispose();
        await server.DisposeAsync();
        context.Dispose();
        patience.Dispose();
    }

    [Fact]
    public async Task Browsers_over_TCP_meet_each_other_and_one_over_UDP()
    {
        await JoinAsync('A', SocketType.Stream);
        await JoinAsync('B', SocketType.Stream);
        await JoinAsync('C', SocketType.Dgram);

        await UntilAsync(() => browsers.TrueForAll(b => b.Received > 60));

        Assert.Equal(3, (await server.SnapshotAsync(patience.Token)).Rooms.Single().Peers.Count(p => p.Connected));
    }

    [Fact]
    public async Task A_connection_whose_browser_has_gone_is_closed()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        var key = await JoinAsync('A', socket);
        await UntilAsync(() => browsers[0].IsConnected);

        await server.DisconnectAsync(key, patience.Token);

        await EndsAsync(socket);
    }

    [Fact]
    public async Task A_browser_that_reads_nothing_keeps_nobody_waiting()
    {
        await JoinAsync('A', SocketType.Dgram);
        await JoinAsync('B', SocketType.Dgram);
        var deaf = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
        await JoinAsync('D', deaf);
        await UntilAsync(() => browsers.TrueForAll(b => b.Received > 20));
        var listening = browsers[..2];
        browsers[2].IsDeaf = true;
        var before = listening.Select(b => b.Received).ToList();

        await UntilAsync(() => listening.Zip(before).All(pair => pair.First.Received - pair.Second > 300));

        Assert.Equal(3, (await server.SnapshotAsync(patience.Token)).Rooms.Single().Peers.Count(p => p.Connected));
    }

    [Theory]
    [InlineData(0, 1, 22)]
    [InlineData(0, 4, 128, 96, 0, 1)]
    [InlineData(0, 0)]
    [InlineData(8, 1, 0, 1)]
    [InlineData(0xFF, 0xFF, 0)]
    [InlineData('G', 'E', 'T', ' ')]
    public async Task Whoever_begins_with_anything_but_a_check_is_shown_out(params int[] bytes)
    {
        using var stranger = await ConnectAsync();
        await stranger.SendAsync(Array.ConvertAll(bytes, b => (byte)b), patience.Token);

        await EndsAsync(stranger);
    }

    [Fact]
    public async Task Whoever_proves_nothing_is_shown_out_after_five_seconds()
    {
        using var silent = await ConnectAsync();
        using var guessing = await ConnectAsync();
        await guessing.SendAsync(new byte[] { 0, 20, 0, 1, 0, 0, 0x21, 0x12, 0xA4, 0x42, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 }, patience.Token);
        var start = Stopwatch.GetTimestamp();

        await Task.WhenAll(EndsAsync(silent), EndsAsync(guessing));

        Assert.True(Stopwatch.GetElapsedTime(start) > TcpConnection.ProofDeadline - TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task A_crowd_of_strangers_is_not_let_in()
    {
        var crowd = await Task.WhenAll(Enumerable.Range(0, Admission.StrangersPerAddress + 20).Select(_ => ConnectAsync()));

        var ended = crowd.Select(EndsAsync).ToList();
        for (var i = 0; i < 20; i++)
        {
            var first = await Task.WhenAny(ended);
            ended.Remove(first);
            await first;
        }

        Assert.Equal(Admission.StrangersPerAddress, ended.Count(e => !e.IsCompleted));
        foreach (var socket in crowd) socket.Dispose();
        await Task.WhenAll(ended);
    }

    [Fact]
    public async Task TCP_can_be_off_and_its_port_be_taken_without_harm()
    {
        await using var off = MediaServer.Start(new MediaOptions { Port = 0, Tcp = false }, TimeProvider.System);
        Assert.Empty(off.TcpCandidates);
        Assert.Null(off.TcpFault);

        await using var second = MediaServer.Start(new MediaOptions { Port = 0, TcpPort = Tcp.Port }, TimeProvider.System);
        Assert.Empty(second.TcpCandidates);
        Assert.StartsWith($"TCP port {Tcp.Port} cannot be used: ", second.TcpFault, StringComparison.Ordinal);
        Assert.NotEmpty(second.Candidates);
    }

    [Fact]
    public async Task Behind_a_NAT_browsers_are_told_the_outer_address_and_ports()
    {
        var outer = IPAddress.Parse("203.0.113.7");
        await using var mapped = MediaServer.Start(
            new MediaOptions { Port = 0, AdvertisedAddresses = [outer], AdvertisedPort = 3478, AdvertisedTcpPort = 443 }, TimeProvider.System);
        Assert.Equal([new IPEndPoint(outer, 3478)], mapped.Candidates);
        Assert.Equal([new IPEndPoint(outer, 443)], mapped.TcpCandidates);
    }

    private Task<PeerKey> JoinAsync(char letter, SocketType type) => JoinAsync(
        letter, new Socket(AddressFamily.InterNetwork, type, type == SocketType.Stream ? ProtocolType.Tcp : ProtocolType.Udp));

    private async Task<PeerKey> JoinAsync(char letter, Socket socket)
    {
        var browser = new SocketBrowser(letter, context, socket);
        browsers.Add(browser);
        return await browser.ConnectAsync(server, Room, socket.SocketType == SocketType.Stream ? Tcp : Udp, patience.Token);
    }

    private async Task<Socket> ConnectAsync()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(Tcp, patience.Token);
        }
        catch (SocketException refused) when (refused.SocketErrorCode == SocketError.ConnectionReset)
        {
            // Shown out before it was quite in; reading says so again.
        }

        return socket;
    }

    private async Task UntilAsync(Func<bool> condition)
    {
        var start = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < Deadline, string.Join(", ", browsers.Select(b => b.Received)));
            foreach (var browser in browsers) browser.Step();
            await Task.Delay(TimeSpan.FromMilliseconds(2), patience.Token);
        }
    }

    /// <summary>Reads until the server has ended the connection, in whatever way.</summary>
    private async Task EndsAsync(Socket socket)
    {
        var bytes = new byte[4096];
        try
        {
            while (await socket.ReceiveAsync(bytes, patience.Token) > 0)
            {
            }
        }
        catch (Exception end) when (end is SocketException or ObjectDisposedException)
        {
            // Refused without a goodbye.
        }
    }
}
