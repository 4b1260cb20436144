using System.Net;
using MeetingHub.Testing.Media;

namespace MeetingHub.Media.Tests.Transport;

/// <summary>The ground the other tests stand on.</summary>
public sealed class VirtualNetworkTests
{
    private static readonly RemoteAddress Here = At("192.0.2.7");
    private static readonly RemoteAddress There = At("192.0.2.1");

    [Fact]
    public void The_same_seed_gives_the_same_run_and_another_seed_another()
    {
        var conditions = new LinkConditions
        {
            Loss = 0.2, Duplication = 0.2, Delay = TimeSpan.FromMilliseconds(5), Jitter = TimeSpan.FromMilliseconds(50),
        };

        Assert.Equal(Run(1, conditions), Run(1, conditions));
        Assert.NotEqual(Run(1, conditions), Run(2, conditions));
    }

    [Fact]
    public void Loss_and_duplication_are_what_was_asked_for()
    {
        Assert.InRange(Run(5, new LinkConditions { Loss = 0.1 }, count: 5000).Count, 4400, 4600);
        Assert.InRange(Run(5, new LinkConditions { Duplication = 0.1 }, count: 5000).Count, 5400, 5600);
    }

    [Fact]
    public void A_bottleneck_spreads_a_burst_and_loses_what_waits_too_long()
    {
        // 100 datagrams of 1,000 bytes at 800 kbit/s are 10 ms each; those that would wait over 200 ms are lost.
        var arrivals = Run(1, new LinkConditions { BitsPerSecond = 800_000 }, count: 100, bytes: 1000);

        Assert.Equal(21, arrivals.Count);
        Assert.All(arrivals.Zip(arrivals.Skip(1)), pair => Assert.Equal(10_000, pair.Second.At - pair.First.At));
    }

    [Fact]
    public void Too_large_datagrams_are_lost() =>
        Assert.Empty(Run(1, new LinkConditions { MaxDatagramBytes = 999 }, count: 3, bytes: 1000));

    [Fact]
    public void Time_ends_where_it_was_asked_to_even_when_nothing_happens()
    {
        var network = new VirtualNetwork(1);
        var begin = network.Now;

        network.RunFor(TimeSpan.FromHours(1));

        Assert.Equal(TimeSpan.FromHours(1), network.Now - begin);
    }

    private static List<(long At, byte Number)> Run(int seed, LinkConditions conditions, int count = 200, int bytes = 10)
    {
        var network = new VirtualNetwork(seed);
        var sink = new Sink();
        network.Attach(new Source(count, bytes), Here, conditions);
        network.Attach(sink, There);
        network.RunFor(TimeSpan.FromSeconds(10));
        return sink.Arrivals;
    }

    private static RemoteAddress At(string address) => RemoteAddress.From(new IPEndPoint(IPAddress.Parse(address), 5000));

    /// <summary>Sends everything at once.</summary>
    private sealed class Source(int count, int bytes) : IDatagramEndpoint
    {
        private int sent;

        public Timestamp? Deadline => null;

        public void Handle(Span<byte> datagram, in RemoteAddress source, Timestamp now)
        {
        }

        public void Tick(Timestamp now)
        {
        }

        public bool TryGetDatagram(Span<byte> destination, out int length, out RemoteAddress target)
        {
            (length, target) = (bytes, There);
            if (sent == count) return false;
            destination[0] = (byte)sent++;
            return true;
        }
    }

    private sealed class Sink : IDatagramEndpoint
    {
        public List<(long At, byte Number)> Arrivals { get; } = [];

        public Timestamp? Deadline => null;

        public void Handle(Span<byte> datagram, in RemoteAddress source, Timestamp now) =>
            Arrivals.Add((now.Microseconds, datagram[0]));

        public void Tick(Timestamp now)
        {
        }

        public bool TryGetDatagram(Span<byte> destination, out int length, out RemoteAddress target)
        {
            (length, target) = (0, default);
            return false;
        }
    }
}
