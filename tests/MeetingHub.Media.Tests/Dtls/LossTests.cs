using MeetingHub.Media.Dtls;
using MeetingHub.Testing.Media;

namespace MeetingHub.Media.Tests.Dtls;

public sealed class LossTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Any_one_lost_flight_costs_a_tenth_of_a_second(int lost)
    {
        var sent = 0;
        using var path = new DtlsPath(filter: _ => sent++ != lost);
        var begin = path.Network.Now;

        Assert.True(path.Connect());

        Assert.True(path.HasKeys);
        Assert.InRange(path.Network.Now - begin, TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(110));
    }

    // Chromium asks again after 50 ms, before the server's own timer is up.
    [Fact]
    public void A_repeated_hello_is_answered_at_once()
    {
        SentDatagram? hello = null;
        var lost = 0;
        using var path = new DtlsPath(filter: datagram =>
        {
            hello ??= datagram;
            return datagram.Source != DtlsPath.ServerAddress || lost++ > 0;
        });
        var begin = path.Network.Now;
        path.Network.RunFor(TimeSpan.FromMilliseconds(50));

        path.Network.Inject(hello!.Bytes, hello.Source, hello.Target);

        Assert.True(path.Connect());
        Assert.Equal(TimeSpan.FromMilliseconds(50), path.Network.Now - begin);
    }

    // The server is connected and keeps no timer when its last flight is lost; only the client's repeated flight can tell it.
    [Fact]
    public void A_server_that_is_through_repeats_its_last_flight_as_often_as_the_client_asks()
    {
        var fromServer = 0;
        using var path = new DtlsPath(filter: datagram => datagram.Source != DtlsPath.ServerAddress || fromServer++ is 0 or > 3);

        Assert.True(path.Connect());

        Assert.True(path.HasKeys);
    }

    [Fact]
    public void Waits_between_repetitions_double_up_to_four_seconds()
    {
        var sent = new List<Timestamp>();
        using var path = new DtlsPath(filter: datagram =>
        {
            if (datagram.Source == DtlsPath.ClientAddress) sent.Add(datagram.At);
            return false;
        });

        path.Network.RunFor(TimeSpan.FromSeconds(20));

        var waits = sent.Zip(sent.Skip(1), (one, next) => (next - one).TotalMilliseconds);
        Assert.Equal([100, 200, 400, 800, 1600, 3200, 4000, 4000, 4000], waits);
    }

    [Fact]
    public void Handshakes_come_through_loss_duplication_and_reordering()
    {
        var conditions = new LinkConditions
        {
            Loss = 0.1,
            Duplication = 0.1,
            Delay = TimeSpan.FromMilliseconds(20),
            Jitter = TimeSpan.FromMilliseconds(60),
        };
        foreach (var seed in Enumerable.Range(0, 60))
        {
            using var path = new DtlsPath(seed, conditions, mtu: seed % 2 == 0 ? 1200 : 300);

            Assert.True(path.Connect(), $"seed {seed}: client {path.Client.State}, server {path.Server.State}");
            Assert.True(path.HasKeys);
        }
    }

    [Fact]
    public void Half_the_datagrams_lost_still_makes_a_handshake()
    {
        var conditions = new LinkConditions { Loss = 0.3, Delay = TimeSpan.FromMilliseconds(5) };
        var connected = Enumerable.Range(0, 30).Count(seed =>
        {
            using var path = new DtlsPath(seed, conditions);
            return path.Connect() && path.HasKeys;
        });

        // Uplink and downlink lose 51 % together; thirty seconds are nine flights.
        Assert.InRange(connected, 25, 30);
    }

    [Fact]
    public void Every_datagram_twice_does_no_harm()
    {
        var sent = 0;
        using var path = new DtlsPath(
            conditions: new LinkConditions { Duplication = 1, Delay = TimeSpan.FromMilliseconds(30), Jitter = TimeSpan.FromMilliseconds(60) },
            filter: _ => sent++ >= 0);

        Assert.True(path.Connect());
        path.Network.RunFor(TimeSpan.FromSeconds(10));

        Assert.Equal(DtlsState.Connected, path.Client.State);
        Assert.Equal(DtlsState.Connected, path.Server.State);

        // And the two do not keep each other repeating.
        Assert.InRange(sent, 4, 40);
    }
}
