using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace MeetingHub.Benchmarks.Load.Rivals;

/// <summary>A server under load as the kernel sees it, with all its threads.</summary>
internal sealed partial class ServerProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Process process;

    private ServerProcess(Process process) => this.process = process;

    public StreamReader Output => process.StandardOutput;

    public StreamWriter Input => process.StandardInput;

    public bool HasExited => process.HasExited;

    /// <param name="core">The only core it may use; null leaves it where it likes to be.</param>
    public static ServerProcess Start(int? core, string program, params IEnumerable<string> arguments)
    {
        // taskset becomes the program it starts, so this is the server's own number.
        IEnumerable<string> command = core is { } pinned ? ["taskset", "-c", $"{pinned}", program, .. arguments] : [program, .. arguments];
        var start = new ProcessStartInfo(command.First(), command.Skip(1))
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        return new ServerProcess(Process.Start(start)!);
    }

    /// <summary>
    /// CPU time of all its threads so far, those that ended included, to the microsecond: the clock of the process
    /// (clock_getcpuclockid(3)). The ticks of /proc/PID/stat are 10 ms, and schedstat forgets threads that ended.
    /// </summary>
    public unsafe TimeSpan CpuTime()
    {
        TimeSpec time;
        const int ScheduledTime = 2;
        if (GetTime((~process.Id << 3) | ScheduledTime, &time) != 0) throw new InvalidOperationException("The server is gone.");
        return TimeSpan.FromSeconds(time.Seconds) + TimeSpan.FromMicroseconds(time.Nanoseconds / 1000.0);
    }

    /// <summary>Resident memory now, in bytes.</summary>
    public long Memory()
    {
        var line = File.ReadLines($"/proc/{process.Id}/status").First(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
        return 1024 * long.Parse(line[6..^3].Trim(), CultureInfo.InvariantCulture);
    }

    /// <summary>For a server that does not end with its input.</summary>
    public void End() => process.Kill();

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.StandardInput.Close();
            if (!process.WaitForExit(Patience)) process.Kill();
        }

        process.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static unsafe partial int GetTime(int clock, TimeSpec* time);

    private struct TimeSpec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
