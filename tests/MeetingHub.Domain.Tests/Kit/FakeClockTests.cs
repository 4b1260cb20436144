using MeetingHub.Testing;

namespace MeetingHub.Domain.Tests.Kit;

public sealed class FakeClockTests
{
    [Fact]
    public void Timers_fire_in_their_order_each_at_its_own_time()
    {
        var clock = new FakeClock();
        var start = clock.GetUtcNow();
        var fired = new List<(string Timer, double At)>();
        using var late = clock.CreateTimer(_ => Note("late"), null, TimeSpan.FromSeconds(3), Timeout.InfiniteTimeSpan);
        using var each = clock.CreateTimer(_ => Note("each"), null, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2));

        clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal([("each", 2), ("late", 3), ("each", 4)], fired);
        Assert.Equal(TimeSpan.FromSeconds(5), clock.GetUtcNow() - start);

        void Note(string timer) => fired.Add((timer, (clock.GetUtcNow() - start).TotalSeconds));
    }

    [Fact]
    public async Task A_delay_ends_when_the_clock_reaches_it_and_not_before()
    {
        var clock = new FakeClock();
        var delay = Task.Delay(TimeSpan.FromMinutes(1), clock);

        clock.Advance(TimeSpan.FromSeconds(59));
        Assert.False(delay.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(1));

        await delay;
    }

    [Fact]
    public void A_timer_that_was_disposed_is_silent()
    {
        var clock = new FakeClock();
        var fired = 0;
        clock.CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan).Dispose();

        clock.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(0, fired);
    }
}
