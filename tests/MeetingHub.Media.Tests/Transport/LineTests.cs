using System.Net;
using System.Net.Sockets;
using MeetingHub.Testing.Media;

namespace MeetingHub.Media.Tests.Transport;

/// <summary>The line that real browsers are put on, without its sockets, and once with them.</summary>
public sealed class LineTests
{
    private static readonly Timestamp Begin = new(1_000_000_000);

    [Fact]
    public void Losses_come_in_runs_of_the_length_asked_for_and_as_often()
    {
        var line = new Line(3, new LinkConditions { Loss = 0.1, LossRun = 4 }, LinkConditions.Perfect);
        var arrived = Enumerable.Range(0, 40_000).Select(_ => Passes(line)).ToList();

        var runs = arrived.Zip(arrived.Skip(1)).Count(pair => pair.First && !pair.Second);

        var lost = arrived.Count(passed => !passed);
        Assert.InRange(lost / 40_000.0, 0.09, 0.11);
        Assert.InRange((double)lost / runs, 3.6, 4.4);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Jitter_changes_the_order_only_where_it_may(bool keepsOrder)
    {
        var conditions = new LinkConditions { Delay = TimeSpan.FromMilliseconds(20), Jitter = TimeSpan.FromMilliseconds(30), KeepsOrder = keepsOrder };
        var line = new Line(1, conditions, LinkConditions.Perfect);
        for (var i = 0; i < 200; i++) line.Send(isUp: true, route: i, [0], Begin + TimeSpan.FromMilliseconds(i));

        var order = Take(line, Begin + TimeSpan.FromSeconds(1)).Select(datagram => datagram.Route).ToList();

        Assert.Equal(200, order.Count);
        Assert.Equal(keepsOrder, order.SequenceEqual(order.Order()));
    }

    [Fact]
    public void A_narrow_line_counts_the_headers_and_follows_a_change_of_its_rate()
    {
        var narrow = new LinkConditions { BitsPerSecond = 800_000, HeaderBytes = 28, Queue = TimeSpan.FromSeconds(10) };
        var line = new Line(1, LinkConditions.Perfect, narrow);
        for (var i = 0; i < 50; i++) line.Send(isUp: false, route: i, new byte[972], Begin);

        Assert.Equal(50, Take(line, Begin + TimeSpan.FromMilliseconds(500)).Count);
        line.Down.Conditions = narrow with { BitsPerSecond = 80_000 };
        for (var i = 0; i < 50; i++) line.Send(isUp: false, route: i, new byte[972], Begin + TimeSpan.FromMilliseconds(500));

        Assert.Equal(5, Take(line, Begin + TimeSpan.FromSeconds(1)).Count);
    }

    [Fact]
    public void The_two_directions_do_not_wait_for_each_other()
    {
        var line = new Line(1, new LinkConditions { Delay = TimeSpan.FromSeconds(1) }, LinkConditions.Perfect);
        line.Send(isUp: true, route: 1, [0], Begin);
        line.Send(isUp: false, route: 2, [0], Begin);

        Assert.True(line.TryTake(Begin, out var first));

        Assert.Equal(2, first.Route);
        Assert.Equal(Begin + TimeSpan.FromSeconds(1), line.Deadline);
    }

    [Fact]
    public async Task Sockets_reach_the_server_under_addresses_of_their_own_and_are_answered()
    {
        using var server = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        using var line = new SocketLine((IPEndPoint)server.Client.LocalEndPoint!, seed: 1);
        var addresses = new List<IPEndPoint>();
        for (byte i = 1; i <= 2; i++)
        {
            using var user = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
            await user.SendAsync(new[] { i }, new IPEndPoint(IPAddress.Loopback, line.Port));
            var seen = await server.ReceiveAsync().WaitAsync(TimeSpan.FromSeconds(10));
            await server.SendAsync(new[] { seen.Buffer[0], (byte)9 }, seen.RemoteEndPoint);
            var answer = await user.ReceiveAsync().WaitAsync(TimeSpan.FromSeconds(10));

            Assert.Equal([i, 9], answer.Buffer);
            addresses.Add(seen.RemoteEndPoint);
        }

        Assert.NotEqual(addresses[0], addresses[1]);
    }

    private static bool Passes(Line line)
    {
        line.Send(isUp: true, route: 0, [0], Begin);
        return line.TryTake(Begin, out _);
    }

    private static List<LineDatagram> Take(Line line, Timestamp until)
    {
        List<LineDatagram> taken = [];
        while (line.TryTake(until, out var datagram)) taken.Add(datagram);
        return taken;
    }
}
