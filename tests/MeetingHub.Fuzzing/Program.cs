using System.Globalization;
using MeetingHub.Fuzzing.Coverage;

namespace MeetingHub.Fuzzing;

/// <summary>[target|all] [minutes] [seed], see tests/fuzz; what there is to try stands in <see cref="Target.All"/>.</summary>
internal static class Program
{
    private const int Usage = 2;

    public static int Main(string[] args) => Instrumentation.Run(typeof(Program), nameof(Fuzz), args);

    /// <summary>The minutes are for all targets together.</summary>
    public static int Fuzz(string[] arguments)
    {
        var wanted = arguments is [var name, ..] && name != "all" ? name : null;
        var targets = Target.All.Where(target => wanted is null || target.Name == wanted).ToList();
        if (targets.Count == 0 || !double.TryParse(arguments.ElementAtOrDefault(1) ?? "1", CultureInfo.InvariantCulture, out var minutes))
        {
            Console.Error.WriteLine($"usage: fuzz [all|{string.Join('|', Target.All.Select(target => target.Name))}] [minutes] [seed]");
            return Usage;
        }

        var seed = arguments.Length > 2 ? int.Parse(arguments[2], CultureInfo.InvariantCulture) : Random.Shared.Next();
        var failed = 0;
        foreach (var target in targets)
        {
            if (!new Fuzzer(target, seed).Run(TimeSpan.FromMinutes(minutes / targets.Count))) failed++;
        }

        if (Edges.IsOn) return failed;
        Console.Error.WriteLine("The library was not instrumented.");
        return 1;
    }
}
