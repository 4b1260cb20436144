using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using MeetingHub.Media.Dtls;
using MeetingHub.Media.Forwarding;
using MeetingHub.Media.Hosting;
using MeetingHub.Media.Rooms;

namespace MeetingHub.Media.Tests.Hosting;

/// <summary>Real sockets: whoever can reach one of the printed addresses can meet.</summary>
public sealed class AddressTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_browser_on_another_network_meets_one_on_this_machine()
    {
        using var elsewhere = new NetworkNamespace();
        await using var server = MediaServer.Start(new MediaOptions { Port = 0, IncludeLoopback = true }, TimeProvider.System);
        var outer = server.Candidates.Single(c => c.Address.Equals(elsewhere.OurAddress));
        var inner = server.Candidates.Single(c => c.Address.Equals(IPAddress.Loopback));
        using var context = new DtlsContext(DateTimeOffset.UnixEpoch);
        using var near = new SocketBrowser('N', context, new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp));
        using var far = new SocketBrowser('F', context, elsewhere.OpenSocket());
        await MeetAsync(server, (near, inner), (far, outer));
    }

    [Fact]
    public async Task A_browser_with_version_6_meets_one_with_version_4()
    {
        // A machine whose kernel has no version 6 has nothing to show here, and its users are not less well served.
        if (!Socket.OSSupportsIPv6) return;
        await using var server = MediaServer.Start(
            new MediaOptions { Port = 0, AdvertisedAddresses = [IPAddress.Loopback, IPAddress.IPv6Loopback] }, TimeProvider.System);
        using var context = new DtlsContext(DateTimeOffset.UnixEpoch);
        using var four = new SocketBrowser('4', context, new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp));
        using var six = new SocketBrowser('6', context, new Socket(AddressFamily.InterNetworkV6, SocketType.Dgram, ProtocolType.Udp));
        await MeetAsync(server, (four, server.Candidates[0]), (six, server.Candidates[1]));
    }

    // The kernel refuses to cut a run into datagrams that the way does not take whole; one by one they go, in fragments.
    [Fact]
    public void Runs_that_a_narrow_way_refuses_arrive_one_by_one()
    {
        using var elsewhere = new NetworkNamespace();
        elsewhere.Narrow(1000);
        using var far = elsewhere.OpenSocket();
        far.ReceiveTimeout = (int)Deadline.TotalMilliseconds;
        far.Bind(new IPEndPoint(elsewhere.ItsAddress, 0));
        using var port = UdpPort.Open(0);
        var batch = new DatagramBatch(64, port.Send);
        var to = RemoteAddress.From((IPEndPoint)far.LocalEndPoint!);
        var buffer = new byte[2048];
        // More runs than are tried once none was taken.
        for (var run = 0; run < 20; run++)
        {
            for (byte packet = 0; packet < 9; packet++)
            {
                batch.Next()[..1200].Fill(packet);
                batch.Append(1200, to);
            }

            batch.Flush();
            for (byte packet = 0; packet < 9; packet++)
            {
                Assert.Equal(1200, far.Receive(buffer));
                Assert.False(buffer.AsSpan(0, 1200).ContainsAnyExcept(packet));
            }
        }

        Assert.Equal((180, 0), (port.Sent, port.SendFailures));
    }

    // The "server's UDP socket error": its descriptor becomes something that is no socket.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Media_goes_on_after_the_socket_failed(bool batching)
    {
        await using var server = MediaServer.Start(
            new MediaOptions { Port = 0, IncludeLoopback = true, Batching = batching }, TimeProvider.System);
        var to = server.Candidates.Single(c => c.Address.Equals(IPAddress.Loopback));
        using var context = new DtlsContext(DateTimeOffset.UnixEpoch);
        using var one = new SocketBrowser('1', context, new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp));
        using var two = new SocketBrowser('2', context, new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp));
        await MeetAsync(server, (one, to), (two, to));

        BrokenDescriptor.Of(to.Port);
        await WaitAsync(one, two);
    }

    private static async Task MeetAsync(MediaServer server, params (SocketBrowser Browser, IPEndPoint To)[] browsers)
    {
        using var patience = new CancellationTokenSource(Deadline);
        var room = new RoomKey(Guid.NewGuid());
        foreach (var (browser, to) in browsers) await browser.ConnectAsync(server, room, to, patience.Token);
        await WaitAsync([.. browsers.Select(b => b.Browser)]);
        Assert.Equal(2, (await server.SnapshotAsync(patience.Token)).Rooms.Single().Peers.Count(p => p.Connected));
    }
    /// <summary>Lets browsers send and receive until each has got sixty more packets.</summary>
    private static async Task WaitAsync(params SocketBrowser[] browsers)
    {
        int[] enough = [.. browsers.Select(b => b.Received + 60)];
        var start = Stopwatch.GetTimestamp();
        while (browsers.Index().Any(b => b.Item.Received < enough[b.Index]))
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < Deadline, string.Join(", ", browsers.Select(b => b.Received)));
            foreach (var browser in browsers) browser.Step();
            await Task.Delay(TimeSpan.FromMilliseconds(2));
        }
    }
}
