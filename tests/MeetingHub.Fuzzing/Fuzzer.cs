using System.Diagnostics;
using System.Globalization;
using MeetingHub.Fuzzing.Coverage;

namespace MeetingHub.Fuzzing;

/// <summary>
/// Tries changed inputs and keeps those that reach something new. The clock only says when to stop: the same seed tries the same
/// inputs in the same order.
/// </summary>
internal sealed class Fuzzer(Target target, int seed)
{
    /// <summary>Inputs between two looks at the clock.</summary>
    private const int Round = 256;

    private readonly Random random = new(seed);
    private readonly List<byte[]> corpus = [];

    /// <returns>False when an input broke something.</returns>
    public bool Run(TimeSpan time)
    {
        // First, so that the seed is known even when the process dies of an input.
        Console.WriteLine($"trying {target.Name}, seed {seed}");
        Edges.Forget();
        foreach (var (name, bytes) in Corpus.Of(target))
            if (!Try(bytes, $"{target.Name}/{name}")) return false;
        if (corpus.Count == 0) corpus.Add([]);
        var mutation = new Mutation(random);
        var clock = Stopwatch.StartNew();
        var tried = 0L;
        while (clock.Elapsed < time)
        {
            for (var i = 0; i < Round; i++, tried++)
            {
                // What was found last leads on most often.
                var parent = random.Next(2) == 0 ? corpus[random.Next(corpus.Count)] : corpus[^(1 + random.Next(Math.Min(corpus.Count, 16)))];
                var input = mutation.Of(parent, corpus, target.MaxLength);
                if (random.Next(4) != 0) input = target.Mend(input, random);
                if (!Try(input, file: null)) return false;
            }
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"ok {target.Name}: {tried:N0} inputs, {Edges.Known:N0} edges, {corpus.Count:N0} kept, seed {seed}"));
        return true;
    }

    private bool Try(byte[] input, string? file)
    {
        // A target may work in place.
        var copy = (byte[])input.Clone();
        Edges.Begin(target.Steps(input.Length));
        try
        {
            target.Run(copy);
        }
        catch (Exception failure)
        {
            Edges.End();
            Console.WriteLine($"FAILED {target.Name}: {file ?? Corpus.Keep(target, input)}, seed {seed}");
            Console.WriteLine(failure);
            Console.WriteLine(Convert.ToBase64String(input));
            return false;
        }

        if (Edges.End() || file is not null) corpus.Add(input);
        return true;
    }
}
