using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using MeetingHub.Media.Dtls;
using MeetingHub.Media.Hosting;
using MeetingHub.Media.Rooms;

namespace MeetingHub.Media.Tests.Hosting;

public sealed partial class SocketFailureTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task When_its_socket_fails_the_server_takes_the_port_again_and_everybody_goes_on()
    {
        await using var server = MediaServer.Start(new MediaOptions { Port = 0, AdvertisedAddresses = [IPAddress.Loopback], Tcp = false }, TimeProvider.System);
        using var context = new DtlsContext(DateTimeOffset.UnixEpoch);
        using var one = new SocketBrowser('A', context, new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp));
        using var other = new SocketBrowser('B', context, new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp));
        using var patience = new CancellationTokenSource(Deadline);
        var room = new RoomKey(Guid.NewGuid());
        SocketBrowser[] browsers = [one, other];
        foreach (var browser in browsers) await browser.ConnectAsync(server, room, server.Candidates[0], patience.Token);
        await UntilAsync(browsers, received: 40, patience.Token);

        Break(server.Candidates[0].Port);

        var before = browsers.Max(b => b.Received);
        await UntilAsync(browsers, received: before + 60, patience.Token);
        Assert.Equal(2, (await server.SnapshotAsync(patience.Token)).Rooms.Single().Peers.Count(p => p.Connected));
    }

    private static async Task UntilAsync(SocketBrowser[] browsers, int received, CancellationToken ct)
    {
        var start = Stopwatch.GetTimestamp();
        while (!Array.TrueForAll(browsers, b => b.Received > received))
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < Deadline, string.Join(", ", browsers.Select(b => b.Received)));
            foreach (var browser in browsers)
            {
                try
                {
                    browser.Step();
                }
                catch (SocketException refused) when (refused.SocketErrorCode == SocketError.ConnectionRefused)
                {
                    // Nobody is at the port for a moment.
                }
            }

            await Task.Delay(TimeSpan.FromMilliseconds(2), ct);
        }
    }

    /// <summary>Puts something that is no socket in the place of this process' socket at a UDP port.</summary>
    private static void Break(int port)
    {
        var suffix = ":" + port.ToString("X4", CultureInfo.InvariantCulture);
        var inode = File.ReadLines("/proc/self/net/udp6").Concat(File.ReadLines("/proc/self/net/udp"))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .First(fields => fields[1].EndsWith(suffix, StringComparison.Ordinal))[9];
        var socket = Directory.GetFiles("/proc/self/fd").First(file =>
            string.Equals(new FileInfo(file).LinkTarget, $"socket:[{inode}]", StringComparison.Ordinal));
        using var nothing = File.OpenHandle("/dev/null");
        var descriptor = int.Parse(Path.GetFileName(socket), CultureInfo.InvariantCulture);
        Assert.Equal(descriptor, Duplicate((int)nothing.DangerousGetHandle(), descriptor));
    }

    [LibraryImport("libc", EntryPoint = "dup2")]
    private static partial int Duplicate(int from, int to);
}
