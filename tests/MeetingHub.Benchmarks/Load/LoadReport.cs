using System.Globalization;
using MeetingHub.Media.Srtp;

namespace MeetingHub.Benchmarks.Load;

/// <summary>Runs of one server under one load, in a line.</summary>
internal static class LoadReport
{
    public const string CsvHeader =
        "server,scenario,cipher,seconds,due,received,left_out,broken,repaired,verified,server_cpu_ms,us_per_packet,server_core,generator_core,"
        + "p50_us,p99_us,p999_us,rss_bytes,rss_per_seat";

    public static void PrintHeader() =>
        Console.WriteLine($"  {"",-20}{"us a packet (quartiles)",26}{"packets/s",11}{"core",6}{"p50 ms",8}{"p99",7}{"p99.9",7}{"lost",8}{"MB",6}{"kB/seat",9}{"gen.",6}{"n",3}");

    public static void Print(IReadOnlyList<LoadResult> runs)
    {
        var cost = Quartiles.Of(runs, r => r.CpuMicrosecondsPerPacket);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  {runs[0].Server,-20}{cost.Median,10:0.00} ({cost.Lower,5:0.00} -{cost.Upper,6:0.00}){Median(r => r.Received / r.Elapsed.TotalSeconds),11:0}"
            + $"{Median(r => r.ServerShare),6:P0}{Median(r => r.P50.TotalMilliseconds),8:0.00}{Median(r => r.P99.TotalMilliseconds),7:0.0}"
            + $"{Median(r => r.P999.TotalMilliseconds),7:0.0}{runs.Sum(r => r.Due - r.Received),8}{Median(r => r.Memory / 1e6),6:0}"
            + $"{Median(r => r.MemoryPerSeat / 1e3),9:0}{Median(r => r.GeneratorShare),6:P0}{runs.Count,3}"));

        double Median(Func<LoadResult, double> of) => Quartiles.Of(runs, of).Median;
    }

    public static string Csv(LoadResult run, SrtpProfile cipher) => string.Create(
        CultureInfo.InvariantCulture,
        $"{run.Server},{run.Scenario.Name},{cipher},{run.Elapsed.TotalSeconds:0.00},{run.Due},{run.Received},{run.LeftOut},{run.Broken},{run.Repaired},"
        + $"{run.Verified},{run.ServerCpu.TotalMilliseconds:0.0},{run.CpuMicrosecondsPerPacket:0.000},{run.ServerShare:0.000},{run.GeneratorShare:0.000},"
        + $"{run.P50.TotalMicroseconds:0},{run.P99.TotalMicroseconds:0},{run.P999.TotalMicroseconds:0},{run.Memory},{run.MemoryPerSeat:0}");
}

/// <summary>The middle of some figures and the half around it.</summary>
internal readonly record struct Quartiles(double Lower, double Median, double Upper)
{
    public static Quartiles Of(IReadOnlyList<LoadResult> runs, Func<LoadResult, double> figure)
    {
        var sorted = runs.Select(figure).Order().ToArray();
        return new Quartiles(At(sorted, 0.25), At(sorted, 0.5), At(sorted, 0.75));
    }

    // Between neighbours in proportion, so that four runs have quartiles too.
    private static double At(double[] sorted, double rank)
    {
        var place = rank * (sorted.Length - 1);
        var below = (int)place;
        return sorted[below] + (place - below) * (sorted[Math.Min(below + 1, sorted.Length - 1)] - sorted[below]);
    }
}
