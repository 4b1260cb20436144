using System.Globalization;

namespace MeetingHub.Testing.Measuring;

/// <summary>
/// One thing measured, printed beside its aim. The machines are noisy, so a figure fails only at five times its aim: that is
/// a hang, not noise.
/// </summary>
/// <param name="Name">What was measured, in words.</param>
/// <param name="Unit">ms, MB, kB …; smaller is always better.</param>
/// <param name="Aim">In the same unit.</param>
/// <param name="Samples">In the order in which they were taken; at least one.</param>
public sealed record Figure(string Name, string Unit, double Aim, IReadOnlyList<double> Samples)
{
    /// <summary>Named by the environment while <c>tests/measure</c> runs: one line a figure is added to this file.</summary>
    private const string CollectingFile = "MEETINGHUB_FIGURES";

    /// <summary>True under <c>tests/measure</c>: counts and lengths are then those of the aims, otherwise the small ones of CI.</summary>
    public static bool IsFullRun => Environment.GetEnvironmentVariable(CollectingFile) is { Length: > 0 };

    public static T Count<T>(T small, T full) => IsFullRun ? full : small;

    public double Median => Percentile(0.5);

    /// <param name="rank">0 to 1; nearest rank.</param>
    public double Percentile(double rank)
    {
        var sorted = Samples.Order().ToArray();
        return sorted[Math.Clamp((int)Math.Ceiling(rank * sorted.Length) - 1, 0, sorted.Length - 1)];
    }

    /// <summary>Prints the median; throws when it is at five times the aim or beyond.</summary>
    public void Report() => Report(Median);

    /// <param name="value">What stands for the samples: their median, or a percentile that the aim speaks of.</param>
    public void Report(double value)
    {
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"{Name,-58} {value,10:0.#} {Unit,-4} aim {Aim:0.#}  min {Samples.Min():0.#}  max {Samples.Max():0.#}  n {Samples.Count}  load {Load()}");
        Console.WriteLine(line);
        if (Environment.GetEnvironmentVariable(CollectingFile) is { Length: > 0 } file)
            File.AppendAllText(file, line + Environment.NewLine);
        if (value >= 5 * Aim)
            throw new InvalidOperationException($"{Name} took {value} {Unit}, five times the aim of {Aim} and more: it hangs.");
    }

    private static string Load() =>
        File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "?";
}
