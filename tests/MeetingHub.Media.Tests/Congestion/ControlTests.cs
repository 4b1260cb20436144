using MeetingHub.Media.Congestion;

namespace MeetingHub.Media.Tests.Congestion;

/// <summary>From verdicts to rates: growth, drops, losses, probes.</summary>
public sealed class ControlTests
{
    private static readonly TimeSpan RoundTrip = TimeSpan.FromMilliseconds(50);

    [Fact]
    public void The_rate_grows_by_eight_percent_a_second_but_not_beyond_half_as_much_again_as_arrives()
    {
        var control = new AimdControl(300_000);
        for (var i = 0; i <= 10; i++) control.Update(LineUse.Normal, 1_000_000, RoundTrip, At(i * 0.1));
        Assert.InRange(control.BitsPerSecond, 322_000, 326_000);
        for (var i = 0; i <= 1000; i++) control.Update(LineUse.Normal, 400_000, RoundTrip, At(1 + i * 0.1));
        Assert.Equal(610_000, control.BitsPerSecond);
    }

    [Fact]
    public void A_queue_brings_the_rate_under_what_arrives_and_growth_is_slow_afterwards()
    {
        var control = new AimdControl(1_000_000);
        control.Update(LineUse.Over, 800_000, RoundTrip, At(0));
        Assert.Equal(675_000, control.BitsPerSecond);
        for (var i = 1; i <= 11; i++) control.Update(LineUse.Normal, 675_000, RoundTrip, At(i * 0.1));
        // One packet of 1,200 bytes each 300 ms.
        Assert.InRange(control.BitsPerSecond - 675_000, 25_000, 40_000);
    }

    [Fact]
    public void A_queue_before_anything_is_known_of_what_arrives_halves_the_rate()
    {
        var control = new AimdControl(300_000);
        control.Update(LineUse.Over, acked: null, RoundTrip, At(0));
        Assert.Equal(150_000, control.BitsPerSecond);
    }

    [Fact]
    public void A_further_drop_waits_until_the_last_one_can_have_shown()
    {
        var control = new AimdControl(1_000_000);
        control.Update(LineUse.Over, 800_000, RoundTrip, At(0));
        Assert.False(control.MayDecrease(600_000, RoundTrip, At(0.03)));
        Assert.True(control.MayDecrease(100_000, RoundTrip, At(0.03)));
        Assert.True(control.MayDecrease(600_000, RoundTrip, At(0.06)));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(8, false)]
    [InlineData(20, true)]
    public void Losses_beyond_a_tenth_that_end_when_less_is_sent_limit_the_rate(int lostInHundred, bool limits)
    {
        var losses = new LossControl();
        for (var i = 0; i < 10; i++) Lose(losses, losses.Limit is null ? lostInHundred : 1, At(i));
        Assert.Equal(limits, losses.Limit is not null);
    }

    [Fact]
    public void Losses_that_never_stop_are_the_lines_own()
    {
        var losses = new LossControl();
        for (var i = 0; i < 12; i++) Lose(losses, 15, At(i));
        Assert.InRange(losses.Inherent, 0.14, 0.16);
        var limit = losses.Limit;
        for (var i = 12; i < 30; i++) Lose(losses, 15, At(i));
        Assert.True(losses.Limit is null || losses.Limit > limit);
    }

    [Theory]
    [InlineData(0.12, 0.00)]
    [InlineData(0.20, 0.00)]
    [InlineData(0.20, 0.01)]
    [InlineData(0.25, 0.20)]
    [InlineData(0.12, 0.12)]
    public void A_trial_finds_with_few_packets_whether_losses_end(double before, double during)
    {
        var random = new Random(1);
        List<int> packets = [];
        var wrong = 0;
        for (var i = 0; i < 1000; i++)
        {
            var trial = new LossTrial(inherent: 0, before, limitBefore: null, At(0));
            var count = 0;
            for (; trial.HelpsToSendLess is null; count++)
            {
                var isLost = random.NextDouble() < during;
                trial.Add(isLost ? 0 : 1, isLost ? 1 : 0, At(count * 0.02));
            }

            packets.Add(count);
            if (trial.HelpsToSendLess != during < before / 2) wrong++;
        }

        Assert.InRange(wrong, 0, 60);
        Assert.InRange(packets.Average(), 10, 60);
    }

    [Fact]
    public void What_was_sent_before_the_trial_is_no_part_of_it()
    {
        var trial = new LossTrial(inherent: 0, loss: 0.2, limitBefore: 500_000, At(1));
        trial.Add(0, 100, At(0.9));
        Assert.Null(trial.HelpsToSendLess);
        trial.Add(100, 0, At(1));
        Assert.True(trial.HelpsToSendLess);
    }

    [Fact]
    public void A_probe_that_arrives_as_fast_as_it_was_sent_measures_its_own_rate()
    {
        var probe = new ProbeMeasure();
        for (var i = 0; i < 6; i++) probe.Add(At(i * 0.003), 1_000_000 + i * 3_000, 750);
        Assert.Equal(2_000_000, probe.Rate(6, 4500)!.Value, 1000.0);
    }

    [Fact]
    public void A_probe_that_arrives_slower_measures_the_line_and_leaves_a_little()
    {
        var probe = new ProbeMeasure();
        for (var i = 0; i < 6; i++) probe.Add(At(i * 0.003), 1_000_000 + i * 6_000, 750);
        Assert.Equal(950_000, probe.Rate(6, 4500)!.Value, 1000.0);
    }

    [Fact]
    public void A_probe_of_which_too_much_is_missing_or_that_arrives_in_one_lump_measures_nothing()
    {
        var lossy = new ProbeMeasure();
        for (var i = 0; i < 3; i++) lossy.Add(At(i * 0.003), 1_000_000 + i * 3_000, 750);
        Assert.Null(lossy.Rate(6, 4500));
        var lump = new ProbeMeasure();
        for (var i = 0; i < 6; i++) lump.Add(At(i * 0.003), 1_000_000 + i * 250, 750);
        Assert.Null(lump.Rate(6, 4500));
    }

    [Fact]
    public void What_arrives_is_measured_through_bursts_and_a_set_clock()
    {
        var rate = new AckedRate();
        for (var i = 0; i < 300; i++) rate.Add(At(i * 0.01), i * 10_000, 1250, isIdle: false);
        Assert.Equal(1_000_000, rate.BitsPerSecond!.Value, 30_000.0);
        for (var i = 0; i < 300; i++) rate.Add(At(3 + i * 0.01), -5_000_000_000 + i * 10_000, 1250, isIdle: false);
        Assert.Equal(1_000_000, rate.BitsPerSecond!.Value, 30_000.0);
    }

    [Fact]
    public void Reports_that_are_lost_neither_stop_the_measure_nor_spoil_it()
    {
        var rate = new AckedRate();
        for (var i = 0; i < 300; i++)
        {
            // Of each 120 ms the last 50 are not reported on: no window of 500 ms was ever whole.
            if (i % 12 == 7) rate.Interrupt();
            if (i % 12 < 7) rate.Add(At(i * 0.01), i * 10_000, 1250, isIdle: false);
        }

        Assert.Equal(1_000_000, rate.BitsPerSecond!.Value, 30_000.0);
    }

    [Fact]
    public void What_was_sent_is_known_until_as_many_again_were_sent_and_what_arrived_stays_arrived()
    {
        var sent = new SentPackets();
        for (var i = 0; i < 3000; i++) sent.Add(100 + i % 7, At(i * 0.01));
        var first = sent.Next - 3000;
        Assert.False(sent.TrySettle(first, Delivery.Arrived, At(30), out _));
        Assert.False(sent.TrySettle(sent.Next, Delivery.Arrived, At(30), out _));
        Assert.True(sent.TrySettle(first + 2999, Delivery.Arrived, At(30), out var packet));
        Assert.Equal((At(29.99), 100 + 2999 % 7, Delivery.Unknown), (packet.At, packet.Size, packet.Before));
        Assert.True(sent.TrySettle(first + 2999, Delivery.Lost, At(30), out packet));
        Assert.True(sent.TrySettle(first + 2999, Delivery.Lost, At(30), out packet));
        Assert.Equal(Delivery.Arrived, packet.Before);
    }

    [Fact]
    public void Send_times_survive_the_wrap_of_their_low_half()
    {
        var sent = new SentPackets();
        var before = new Timestamp((1L << 32) - 10_000);
        sent.Add(100, before);
        Assert.True(sent.TrySettle(sent.Next - 1, Delivery.Arrived, before + TimeSpan.FromSeconds(1), out var packet));
        Assert.Equal(before, packet.At);
    }

    private static void Lose(LossControl losses, int inHundred, Timestamp now)
    {
        for (var i = 0; i < 2; i++)
        {
            losses.Add(50 - inHundred / 2, inHundred / 2, now);
            losses.Update(1_000_000, 1_000_000, RoundTrip, now);
        }
    }

    private static Timestamp At(double seconds) => new(1_000_000_000 + (long)(seconds * 1_000_000));
}
