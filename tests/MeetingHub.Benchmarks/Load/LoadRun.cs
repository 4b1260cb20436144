using System.Diagnostics;
using System.Net;
using MeetingHub.Benchmarks.Load.Rivals;
using MeetingHub.Benchmarks.Load.Wire;
using MeetingHub.Media.Srtp;

namespace MeetingHub.Benchmarks.Load;

/// <summary>How one load is run.</summary>
/// <param name="OpensOneIn">See <see cref="Wire.LoadTally.OpensOneIn"/>.</param>
/// <param name="IsSpread">See <see cref="Wire.StreamShape"/>.</param>
/// <param name="First">See <see cref="Generator"/>; all of 127.0.0.0/8 belongs to every machine.</param>
internal sealed record LoadPlan(
    SrtpProfile Profile, TimeSpan WarmUp, TimeSpan Length, int OpensOneIn, IPAddress First, bool IsSpread = false);

/// <summary>One server under one load: everybody is signed in, the server warms up, then packets, CPU and times are counted.</summary>
internal static class LoadRun
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(30);

    /// <exception cref="InvalidOperationException">Somebody could not connect, or a stream never came.</exception>
    public static LoadResult Of(ILoadedServer server, Scenario scenario, LoadPlan plan)
    {
        using var generator = new Generator(plan.Profile, plan.OpensOneIn, plan.First);
        var before = server.Process.Memory();
        Begin(server, scenario, plan.Profile, plan.IsSpread, generator);
        AwaitFlow(generator, [.. generator.Connections.SelectMany(c => c.Received)]);
        generator.RunFor(plan.WarmUp);
        generator.Quiet();
        return Measure(server, scenario, plan.Length, generator, before);
    }

    /// <summary>Signs everybody in and returns with all of them sending.</summary>
    public static void Begin(ILoadedServer server, Scenario scenario, SrtpProfile profile, bool isSpread, Generator generator)
    {
        server.Admit(scenario, generator, isSpread);
        if (!generator.RunUntil(() => generator.Connections.All(c => c.IsConnected), ConnectLimit))
            throw new InvalidOperationException(
                $"{server.Name}: {generator.Connections.Count(c => !c.IsConnected)} of {generator.Connections.Count} connections were not made.");
        if (generator.Connections.FirstOrDefault(c => c.Profile != profile) is { } other)
            throw new InvalidOperationException($"{server.Name} uses {other.Profile}.");
        generator.StartSending();
    }

    /// <summary>
    /// A server that does not know the lines yet gives less than all and then more: until all streams of a kind have run alike for a
    /// second.
    /// </summary>
    public static void AwaitFlow(Generator generator, ReceivedStream[] streams)
    {
        var began = generator.Now();
        int behind;
        do
        {
            if (generator.Now() - began > StartLimit) throw new InvalidOperationException("Some streams did not come, or not all of them.");
            var before = streams.Select(s => s.Received).ToArray();
            generator.RunFor(TimeSpan.FromSeconds(1));
            var came = streams.Select((s, i) => (s.IsVideo, Count: s.Received - before[i])).ToArray();
            behind = came.Count(c => c.Count == 0 || c.Count < 0.8 * came.Where(other => other.IsVideo == c.IsVideo).Max(other => other.Count));
        }
        while (behind > 0);
    }

    private static LoadResult Measure(ILoadedServer server, Scenario scenario, TimeSpan length, Generator generator, long memoryBefore)
    {
        var streams = generator.Connections.SelectMany(c => c.Received).ToArray();
        var sent = SentPerSeat(scenario, generator);
        var leftOut = streams.Sum(s => s.LeftOut);
        var received = streams.Sum(s => s.Received);
        generator.Tally.Clear();
        using var self = Process.GetCurrentProcess();
        var ownCpu = self.TotalProcessorTime;
        var cpu = server.Process.CpuTime();
        var began = Stopwatch.GetTimestamp();

        generator.StartSending();
        generator.RunFor(length);
        var elapsed = Stopwatch.GetElapsedTime(began);
        self.Refresh();
        ownCpu = self.TotalProcessorTime - ownCpu;
        generator.Quiet();

        cpu = server.Process.CpuTime() - cpu;
        var sentNow = SentPerSeat(scenario, generator);
        var due = sentNow.Select((count, i) => (count - sent[i]) * scenario.ReceiversOf(i)).Sum();
        var tally = generator.Tally;
        return new LoadResult(server.Name, scenario)
        {
            Elapsed = elapsed,
            ServerCpu = cpu,
            GeneratorCpu = ownCpu,
            Due = due,
            Received = streams.Sum(s => s.Received) - received,
            Repaired = streams.Sum(s => s.Repaired),
            Missing = streams.Sum(s => s.Missing),
            LeftOut = streams.Sum(s => s.LeftOut) - leftOut,
            Bytes = tally.Bytes,
            Verified = tally.Verified,
            Broken = tally.Broken + tally.Strangers + generator.SendFailures,
            P50 = tally.Latency.Percentile(0.5),
            P99 = tally.Latency.Percentile(0.99),
            P999 = tally.Latency.Percentile(0.999),
            MemoryBefore = memoryBefore,
            Memory = server.Process.Memory(),
        };
    }

    /// <summary>Seats and sending connections come in the same order, whatever else a server wants connections for.</summary>
    private static long[] SentPerSeat(Scenario scenario, Generator generator)
    {
        var sending = new Queue<long>(generator.Connections.Where(c => c.Sends.Count > 0).Select(c => c.Sends.Sum(s => s.Sent)));
        return [.. scenario.Seats.Select(s => s.Sends.Count > 0 ? sending.Dequeue() : 0)];
    }
}

/// <summary>What came of a run.</summary>
internal sealed record LoadResult(string Server, Scenario Scenario)
{
    public required TimeSpan Elapsed { get; init; }

    public required TimeSpan ServerCpu { get; init; }

    public required TimeSpan GeneratorCpu { get; init; }

    /// <summary>Packets sent times those who were to receive them.</summary>
    public required long Due { get; init; }

    public required long Received { get; init; }

    public required long Repaired { get; init; }

    /// <summary>Numbers that never came, since the beginning.</summary>
    public required long Missing { get; init; }

    /// <summary>See <see cref="Wire.ReceivedStream.LeftOut"/>.</summary>
    public required long LeftOut { get; init; }

    public required long Bytes { get; init; }

    public required long Verified { get; init; }

    /// <summary>Packets that were wrong in any way.</summary>
    public required long Broken { get; init; }

    public required TimeSpan P50 { get; init; }

    public required TimeSpan P99 { get; init; }

    public required TimeSpan P999 { get; init; }

    public required long MemoryBefore { get; init; }

    public required long Memory { get; init; }

    public double CpuMicrosecondsPerPacket => ServerCpu.TotalMicroseconds / Math.Max(1, Received);

    public double Loss => Due == 0 ? 0 : 1 - (double)Received / Due;

    public double ServerShare => ServerCpu / Elapsed;

    public double GeneratorShare => GeneratorCpu / Elapsed;

    public double MemoryPerSeat => (double)(Memory - MemoryBefore) / Scenario.Seats.Count;
}
