using System.Net;
using System.Net.Sockets;
using MeetingHub.Media.Hosting;

namespace MeetingHub.Media.Tests.Rooms;

public sealed class AllocationTests
{
    [Fact]
    public void A_hundred_thousand_packets_forwarded_from_socket_to_sockets_allocate_nothing()
    {
        // A second and a half: until the sender's rate is known, and its history as large as it is to be.
        const int Warm = 3_000;
        const int Measured = 5_000;
        using var meeting = new Meeting();
        using var port = UdpPort.Open(0);
        using var camera = BoundSocket();
        Socket[] deaf = [.. Enumerable.Range(0, 20).Select(_ => BoundSocket())];
        // A sound slot each, but nobody speaks: levels are told, and notices are objects.
        Browser[] viewers =
            [.. deaf.Select((socket, i) => meeting.Join((char)('a' + i), pictures: 1, sounds: 1, address: AddressOf(socket)))];
        foreach (var viewer in viewers) viewer.Camera.IsOn = viewer.Microphone.IsOn = false;
        // The first of our addresses that the port hears of is number 1.
        var sender = meeting.Join('Z', pictures: 0, sounds: 0, address: AddressOf(camera) with { Local = 1 });
        sender.Microphone.IsOn = false;
        foreach (var viewer in viewers) meeting.View(viewer, sender);
        // From here on nobody reports: that is told apart from a line that broke down only if nobody ever did.
        foreach (var viewer in viewers) viewer.Transport.Reports = false;
        // Until the viewers' own cameras, which nobody watches, have been told so, and their lines, which began narrow, are called good.
        meeting.Run(9);
        Assert.All(viewers, v => Assert.EndsWith("Z", v.Pictures.Single().Tags, StringComparison.Ordinal));

        meeting.SendTo(port);
        var now = meeting.Now;
        var packets = Protected(sender, Warm + Measured);
        var before = meeting.Statistics(viewers[0]).Slots[0].Packets;
        camera.Connect(new IPEndPoint(IPAddress.Loopback, port.Port));
        Feed(packets.AsSpan(0, Warm));
        var sent = port.Sent;
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        Feed(packets.AsSpan(Warm));
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        Assert.Equal(Warm + Measured, meeting.Statistics(viewers[0]).Slots[0].Packets - before);
        Assert.InRange(port.Sent - sent, Measured * viewers.Length, long.MaxValue);
        Assert.Equal(0, allocated);
        foreach (var socket in deaf) socket.Dispose();

        void Feed(Span<byte[]> datagrams)
        {
            // Nine at a time, as a frame comes. Reports, feedback, reviews of layers and deadlines are all met on the way.
            for (; datagrams.Length > 0; datagrams = datagrams[Math.Min(9, datagrams.Length)..])
            {
                var frame = datagrams[..Math.Min(9, datagrams.Length)];
                now += TimeSpan.FromMilliseconds(0.5) * frame.Length;
                foreach (var datagram in frame) camera.Send(datagram);
                for (var taken = 0; taken < frame.Length;)
                {
                    Assert.True(port.Wait(TimeSpan.FromSeconds(10)));
                    taken += meeting.TakeFrom(port, now);
                }
            }
        }
    }

    private static byte[][] Protected(Browser sender, int count)
    {
        List<byte[]> datagrams = [];
        var at = new Timestamp(2_000_000_000);
        var buffer = new byte[1500];
        while (datagrams.Count < count)
        {
            sender.Camera.Tick(at += TimeSpan.FromMilliseconds(50));
            while (sender.TryGetDatagram(buffer, out var length, out _)) datagrams.Add(buffer[..length]);
        }

        return [.. datagrams.Take(count)];
    }

    private static RemoteAddress AddressOf(Socket socket) => RemoteAddress.From((IPEndPoint)socket.LocalEndPoint!);

    /// <summary>A place on this machine that is sent to and nobody reads.</summary>
    private static Socket BoundSocket()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ReceiveBufferSize = 1 };
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }
}
