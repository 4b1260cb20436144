using System.Globalization;
using MeetingHub.Benchmarks.Load.Rivals;

namespace MeetingHub.Benchmarks.Load;

/// <summary>Our server and Janus by turns under the same loads (media.md, section 7), each run with a server of its own.</summary>
internal static class Comparison
{
    private const int ServerCore = 0;
    private const double MostOfGenerator = 0.8;

    /// <returns>Whether every gate was met.</returns>
    public static bool Run(LoadOptions options)
    {
        foreach (var line in Machine.Describe()) Console.WriteLine(line);
        Console.WriteLine($"plan: {options.Pairs} pairs, {options.WarmUp.TotalSeconds:0} s warm-up, {options.Length.TotalSeconds:0} s counted, "
            + $"one packet in {options.OpensOneIn} opened and compared, frames sent {(options.IsSpread ? "packet by packet" : "at once")}");
        using var csv = options.Csv is { } file ? new StreamWriter(file) : null;
        csv?.WriteLine(LoadReport.CsvHeader);
        var passed = true;
        foreach (var cipher in options.Ciphers)
        {
            foreach (var scenario in options.Scenarios)
            {
                Console.WriteLine($"\n{scenario.Title}, {cipher}");
                var (ours, theirs) = Pairs(scenario, options.Plan(cipher), options, csv);
                passed &= Verdict(scenario, ours, theirs);
            }
        }

        Console.WriteLine(passed ? "\nAll gates met." : "\nA gate was missed.");
        return passed;
    }

    private static (List<LoadResult> Ours, List<LoadResult> Theirs) Pairs(
        Scenario scenario, LoadPlan plan, LoadOptions options, StreamWriter? csv)
    {
        List<LoadResult> ours = [];
        List<LoadResult> loop = [];
        List<LoadResult> shipped = [];
        for (var pair = 0; pair < options.Pairs; pair++)
        {
            ours.Add(One(() => OwnServer.Start(ServerCore)));
            if (options.IsAlone) continue;
            // Both ways once; then only the one that suits Janus better here.
            var prefersLoop = pair == 0 || loop[0].CpuMicrosecondsPerPacket <= shipped[0].CpuMicrosecondsPerPacket;
            if (prefersLoop) loop.Add(One(() => JanusServer.Start(ServerCore, eventLoops: true)));
            if (pair == 0 || !prefersLoop) shipped.Add(One(() => JanusServer.Start(ServerCore, eventLoops: false)));
        }

        LoadReport.PrintHeader();
        LoadReport.Print(ours);
        if (options.IsAlone) return (ours, []);
        LoadReport.Print(loop);
        LoadReport.Print(shipped);
        return (ours, loop[0].CpuMicrosecondsPerPacket <= shipped[0].CpuMicrosecondsPerPacket ? loop : shipped);

        LoadResult One(Func<ILoadedServer> start)
        {
            using var server = start();
            var result = LoadRun.Of(server, scenario, plan);
            csv?.WriteLine(LoadReport.Csv(result, plan.Profile));
            csv?.Flush();
            return result;
        }
    }

    private static bool Verdict(Scenario scenario, List<LoadResult> ours, List<LoadResult> theirs)
    {
        var passed = true;
        if (theirs.Count > 0)
        {
            var ratio = Quartiles.Of(ours, r => r.CpuMicrosecondsPerPacket).Median / Quartiles.Of(theirs, r => r.CpuMicrosecondsPerPacket).Median;
            passed &= Gate($"CPU a packet against {theirs[0].Server}", ratio, scenario.MostOfJanus, "0.00");
        }

        passed &= Gate("lost, left out or damaged", ours.Sum(r => r.Due - r.Received + r.LeftOut + r.Broken), 0, "0");
        if (ours.TrueForAll(r => r.ServerShare < 0.7))
            passed &= Gate("p99 of added latency, ms", Quartiles.Of(ours, r => r.P99.TotalMilliseconds).Median, 5, "0.0");
        if (scenario.Goal is { } goal)
        {
            var cost = Quartiles.Of(ours, r => r.CpuMicrosecondsPerPacket).Median;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  goal {(cost <= goal ? "met   " : "missed")} {cost:0.00} us a packet, aim {goal:0.0}"));
        }

        var busiest = ours.Concat(theirs).Max(r => r.GeneratorShare);
        if (busiest >= MostOfGenerator)
            Console.WriteLine($"  The generator used {busiest:P0} of its core: too much to send in time.");
        return passed;
    }

    private static bool Gate(string what, double value, double most, string format)
    {
        var isMet = value <= most;
        Console.WriteLine($"  {(isMet ? "ok  " : "FAIL")} {what}: {value.ToString(format, CultureInfo.InvariantCulture)}, at most {most.ToString("0.##", CultureInfo.InvariantCulture)}");
        return isMet;
    }
}
