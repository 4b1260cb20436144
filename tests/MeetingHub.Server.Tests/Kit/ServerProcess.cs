using System.Diagnostics;
using System.Text.RegularExpressions;

namespace MeetingHub.Server.Tests.Kit;

/// <summary>The built server as an operator starts it, with what it writes to the terminal.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process process;
    private readonly List<string> output = [];
    private readonly List<string> errors = [];
    private readonly Task reading;

    private ServerProcess(Process process)
    {
        this.process = process;
        reading = Task.WhenAll(ReadAsync(process.StandardOutput, output), ReadAsync(process.StandardError, errors));
    }

    public IReadOnlyList<string> Output => Copy(output);

    /// <summary>Lines of the error stream.</summary>
    public IReadOnlyList<string> Errors => Copy(errors);

    /// <summary>Where it listens, in the order it says so; any free port when started with <see cref="AnyPort"/>.</summary>
    public IReadOnlyList<Uri> Addresses =>
        [.. Output.Select(l => Regex.Match(l, @"listens on (\S+)")).Where(m => m.Success).Select(m => new Uri(m.Groups[1].Value))];

    public const string AnyPort = "--urls=http://127.0.0.1:0;https://127.0.0.1:0";

    public static ServerProcess Start(params string[] args) => StartBehind([], [], args);

    /// <param name="prefix">A command that runs the server as its last argument, such as unshare.</param>
    public static ServerProcess StartBehind(string[] prefix, Dictionary<string, string> environment, params string[] args)
    {
        string[] command = [.. prefix, "dotnet", typeof(Program).Assembly.Location, .. args];
        var info = new ProcessStartInfo(command[0], command[1..])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        // The test host's own settings are not the operator's.
        info.Environment["DOTNET_ENVIRONMENT"] = "Production";
        info.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        foreach (var (name, value) in environment)
            info.Environment[name] = value;
        return new ServerProcess(Process.Start(info)!);
    }

    public TimeSpan ProcessorTime()
    {
        process.Refresh();
        return process.TotalProcessorTime;
    }

    public double ResidentMegabytes()
    {
        process.Refresh();
        return process.WorkingSet64 / 1e6;
    }

    /// <returns>The exit code.</returns>
    public static async Task<(int Code, IReadOnlyList<string> Errors)> RunAsync(params string[] args)
    {
        await using var server = Start(args);
        var code = await server.ExitAsync();
        return (code, server.Errors);
    }

    /// <summary>Until its announcement is complete: the line with the fingerprint, or of a way in, comes last.</summary>
    public async Task<ServerProcess> ListeningAsync(string line = "fingerprint")
    {
        var deadline = Stopwatch.StartNew();
        while (!Output.Any(l => l.Contains(line, StringComparison.Ordinal)))
        {
            Assert.False(process.HasExited, string.Join('\n', Errors));
            Assert.True(deadline.Elapsed < Patience, "The server did not say that it listens: " + string.Join('\n', Output));
            await Task.Delay(50);
        }
        return this;
    }

    public async Task<int> ExitAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(patience.Token);
        await reading;
        return process.ExitCode;
    }

    /// <summary>As a supervisor stops it.</summary>
    /// <returns>Exit code and how long it took.</returns>
    public async Task<(int Code, TimeSpan Took)> TerminateAsync()
    {
        var took = Stopwatch.StartNew();
        using (var kill = Process.Start("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync();
        var code = await ExitAsync();
        return (code, took.Elapsed);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        await reading;
        process.Dispose();
    }

    private static async Task ReadAsync(StreamReader reader, List<string> lines)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            lock (lines)
                lines.Add(line);
        }
    }

    private static List<string> Copy(List<string> lines)
    {
        lock (lines)
            return [.. lines];
    }
}
