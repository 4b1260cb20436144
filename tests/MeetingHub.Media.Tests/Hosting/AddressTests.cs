using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using MeetingHub.Media.Dtls;
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
        var outer = server.Candidates.Single(c => c.Address.Equals(IPAddress.Parse(NetworkNamespace.OurAddress)));
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

    private static async Task MeetAsync(MediaServer server, params (SocketBrowser Browser, IPEndPoint To)[] browsers)
    {
        using var patience = new CancellationTokenSource(Deadline);
        var room = new RoomKey(Guid.NewGuid());
        foreach (var (browser, to) in browsers) await browser.ConnectAsync(server, room, to, patience.Token);
        var start = Stopwatch.GetTimestamp();
        while (!browsers.All(b => b.Browser.Received > 60))
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < Deadline, string.Join(", ", browsers.Select(b => b.Browser.Received)));
            foreach (var (browser, _) in browsers) browser.Step();
            await Task.Delay(TimeSpan.FromMilliseconds(2), patience.Token);
        }

        Assert.Equal(2, (await server.SnapshotAsync(patience.Token)).Rooms.Single().Peers.Count(p => p.Connected));
    }
}
