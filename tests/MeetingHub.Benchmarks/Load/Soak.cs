using System.Diagnostics;
using System.Globalization;
using MeetingHub.Benchmarks.Load.Rivals;
using MeetingHub.Benchmarks.Load.Wire;
using MeetingHub.Media.Srtp;

namespace MeetingHub.Benchmarks.Load;

/// <summary>
/// One large meeting held for a while: three talk at once and hand on, the others are silent as Opus is with DTX, cameras send a small
/// layer, and every listener looks at nine of them.
/// </summary>
internal sealed record Soak(int Senders, int Listeners, TimeSpan Minute, int Minutes)
{
    public const int Voices = 3;
    private const int Tiles = 9;
    private const int OpensOneIn = 16;

    private static readonly TimeSpan TurnToSpeak = TimeSpan.FromSeconds(5);

    /// <summary>160 kbit/s: 15 frames a second of two packets, as the smallest simulcast layer of 320 × 180.</summary>
    private static readonly StreamShape SmallPicture = new(IsVideo: true, FramesPerSecond: 15, PacketsPerFrame: 2, PayloadBytes: 670);

    public static Soak Full { get; } = new(Senders: 50, Listeners: 150, Minute: TimeSpan.FromMinutes(1), Minutes: 10);

    /// <exception cref="FormatException">Something is not understood.</exception>
    public static Soak Parse(ReadOnlySpan<string> arguments)
    {
        var soak = Full;
        for (; arguments.Length >= 2; arguments = arguments[2..])
        {
            var value = int.Parse(arguments[1], CultureInfo.InvariantCulture);
            soak = arguments[0] switch
            {
                "--senders" => soak with { Senders = value },
                "--listeners" => soak with { Listeners = value },
                "--minutes" => soak with { Minutes = value },
                _ => throw new FormatException($"{arguments[0]} is not known: --senders, --listeners, --minutes."),
            };
        }

        return arguments.IsEmpty ? soak : throw new FormatException($"{arguments[0]} lacks its value.");
    }

    /// <returns>Whether nothing was lost, and latency and memory stayed what they were.</returns>
    public bool Run()
    {
        Console.WriteLine($"{Senders} senders ({Voices} talking at 50 packets/s, the others 2.5; cameras 15 frames of 2 packets, 160 kbit/s), "
            + $"{Listeners} listeners with {Voices} voices and {Tiles} tiles each, load of the machine {Machine.Load():0.0}");
        using var server = OwnServer.Start(core: 0, Voices);
        List<SoakMinute> minutes = [];
        foreach (var minute in Hold(server))
        {
            minutes.Add(minute);
            Console.WriteLine($"  {minutes.Count,2}. {minute}");
        }

        var (first, last) = (minutes[0], minutes[^1]);
        var isWhole = minutes.TrueForAll(m => m is { Missing: 0, LeftOut: 0, Broken: 0 });
        // A machine that is shared has bad moments; growth is what is looked for.
        var isPrompt = last.P99 < 2 * first.P99 + TimeSpan.FromMilliseconds(1);
        var isSlim = last.Memory < 1.1 * first.Memory;
        Console.WriteLine($"first: {first}\nlast:  {last}");
        Console.WriteLine($"{Word(isWhole)} nothing lost\n{Word(isPrompt)} p99 flat\n{Word(isSlim)} memory flat");
        return isWhole && isPrompt && isSlim;

        static string Word(bool met) => met ? "ok  " : "FAIL";
    }

    /// <summary>Holds the meeting, and tells of each minute when it is over.</summary>
    public IEnumerable<SoakMinute> Hold(OwnServer server)
    {
        using var generator = new Generator(SrtpProfile.AeadAes128Gcm, OpensOneIn, new LoadOptions().First);
        var scenario = new Scenario("soak", "soak", [.. Enumerable.Range(0, Senders + Listeners).Select(SeatOf)], IsWhole: false);
        LoadRun.Begin(server, scenario, SrtpProfile.AeadAes128Gcm, isSpread: false, generator);
        LoadRun.AwaitFlow(generator, [.. generator.Connections.SelectMany(c => c.Received).Where(s => s.IsVideo)]);
        var voices = generator.Connections.SelectMany(c => c.Sends).Where(s => !s.Shape.IsVideo).ToArray();
        for (var minute = 0; minute < Minutes; minute++) yield return HoldMinute(server, generator, voices, minute * 12);
    }

    private Seat SeatOf(int index) => index < Senders
        ? new Seat(0, [StreamShape.Voice, SmallPicture], 0, 0)
        : new Seat(0, [], Voices, Math.Min(Tiles, Senders))
        {
            // Everybody scrolled somewhere else.
            Sees = [.. Enumerable.Range(0, Math.Min(Tiles, Senders)).Select(tile => (index * 7 + tile) % Senders)],
        };

    private SoakMinute HoldMinute(OwnServer server, Generator generator, SentStream[] voices, int turn)
    {
        var received = generator.Connections.SelectMany(c => c.Received).ToArray();
        generator.Tally.Clear();
        var (missing, leftOut) = (received.Sum(s => s.Missing), received.Sum(s => s.LeftOut));
        var (cpu, began) = (server.Process.CpuTime(), Stopwatch.GetTimestamp());
        for (var left = Minute; left > TimeSpan.Zero; left -= TurnToSpeak)
        {
            for (var i = 0; i < voices.Length; i++) voices[i].IsTalking = false;
            for (var i = 0; i < Voices; i++) voices[(turn + i * (Senders / Voices)) % Senders].IsTalking = true;
            turn++;
            generator.RunFor(left < TurnToSpeak ? left : TurnToSpeak);
        }

        var elapsed = Stopwatch.GetElapsedTime(began);
        return new SoakMinute(
            generator.Tally.Packets / elapsed.TotalSeconds,
            received.Sum(s => s.Missing) - missing,
            received.Sum(s => s.LeftOut) - leftOut,
            generator.Tally.Broken + generator.Tally.Strangers,
            generator.Tally.Verified,
            generator.Tally.Latency.Percentile(0.5),
            generator.Tally.Latency.Percentile(0.99),
            (server.Process.CpuTime() - cpu) / elapsed,
            server.Process.Memory());
    }
}

/// <param name="Missing">Numbers that had not come at its end; one on its way there is counted back in the next.</param>
internal sealed record SoakMinute(
    double PacketsPerSecond, long Missing, long LeftOut, long Broken, long Verified, TimeSpan P50, TimeSpan P99, double ServerShare, long Memory)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{PacketsPerSecond,7:0} packets/s, missing {Missing}, left out {LeftOut}, damaged {Broken} of {Verified} compared, "
        + $"p50 {P50.TotalMilliseconds:0.00} ms, p99 {P99.TotalMilliseconds:0.00} ms, core {ServerShare:P0}, {Memory / 1e6:0.0} MB");
}
