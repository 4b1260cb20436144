using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using MeetingHub.Media.Forwarding;
using MeetingHub.Media.Hosting;

namespace MeetingHub.Media.Tests.Hosting;

/// <summary>Real sockets on loopback, with the calls of Linux and with the framework's.</summary>
public sealed class UdpPortTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // On a machine with several addresses the system chose the one that answers left from, and browsers dropped every one.
    [Theory]
    [InlineData("127.0.0.1", "127.0.0.2")]
    [InlineData("127.0.0.3", "127.0.0.1")]
    public void An_answer_leaves_from_the_address_that_was_asked(string asker, string asked)
    {
        using var port = UdpPort.Open(0);
        using var browser = Browser(asker);
        var server = new IPEndPoint(IPAddress.Parse(asked), port.Port);
        browser.SendTo([1, 2, 3], server);
        var (datagram, source) = Received(port).Single();
        Assert.Equal([1, 2, 3], datagram);
        // Alone, and as a run.
        Send(port, (source, [4, 5]));
        Send(port, (source, [6, 7]), (source, [8, 9]));

        foreach (var expected in (byte[][])[[4, 5], [6, 7], [8, 9]])
        {
            Assert.Equal(expected, Answer(browser, out var from));
            Assert.Equal(server, from);
        }
    }

    [Fact]
    public void One_asker_at_two_of_our_addresses_is_two_tuples()
    {
        using var port = UdpPort.Open(0);
        using var browser = Browser();
        var sources = new List<RemoteAddress>();
        foreach (var asked in (string[])["127.0.0.1", "127.0.0.2", "127.0.0.1"])
        {
            browser.SendTo([1], new IPEndPoint(IPAddress.Parse(asked), port.Port));
            sources.Add(Received(port).Single().Source);
        }

        Assert.NotEqual(sources[0], sources[1]);
        Assert.Equal(sources[0], sources[2]);
        Assert.All(sources, source => Assert.Equal(browser.LocalEndPoint, new IPEndPoint(source.ToIPEndPoint().Address.MapToIPv4(), source.Port)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Datagrams_that_came_together_are_taken_in_their_order(bool batching)
    {
        using var port = UdpPort.Open(0, batching);
        using var browser = Browser();
        byte[][] sent = [.. Enumerable.Range(1, 150).Select(i => Pattern(i % 7 == 0 ? 0 : 8 * i, i))];
        foreach (var datagram in sent) browser.SendTo(datagram, new IPEndPoint(IPAddress.Loopback, port.Port));
        Assert.Equal(sent, Received(port, sent.Length).Select(r => r.Datagram));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Each_of_several_receivers_gets_its_datagrams_apart_and_in_order(bool batching)
    {
        using var port = UdpPort.Open(0, batching);
        Socket[] browsers = [.. Enumerable.Range(0, 3).Select(_ => Browser())];
        // A frame as libwebrtc cuts it, scattered over the receivers; then sound, and a frame that is longer than one run may be.
        int[] lengths = [.. Enumerable.Repeat(1170, 5), .. Enumerable.Repeat(1171, 4), 156, .. Enumerable.Repeat(1216, 60), 700];
        var batch = new DatagramBatch(512, port.Send);
        for (var packet = 0; packet < lengths.Length; packet++)
            foreach (var (receiver, browser) in browsers.Index())
                Append(batch, RemoteAddress.From((IPEndPoint)browser.LocalEndPoint!), Pattern(lengths[packet], packet * 3 + receiver));
        batch.Flush();

        Assert.Equal((browsers.Length * lengths.Length, 0), (port.Sent, port.SendFailures));
        foreach (var (receiver, browser) in browsers.Index())
        {
            for (var packet = 0; packet < lengths.Length; packet++)
                Assert.Equal(Pattern(lengths[packet], packet * 3 + receiver), Answer(browser, out _));
            browser.Dispose();
        }
    }

    [Fact]
    public void Whom_nothing_can_be_sent_to_costs_the_others_nothing()
    {
        using var port = UdpPort.Open(0);
        using var browser = Browser();
        var near = RemoteAddress.From((IPEndPoint)browser.LocalEndPoint!);
        // Port 0 is nobody's: the kernel refuses it, alone and as a run.
        var nobody = RemoteAddress.From(new IPEndPoint(IPAddress.Loopback, 0));
        Send(port, (near, [1]), (nobody, [2]), (near, [3, 3]), (nobody, [4]), (near, [5, 5]));

        Assert.Equal((3, 2), (port.Sent, port.SendFailures));
        Assert.Equal([1], Answer(browser, out _));
        Assert.Equal([3, 3], Answer(browser, out _));
        Assert.Equal([5, 5], Answer(browser, out _));
        Assert.False(port.HasFailed);
    }

    [Fact]
    public void What_came_while_the_buffer_was_full_is_counted()
    {
        const int Sent = 20_000;
        using var port = UdpPort.Open(0);
        using var browser = Browser();
        var datagram = new byte[1200];
        for (var i = 0; i < Sent; i++) browser.SendTo(datagram, new IPEndPoint(IPAddress.Loopback, port.Port));
        var taken = 0;
        while (port.Receive() is > 0 and var count) taken += count;
        Assert.NotEqual(0, port.Overflows);
        Assert.Equal(Sent, taken + port.Overflows);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_wait_ends_when_another_thread_says_so(bool batching)
    {
        using var port = UdpPort.Open(0, batching);
        var waiting = Task.Run(() =>
        {
            var start = Stopwatch.GetTimestamp();
            if (port.Wait(Patience)) port.Receive();
            return Stopwatch.GetElapsedTime(start);
        });
        port.Wake();
        Assert.True(await waiting < Patience);
    }

    private static Socket Browser(string address = "127.0.0.1")
    {
        var browser = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp)
        {
            ReceiveTimeout = (int)Patience.TotalMilliseconds,
            ReceiveBufferSize = 1024 * 1024,
        };
        browser.Bind(new IPEndPoint(IPAddress.Parse(address), 0));
        return browser;
    }

    private static List<(byte[] Datagram, RemoteAddress Source)> Received(UdpPort port, int count = 1)
    {
        List<(byte[], RemoteAddress)> received = [];
        while (received.Count < count)
        {
            Assert.True(port.Wait(Patience), $"{received.Count} of {count} came.");
            var taken = port.Receive();
            for (var i = 0; i < taken; i++)
            {
                var datagram = port.Take(i, out var source);
                received.Add((datagram.ToArray(), source));
            }
        }

        return received;
    }

    private static byte[] Answer(Socket browser, out EndPoint from)
    {
        var buffer = new byte[2048];
        from = new IPEndPoint(IPAddress.Any, 0);
        return buffer[..browser.ReceiveFrom(buffer, ref from)];
    }

    private static void Send(UdpPort port, params (RemoteAddress To, byte[] Datagram)[] datagrams)
    {
        var batch = new DatagramBatch(64, port.Send);
        foreach (var (to, datagram) in datagrams) Append(batch, to, datagram);
        batch.Flush();
    }

    private static void Append(DatagramBatch batch, in RemoteAddress to, byte[] datagram)
    {
        datagram.CopyTo(batch.Next());
        batch.Append(datagram.Length, to);
    }

    private static byte[] Pattern(int length, int seed)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
