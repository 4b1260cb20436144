using MeetingHub.Media.Congestion;
using MeetingHub.Media.Rtcp;
using MeetingHub.Testing.Measuring;
using MeetingHub.Testing.Media;

namespace MeetingHub.Media.Tests.Congestion;

public sealed class EstimatorTests
{
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(25);
    private static readonly LinkConditions Broken = new() { Delay = Delay, Loss = 1 };

    [Theory]
    [InlineData(300_000, 3)]
    [InlineData(2_000_000, 6)]
    [InlineData(10_000_000, 12)]
    public void A_line_is_filled_to_nine_tenths_and_its_queue_stays_short(long bits, double limit)
    {
        var line = Line(bits);
        var seconds = line.RunUntil(() => line.Estimate >= 0.9 * bits, limit);
        line.Run(20);
        new Figure($"estimate reaches 90 % of {bits / 1000} kbit/s", "s", limit, [seconds]).Report();
        new Figure($"packet under way at {bits / 1000} kbit/s, p95", "ms", 100, [line.Took(15)]).Report();
        Assert.InRange(line.Mean(15), 0.8 * bits, 1.15 * bits);
        Assert.InRange(line.Took(15), 0, 250);
    }

    [Fact]
    public void A_line_that_narrows_is_obeyed_within_two_seconds_and_found_wide_again_within_fifteen()
    {
        var line = Line(2_000_000);
        line.Run(10);
        line.Change(Down(300_000));
        var down = line.RunUntil(() => line.Estimate < 330_000, 2);
        line.Run(2);
        var drained = line.Took(0.5);
        line.Run(18);
        Assert.InRange(line.Mean(10), 200_000, 345_000);
        Assert.InRange(line.Took(10), 0, 300);
        line.Change(Down(2_000_000));
        var up = line.RunUntil(() => line.Estimate >= 1_800_000, 15);
        new Figure("estimate down from 2 Mbit/s to 300 kbit/s", "s", 1, [down]).Report();
        new Figure("packet under way two seconds after that, p95", "ms", 150, [drained]).Report();
        new Figure("estimate up again from 300 kbit/s to 2 Mbit/s", "s", 10, [up]).Report();
    }

    [Fact]
    public void One_who_sends_less_than_fits_keeps_what_was_known_to_fit()
    {
        var line = Line(3_000_000);
        line.RunUntil(() => line.Estimate >= 2_500_000, 6);
        line.Flow.Media = 200_000;
        line.Run(30);
        Assert.True(line.Lowest(30) > 2_000_000, $"{line.Lowest(30)}");
    }

    [Fact]
    public void No_probe_is_sent_while_nothing_more_is_wanted()
    {
        var line = Line(3_000_000);
        line.Flow.Media = 200_000;
        line.Flow.Estimator.Wanted = 250_000;
        line.Run(20);
        Assert.Equal(0, line.Flow.Estimator.Probes);
        line.Flow.Estimator.Wanted = 1_500_000;
        line.RunUntil(() => line.Estimate >= 1_500_000, 2);
        line.Run(20);
        Assert.InRange(line.Flow.Estimator.Probes, 1, 4);
    }

    [Fact]
    public void A_narrow_line_under_little_traffic_is_probed_in_vain_without_harm()
    {
        var line = Line(400_000);
        line.Flow.Media = 150_000;
        line.Run(60);
        Assert.InRange(line.Mean(40), 150_000, 480_000);
        Assert.InRange(line.Took(40), 0, 100);
        Assert.InRange(line.Flow.Estimator.Probes, 5, 20);
    }

    [Theory]
    [InlineData(0.05, 1)]
    [InlineData(0.05, 2)]
    [InlineData(0.10, 1)]
    [InlineData(0.10, 2)]
    public void Losses_without_a_queue_do_not_bring_the_estimate_down_for_good(double loss, int seed)
    {
        var line = new EstimatedLine(Down(2_000_000, loss), seed: seed);
        line.Run(60);
        new Figure($"kbit/s less than the line of 2 Mbit/s at {loss:P0} loss", "kbit", 600, [2000 - line.Mean(20) / 1000]).Report();
        Assert.InRange(line.Mean(20), loss < 0.1 ? 1_500_000 : 1_000_000, 2_400_000);
    }

    [Fact]
    public void A_line_that_drops_instead_of_queueing_is_found_by_its_losses()
    {
        var line = new EstimatedLine(Down(5_000_000));
        line.Run(10);
        line.Change(Down(500_000) with { Queue = TimeSpan.FromMilliseconds(20) });
        line.RunUntil(() => line.Estimate < 650_000, 6);
        line.Run(10);
        Assert.InRange(line.Flow.Estimator.Loss, 0, 0.15);
    }

    [Fact]
    public void Two_who_share_a_line_get_about_the_same()
    {
        var line = new EstimatedLine(Down(2_000_000), flows: 2);
        line.Run(60);
        var (one, other) = (line.Mean(30, flow: 0), line.Mean(30, flow: 1));
        new Figure("share of the one of two on a line, from a half", "%", 20, [Math.Abs(one / (one + other) - 0.5) * 100]).Report();
        Assert.InRange(one / (one + other), 0.25, 0.75);
        Assert.InRange(one + other, 1_400_000, 2_400_000);
    }

    [Fact]
    public void Feedback_that_is_lost_half_of_the_time_still_carries_the_estimate()
    {
        var line = Line(2_000_000);
        line.Run(5);
        line.Change(Down(2_000_000), new LinkConditions { Delay = Delay, Loss = 0.5 });
        line.Run(30);
        Assert.InRange(line.Mean(20), 1_300_000, 2_300_000);
    }

    [Fact]
    public void Nothing_is_believed_of_a_line_that_nothing_was_sent_on()
    {
        var line = Line(2_000_000);
        line.Run(10);
        line.Flow.Media = 0;
        line.Flow.Estimator.Wanted = 0;
        line.Run(1);
        var before = line.Estimate;
        line.Run(60);
        Assert.Equal(before, line.Estimate);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(6)]
    [InlineData(25)]
    public void A_way_that_breaks_and_comes_back_is_believed_as_wide_as_it_was(double seconds)
    {
        var line = Line(2_000_000);
        line.Run(10);
        line.Change(Broken);
        line.Run(seconds);
        Assert.True(line.Flow.Estimator.IsSilent);
        line.Change(Down(2_000_000));
        line.Run(5);
        Assert.True(line.Lowest(5 + seconds) > 1_300_000, $"{line.Lowest(5 + seconds)}");
        Assert.Equal(0, line.Flow.Estimator.Loss, 0.02);
    }

    [Fact]
    public void A_way_that_comes_back_narrower_is_obeyed_within_two_seconds()
    {
        var line = Line(2_000_000);
        line.Run(10);
        line.Change(Broken);
        line.Run(6);
        line.Change(Down(300_000));
        var down = line.RunUntil(() => line.Estimate < 330_000, 2);
        new Figure("estimate down from 2 Mbit/s to 300 kbit/s after a silence", "s", 1, [down]).Report();
    }

    [Theory]
    [InlineData(3600)]
    [InlineData(-3600)]
    [InlineData(0.2)]
    public void A_receiver_that_sets_its_clock_costs_little(double seconds)
    {
        var line = Line(2_000_000);
        line.Run(10);
        line.Receiver.ClockError = TimeSpan.FromSeconds(seconds);
        line.Run(10);
        Assert.True(line.Mean(3) > 1_300_000, $"{line.Mean(3)}");
    }

    [Fact]
    public void Packets_that_overtake_each_other_are_no_queue()
    {
        var line = new EstimatedLine(Down(2_000_000) with { Jitter = TimeSpan.FromMilliseconds(15) });
        line.Run(40);
        Assert.InRange(line.Mean(20), 1_200_000, 2_300_000);
    }

    [Fact]
    public void Neither_counting_packets_nor_hearing_of_them_allocates()
    {
        var estimator = new BandwidthEstimator { Wanted = 5_000_000 };
        var arrivals = new TransportWideArrivals();
        estimator.Expect();
        var message = new byte[TransportFeedback.MaxLength];
        var now = new Timestamp(1_000_000_000);
        Drive(2_000);
        // What the runtime itself makes once, when it gets round to it, is no cost of a packet.
        Assert.Equal(0, Enumerable.Range(0, 3).Min(_ => AllocatedBy(20_000)));

        long AllocatedBy(int packets)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            Drive(packets);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        void Drive(int packets)
        {
            for (var i = 0; i < packets; i++)
            {
                now += TimeSpan.FromMilliseconds(2);
                estimator.Tick(now);
                while (estimator.ProbeBytesDue(now) > 0) Send(estimator.ProbePacketBytes);
                Send(1200);
                if (i % 30 != 29) continue;
                for (int length; (length = arrivals.Write(message, 1, 2)) > 0;)
                    Assert.True(estimator.Hear(message.AsSpan(Feedback.HeaderLength..length), now + Delay));
            }
        }

        void Send(int size)
        {
            estimator.Count(size, now);
            if (estimator.Sent.Next % 20 != 0) arrivals.Record(estimator.Sent.Newest, now + Delay);
        }
    }

    private static EstimatedLine Line(long bits) => new(Down(bits));

    private static LinkConditions Down(long bits, double loss = 0) =>
        new() { BitsPerSecond = bits, Delay = Delay, Loss = loss, Queue = TimeSpan.FromMilliseconds(500) };
}
