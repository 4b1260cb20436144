namespace MeetingHub.Testing;

/// <summary>
/// Time that moves only by <see cref="Advance"/>, which fires the timers due on the way, in their order. It starts on some day, so
/// that no test leans on today. Safe to use from several threads; callbacks run on the thread that advances.
/// </summary>
public sealed class FakeClock : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<FakeTimer> timers = [];
    private DateTimeOffset now;

    public FakeClock()
        : this(new DateTimeOffset(2026, 1, 5, 1, 30, 0, TimeSpan.Zero).AddSeconds(Random.Shared.Next(0, 300 * 86400))) { }

    public FakeClock(DateTimeOffset start) => now = start;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
            return now;
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new FakeTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        var end = GetUtcNow() + by;
        while (TakeDue(end) is { } callback)
            callback();
        lock (gate)
            now = end;
    }

    private Action? TakeDue(DateTimeOffset end)
    {
        lock (gate)
        {
            if (timers.Where(t => t.Due <= end).MinBy(t => t.Due) is not { Due: { } due } timer)
                return null;
            now = due > now ? due : now;
            timer.Due = timer.Period > TimeSpan.Zero ? due + timer.Period : null;
            return timer.Callback;
        }
    }

    private sealed class FakeTimer(FakeClock clock, Action callback) : ITimer
    {
        public Action Callback { get; } = callback;
        public DateTimeOffset? Due { get; set; }
        public TimeSpan Period { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock.gate)
            {
                Period = period;
                Due = dueTime == Timeout.InfiniteTimeSpan ? null : clock.now + dueTime;
                clock.timers.Remove(this);
                clock.timers.Add(this);
            }
            return true;
        }

        public void Dispose()
        {
            lock (clock.gate)
                clock.timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
