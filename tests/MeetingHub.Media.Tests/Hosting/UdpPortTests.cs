using System.Net;
using System.Net.Sockets;
using MeetingHub.Media.Hosting;

namespace MeetingHub.Media.Tests.Hosting;

public sealed class UdpPortTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // On a machine with several addresses the system chose the one that answers left from, and browsers dropped every one.
    [Theory]
    [InlineData("127.0.0.1", "127.0.0.2")]
    [InlineData("127.0.0.3", "127.0.0.1")]
    public async Task An_answer_leaves_from_the_address_that_was_asked(string asker, string asked)
    {
        using var port = UdpPort.Open(0);
        using var browser = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        browser.Bind(new IPEndPoint(IPAddress.Parse(asker), 0));
        var server = new IPEndPoint(IPAddress.Parse(asked), port.Port);
        browser.SendTo([1, 2, 3], server);

        Assert.True(port.Wait(Patience));
        var buffer = new byte[64];
        Assert.Equal(3, port.TryReceive(buffer, out var source));
        port.Send([4, 5], source);

        using var deadline = new CancellationTokenSource(Patience);
        var answer = await browser.ReceiveFromAsync(buffer, SocketFlags.None, new IPEndPoint(IPAddress.Any, 0), deadline.Token);
        Assert.Equal(server, answer.RemoteEndPoint);
        Assert.Equal([4, 5], buffer[..answer.ReceivedBytes]);
    }

    [Fact]
    public void One_asker_at_two_of_our_addresses_is_two_tuples()
    {
        using var port = UdpPort.Open(0);
        using var browser = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        browser.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var buffer = new byte[64];
        var sources = new List<RemoteAddress>();
        foreach (var asked in (string[])["127.0.0.1", "127.0.0.2", "127.0.0.1"])
        {
            browser.SendTo([1], new IPEndPoint(IPAddress.Parse(asked), port.Port));
            Assert.True(port.Wait(Patience));
            Assert.Equal(1, port.TryReceive(buffer, out var source));
            sources.Add(source);
        }

        Assert.NotEqual(sources[0], sources[1]);
        Assert.Equal(sources[0], sources[2]);
        Assert.All(sources, source => Assert.Equal(browser.LocalEndPoint, new IPEndPoint(source.ToIPEndPoint().Address.MapToIPv4(), source.Port)));
    }
}
