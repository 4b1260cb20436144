using MeetingHub.Domain.Search;

namespace MeetingHub.Server.SignIn;

/// <summary>
/// Makes guessing slow and locks nobody out. Failures are counted per account and source, where the source is the address or, for a
/// browser that has been in this account before, that browser: so no stranger can make the chair wait, not even from the same
/// office. Failures from many addresses slow down strange browsers a little for all. Kept in memory: a restart forgives.
/// </summary>
internal sealed class SignInSlowdown(TimeProvider clock)
{
    private const int FreeFailures = 3;
    private const int FreeFailuresOfAll = 30;
    private const int MaxEntries = 20_000;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestOfAll = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(15);

    private readonly Dictionary<string, Failures> failures = new(StringComparer.Ordinal);
    private readonly Lock gate = new();

    /// <returns>How long this source has to wait before the next try; zero when it may try now.</returns>
    public TimeSpan Wait(Attempt attempt)
    {
        var now = clock.GetUtcNow();
        lock (gate)
        {
            var wait = Left(attempt.Key, FreeFailures, Longest, now);
            if (attempt.IsKnownBrowser)
                return wait;
            var ofAll = Left(attempt.AccountKey, FreeFailuresOfAll, LongestOfAll, now);
            return ofAll > wait ? ofAll : wait;
        }
    }

    public void Failed(Attempt attempt)
    {
        var now = clock.GetUtcNow();
        lock (gate)
        {
            if (failures.Count >= MaxEntries)
                Forget(now);
            Count(attempt.Key, now);
            if (!attempt.IsKnownBrowser)
                Count(attempt.AccountKey, now);
        }
    }

    public void Succeeded(Attempt attempt)
    {
        lock (gate)
            failures.Remove(attempt.Key);
    }

    private TimeSpan Left(string key, int free, TimeSpan longest, DateTimeOffset now)
    {
        if (!failures.TryGetValue(key, out var found) || now - found.Last > Memory || found.Count < free)
            return TimeSpan.Zero;
        var seconds = Math.Min(longest.TotalSeconds, Math.Pow(2, found.Count - free));
        var left = found.Last.AddSeconds(seconds) - now;
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    private void Count(string key, DateTimeOffset now)
    {
        var before = failures.TryGetValue(key, out var found) && now - found.Last <= Memory ? found.Count : 0;
        failures[key] = new Failures(before + 1, now);
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (var (key, found) in failures)
        {
            if (now - found.Last > Memory)
                failures.Remove(key);
        }
        // A flood of made-up accounts: better forgiving all than growing without end.
        if (failures.Count >= MaxEntries)
            failures.Clear();
    }

    private readonly record struct Failures(int Count, DateTimeOffset Last);

    /// <param name="Source">A browser's own number, or an address.</param>
    internal readonly record struct Attempt(string Account, string Source, bool IsKnownBrowser)
    {
        public string AccountKey => Fold.Of(Account);
        public string Key => AccountKey + "\n" + Source;
    }
}
