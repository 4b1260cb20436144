namespace MeetingHub.Fuzzing.Coverage;

/// <summary>
/// Which branches one input went through, counted as AFL does: the pair of the block before and the block at hand, in buckets of
/// how often. Called by the code that <see cref="Instrumentation"/> puts into the media library. One thread.
/// </summary>
public static class Edges
{
    private const int Size = 1 << 16;

    private static readonly byte[] Hits = new byte[Size];
    private static readonly byte[] Seen = new byte[Size];
    private static readonly List<int> Touched = [];
    private static int previous;
    private static long left = long.MaxValue;

    /// <summary>Pairs seen since the last <see cref="Forget"/>.</summary>
    public static int Known { get; private set; }

    /// <summary>Whether the library under test was instrumented at all.</summary>
    public static bool IsOn { get; private set; }

    /// <summary>For another target, to which everything is new again.</summary>
    public static void Forget()
    {
        Array.Clear(Seen);
        Known = 0;
    }

    /// <param name="steps">Blocks that may run: time measured in steps, so that a slow machine fails nothing and an endless loop does.</param>
    public static void Begin(long steps)
    {
        foreach (var edge in Touched) Hits[edge] = 0;
        Touched.Clear();
        previous = 0;
        left = steps;
    }

    public static void Hit(int block)
    {
        IsOn = true;
        var edge = (previous ^ block) & (Size - 1);
        if (Hits[edge] == 0) Touched.Add(edge);
        if (Hits[edge] < byte.MaxValue) Hits[edge]++;
        previous = block >> 1;
        if (--left < 0) throw new TooManyStepsException();
    }

    /// <summary>Ends the count; what the harness itself calls is free.</summary>
    /// <returns>Whether the input did something that none before it did.</returns>
    public static bool End()
    {
        left = long.MaxValue;
        var isNew = false;
        foreach (var edge in Touched)
        {
            var bucket = Bucket(Hits[edge]);
            if ((Seen[edge] & bucket) != 0) continue;
            if (Seen[edge] == 0) Known++;
            Seen[edge] |= bucket;
            isNew = true;
        }

        return isNew;
    }

    private static byte Bucket(byte hits) => hits switch
    {
        1 => 1,
        2 => 2,
        3 => 4,
        < 8 => 8,
        < 16 => 16,
        < 32 => 32,
        < 128 => 64,
        _ => 128,
    };
}

/// <summary>The input made the code run on and on.</summary>
public sealed class TooManyStepsException() : Exception("More steps than an input of this length may take.");
