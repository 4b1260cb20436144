using MeetingHub.Media.Dtls;
using MeetingHub.Testing.Media;

namespace MeetingHub.Media.Tests.Dtls;

public sealed class HostileInputTests
{
    [Fact]
    public void A_flood_before_the_keys_ends_the_association()
    {
        using var path = new DtlsPath(filter: _ => false);
        var datagram = new byte[1200];
        datagram[0] = 22;

        for (var i = 0; i < 60; i++) path.Server.Handle(datagram, path.Network.Now);

        Assert.Equal((DtlsState.Failed, DtlsFailure.TooMuchData), (path.Server.State, path.Server.Failure));
    }

    [Fact]
    public void Every_prefix_of_each_handshake_datagram_is_survived()
    {
        var datagrams = Record();
        foreach (var datagram in datagrams)
        {
            using var path = new DtlsPath(filter: _ => false);
            for (var length = 0; length < datagram.Bytes.Length; length += 7)
            {
                var receiver = datagram.Target == DtlsPath.ServerAddress ? path.Server : path.Client;
                receiver.Handle(datagram.Bytes.AsSpan(0, length), path.Network.Now);
                Assert.NotEqual(DtlsState.Connected, receiver.State);
            }
        }
    }

    [Fact]
    public void Damaged_handshakes_never_throw_and_never_give_different_keys()
    {
        // A damaged record is either dropped, and repeated whole, or ends the handshake; it must not end it with other keys.
        var random = new Random(20_261_121);
        for (var run = 0; run < 200; run++)
        {
            var damaged = random.Next(6);
            var sent = 0;
            using var path = new DtlsPath(seed: run, filter: datagram =>
            {
                if (sent++ == damaged)
                {
                    for (var i = 0; i <= random.Next(4); i++) datagram.Bytes[random.Next(datagram.Bytes.Length)] ^= (byte)(1 << random.Next(8));
                }

                return true;
            });

            if (path.Connect(TimeSpan.FromSeconds(40))) Assert.True(path.HasKeys);
        }
    }

    [Fact]
    public void Random_datagrams_are_survived_in_every_state()
    {
        var random = new Random(7);
        using var path = new DtlsPath();
        Assert.True(path.Connect());
        using var fresh = new DtlsPath(filter: _ => false);
        for (var i = 0; i < 5000; i++)
        {
            var datagram = new byte[random.Next(1, 100)];
            random.NextBytes(datagram);
            datagram[0] = (byte)random.Next(20, 64);
            path.Server.Handle(datagram, path.Network.Now);
            fresh.Server.Handle(datagram, fresh.Network.Now);
        }

        Assert.Equal(DtlsState.Connected, path.Server.State);
        Assert.Null(fresh.Server.Keys);
    }

    private static List<SentDatagram> Record()
    {
        var datagrams = new List<SentDatagram>();
        using var path = new DtlsPath(filter: datagram =>
        {
            datagrams.Add(datagram);
            return true;
        });
        Assert.True(path.Connect());
        return datagrams;
    }
}
