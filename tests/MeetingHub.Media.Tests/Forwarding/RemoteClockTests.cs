using MeetingHub.Media.Forwarding;
using MeetingHub.Media.Rtcp;

namespace MeetingHub.Media.Tests.Forwarding;

public sealed class RemoteClockTests
{
    private readonly RemoteClock clock = new();
    private NtpTime ours = NtpTime.From(new DateTimeOffset(2026, 11, 21, 8, 0, 0, TimeSpan.Zero));
    private Timestamp now = new(1_000_000);

    [Fact]
    public void A_clock_is_taken_at_its_least_delay()
    {
        foreach (var delay in new[] { 80, 30, 55 }) Report(behind: 5000, delay);
        Assert.Equal(5030, clock.Offset.TotalMilliseconds, tolerance: 0.01);
    }

    [Fact]
    public void A_clock_ahead_of_ours_is_brought_back()
    {
        Report(behind: -3000, delay: 10);
        Assert.Equal(-2990, clock.Offset.TotalMilliseconds, tolerance: 0.01);
    }

    [Fact]
    public void A_clock_that_drifts_is_followed_within_minutes()
    {
        for (var second = 0; second < 600; second++) Report(behind: second, delay: 30);
        Assert.InRange(clock.Offset.TotalMilliseconds, 600 - 240, 630);
    }

    private void Report(int behind, int delay)
    {
        now += TimeSpan.FromSeconds(1);
        ours = ours.Plus(TimeSpan.FromSeconds(1));
        clock.Reported(ours.Plus(TimeSpan.FromMilliseconds(-behind - delay)), ours, now);
    }
}
