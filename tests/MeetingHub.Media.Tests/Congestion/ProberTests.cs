using MeetingHub.Media.Congestion;

namespace MeetingHub.Media.Tests.Congestion;

/// <summary>What follows a probe: each is sent as it asks to be, and reported on as the test says.</summary>
public sealed class ProberTests
{
    private const long Estimate = 300_000;
    private const long Wanted = 2_000_000;

    private readonly Prober prober = new();
    private readonly SentPackets sent = new();
    private Timestamp now = new(1_000_000_000);

    [Fact]
    public void One_that_arrives_as_it_was_sent_is_followed_by_a_larger_one_at_once()
    {
        var probe = Send();
        Arrive(probe);
        Assert.InRange(prober.TakeResult(sent.Next, now)!.Value, 0.9 * prober.Aim, 1.1 * prober.Aim);
        Assert.Equal(now, Next());
    }

    [Fact]
    public void One_of_which_most_is_reported_lost_is_not_repeated_for_seconds()
    {
        foreach (var packet in Send()) prober.Lost(packet);
        Assert.Null(prober.TakeResult(sent.Next, now));
        Assert.InRange((Next() - now).TotalSeconds, 1, 10);
    }

    [Fact]
    public void One_that_comes_out_in_a_clump_is_repeated_soon_and_longer()
    {
        var first = Send();
        foreach (var packet in first) prober.Arrived(packet, at: 5_000_000);
        Assert.Null(prober.TakeResult(sent.Next, now));
        Assert.InRange((Next() - now).TotalSeconds, 0, 0.5);

        now = Next();
        var second = Send();

        Assert.True(second[^1].At - second[0].At > 2 * (first[^1].At - first[0].At), $"{second[^1].At - second[0].At}");
        Arrive(second);
        Assert.NotNull(prober.TakeResult(sent.Next, now));
    }

    [Fact]
    public void One_that_no_report_speaks_of_is_repeated_soon_but_not_for_ever()
    {
        for (var i = 0; i < 3; i++)
        {
            Send();
            Assert.Null(prober.TakeResult(sent.Next - 1, now));
            // A message that begins behind the probe: whatever was said of it is lost.
            Assert.Null(prober.TakeResult(sent.Next, now));
            Assert.InRange((Next() - now).TotalSeconds, 0, 0.5);
            now = Next();
        }

        Send();
        Assert.Null(prober.TakeResult(sent.Next, now));
        Assert.InRange((Next() - now).TotalSeconds, 1, 10);
    }

    [Fact]
    public void After_a_drop_for_a_moment_what_was_there_before_is_tried_until_the_line_has_answered()
    {
        prober.Dropped(1_500_000, Estimate, now);
        now = Next();
        foreach (var packet in Send()) prober.Arrived(packet, at: 5_000_000);
        Assert.Null(prober.TakeResult(sent.Next, now));
        Assert.True(prober.IsRecovering);

        now = Next();
        Arrive(Send());

        Assert.InRange(prober.TakeResult(sent.Next, now)!.Value, 1_200_000, 1_350_000);
        Assert.False(prober.IsRecovering);
    }

    /// <summary>When the next probe is due.</summary>
    private Timestamp Next()
    {
        prober.Consider(sent, Estimate, Wanted, isCalm: true, now);
        return prober.IsSending ? now : prober.Deadline!.Value;
    }

    private List<SentPacket> Send()
    {
        var first = sent.Next;
        prober.Consider(sent, Estimate, Wanted, isCalm: true, now);
        Assert.True(prober.IsSending);
        while (prober.IsSending)
        {
            while (prober.BytesDue(sent, now) > 0) sent.Add(prober.PacketBytes, now);
            if (prober.IsSending) now = prober.Deadline!.Value;
        }

        List<SentPacket> packets = [];
        for (var number = first; number < sent.Next; number++)
        {
            Assert.True(sent.TrySettle(number, Delivery.Arrived, now, out var packet));
            packets.Add(packet);
        }

        return packets;
    }

    private void Arrive(List<SentPacket> probe)
    {
        foreach (var packet in probe) prober.Arrived(packet, packet.At.Microseconds);
    }
}
