using MeetingHub.Media.Congestion;

namespace MeetingHub.Media.Tests.Congestion;

/// <summary>From arrivals to a verdict on the queue: groups, trend, detector.</summary>
public sealed class DelayTests
{
    private const long Arrival = 5_000_000_000;

    [Fact]
    public void Packets_sent_within_five_milliseconds_are_one_group_and_groups_are_compared_by_their_ends()
    {
        var groups = new ArrivalGroups();
        Assert.False(Add(ref groups, sent: 0, arrived: 20, out _));
        Assert.False(Add(ref groups, sent: 4, arrived: 25, out _));
        Assert.False(Add(ref groups, sent: 30, arrived: 50, out _));
        Assert.True(Add(ref groups, sent: 60, arrived: 95, out var delta));
        Assert.Equal(new GroupDelta(Milliseconds(26), Milliseconds(25)), delta);
    }

    [Fact]
    public void Packets_that_a_radio_held_back_and_let_go_together_are_one_group()
    {
        var groups = new ArrivalGroups();
        Add(ref groups, 0, 20, out _);
        Add(ref groups, 20, 100, out _);
        Assert.False(Add(ref groups, 40, 101, out _));
        Assert.False(Add(ref groups, 60, 102, out _));
        Assert.True(Add(ref groups, 90, 130, out var delta));
        Assert.Equal(new GroupDelta(Milliseconds(60), Milliseconds(82)), delta);
    }

    [Fact]
    public void A_clock_that_jumps_ahead_is_not_a_delay()
    {
        var groups = new ArrivalGroups();
        Add(ref groups, 0, 20, out _);
        Add(ref groups, 30, 50, out _);
        Assert.False(groups.Add(At(60), Arrival + 3_600_000_000, At(80), out _) && groups.Add(At(90), Arrival + 3_600_030_000, At(110), out _));
    }

    [Fact]
    public void A_delay_that_stays_is_no_trend_and_one_that_grows_is()
    {
        Assert.Equal(0, Trend(i => 30), 3);
        Assert.True(Trend(i => 30 + 4 * i) > 12.5);
        Assert.True(Trend(i => 150 - 4 * i) < -12.5);
    }

    [Fact]
    public void A_queue_is_seen_when_the_trend_holds_above_the_threshold_and_not_at_its_first_sign()
    {
        var detector = new OveruseDetector();
        detector.Update(20, Milliseconds(10), At(0));
        Assert.Equal(LineUse.Normal, detector.Use);
        detector.Update(21, Milliseconds(10), At(10));
        Assert.Equal(LineUse.Over, detector.Use);
        detector.Update(-20, Milliseconds(10), At(20));
        Assert.Equal(LineUse.Under, detector.Use);
    }

    [Fact]
    public void The_threshold_yields_to_lasting_jitter_but_not_to_a_spike()
    {
        var detector = new OveruseDetector();
        detector.Update(200, Milliseconds(10), At(0));
        detector.Update(200, Milliseconds(10), At(100));
        Assert.Equal(12.5, detector.Threshold);
        for (var i = 2; i < 100; i++) detector.Update(i % 2 == 0 ? 20 : -20, Milliseconds(10), At(100 * i));
        Assert.InRange(detector.Threshold, 15, 25);
    }

    /// <summary>The trend after thirty groups 20 ms apart.</summary>
    /// <param name="delay">Of a group, in ms.</param>
    private static double Trend(Func<int, double> delay)
    {
        var trend = new Trendline();
        for (var i = 1; i < 30; i++)
        {
            var delta = new GroupDelta(Milliseconds(20), Milliseconds(20 + delay(i) - delay(i - 1)));
            trend.Add(delta, Arrival + (long)((20 * i + delay(i)) * 1000));
        }

        return trend.Value;
    }

    private static bool Add(ref ArrivalGroups groups, int sent, int arrived, out GroupDelta delta) =>
        groups.Add(At(sent), Arrival + arrived * 1000, At(arrived + 60), out delta);

    private static Timestamp At(int milliseconds) => new(1_000_000_000 + milliseconds * 1000L);

    private static TimeSpan Milliseconds(double value) => TimeSpan.FromMilliseconds(value);
}
