using System.Diagnostics;
using System.Numerics;

namespace MeetingHub.Benchmarks.Load.Wire;

/// <summary>
/// Times in buckets that grow with the time (as HdrHistogram's): exact to 3 % from a microsecond to a minute, and nothing is
/// allocated to count one.
/// </summary>
internal sealed class LatencyHistogram
{
    /// <summary>Buckets for each doubling.</summary>
    private const int Steps = 32;

    private readonly long[] counts = new long[27 * Steps];

    public long Count { get; private set; }

    /// <param name="ticks">Of <see cref="Stopwatch"/>.</param>
    public void Add(long ticks)
    {
        var micros = Math.Max(0, ticks) * 1_000_000 / Stopwatch.Frequency;
        counts[Math.Min(BucketOf(micros), counts.Length - 1)]++;
        Count++;
    }

    public void Clear()
    {
        Array.Clear(counts);
        Count = 0;
    }

    /// <param name="rank">0 to 1.</param>
    /// <returns>Upper end of the bucket; zero when nothing was counted.</returns>
    public TimeSpan Percentile(double rank)
    {
        var left = (long)Math.Ceiling(rank * Count);
        for (var i = 0; i < counts.Length; i++)
            if ((left -= counts[i]) <= 0 && Count > 0) return TimeSpan.FromMicroseconds(EndOf(i));
        return TimeSpan.Zero;
    }

    // Below 32 µs a bucket is a microsecond; each doubling above has 32.
    private static int BucketOf(long micros)
    {
        if (micros < Steps) return (int)micros;
        var doubling = BitOperations.Log2((ulong)micros) - BitOperations.Log2(Steps);
        return (doubling + 1) * Steps + (int)((micros >> doubling) - Steps);
    }

    private static long EndOf(int bucket)
    {
        if (bucket < Steps) return bucket + 1;
        var doubling = bucket / Steps - 1;
        return (long)(bucket % Steps + Steps + 1) << doubling;
    }
}
