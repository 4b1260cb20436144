
namespace MeetingHub.Media.Tests.Rooms;

public sealed class AllocationTests
{
    [Fact]
    public void A_hundred_thousand_forwarded_packets_allocate_nothing()
    {
        // A second and a half: until the sender's rate is known, and its history as large as it is to be.
        const int Warm = 3_000;
        const int Measured = 5_000;
        using var meeting = new Meeting();
        // A sound slot each, but nobody speaks: levels are told, and notices are objects.
        Browser[] viewers = [.. Enumerable.Range(0, 20).Select(i => meeting.Join((char)('a' + i), pictures: 1, sounds: 1))];
        foreach (var viewer in viewers) viewer.Camera.IsOn = viewer.Microphone.IsOn = false;
        var sender = meeting.Join('Z', pictures: 0, sounds: 0);
        sender.Microphone.IsOn = false;
        foreach (var viewer in viewers) meeting.View(viewer, sender);
        // Until the viewers' own cameras, which nobody watches, have been told so.
        meeting.Run(4);
        Assert.All(viewers, v => Assert.EndsWith("Z", v.Pictures.Single().Tags, StringComparison.Ordinal));

        meeting.Deafen();
        var now = meeting.Now;
        var packets = Protected(sender, Warm + Measured);
        var before = meeting.Statistics(viewers[0]).Slots[0].Packets;
        Feed(packets.AsSpan(0, Warm));
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        Feed(packets.AsSpan(Warm));
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        Assert.Equal(Warm + Measured, meeting.Statistics(viewers[0]).Slots[0].Packets - before);
        Assert.Equal(0, allocated);

        void Feed(Span<byte[]> datagrams)
        {
            // Reports, feedback, reviews of layers and deadlines are all met on the way.
            foreach (var datagram in datagrams)
            {
                now += TimeSpan.FromMilliseconds(0.5);
                meeting.Board.Handle(datagram, sender.Address, now);
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
}
