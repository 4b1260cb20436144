using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using MeetingHub.Testing;

namespace MeetingHub.Browser.Tests.Running;

/// <summary>
/// The real server as its own process, with the demo's people, on free ports of the loopback. It can be killed and started again on
/// the same ports and data.
/// </summary>
/// <param name="isEmpty">Without the demo: nobody is there, and <see cref="Links"/> holds only the first administrator's.</param>
/// <param name="settings">More of the command line.</param>
internal sealed partial class RunningServer(bool isEmpty = false, params string[] settings) : IAsyncDisposable
{
    /// <summary>Key in <see cref="Links"/> of the way into an empty server.</summary>
    public const string First = "first";

    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(90);

    private readonly TemporaryFolder data = new();
    private readonly int port = FreeTcpPort();
    private readonly int mediaPort = FreeUdpPort();
    private readonly ConcurrentQueue<string> output = new();
    private Process? process;

    /// <summary>One-time sign-in links of the last start, by demo role; each has a host of its own.</summary>
    public IReadOnlyDictionary<string, Uri> Links { get; private set; } = new Dictionary<string, Uri>();

    public int ProcessId => process!.Id;

    /// <summary>UDP port of all media, on the loopback.</summary>
    public int MediaPort => mediaPort;

    public string Output => string.Join('\n', output);

    public Uri For(string role) => new($"http://{role}.localhost:{port}");

    public async Task StartAsync()
    {
        var links = new ConcurrentDictionary<string, Uri>();
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var started = new Process
        {
            StartInfo = new ProcessStartInfo("dotnet")
            {
                ArgumentList =
                {
                    "exec", Path.Combine(AppContext.BaseDirectory, "MeetingHub.Server.dll"), "--data", data.At("demo"),
                    "--urls", $"http://127.0.0.1:{port}", $"--Media:Port={mediaPort}", "--Media:IncludeLoopback=true",
                },
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
            EnableRaisingEvents = true,
        };
        foreach (var setting in settings)
            started.StartInfo.ArgumentList.Add(setting);
        if (!isEmpty)
            started.StartInfo.ArgumentList.Add("--demo");
        started.OutputDataReceived += (_, line) => Read(line.Data);
        started.ErrorDataReceived += (_, line) => Read(line.Data);
        started.Exited += (_, _) => ready.TrySetException(new InvalidOperationException("The server ended:\n" + Output));
        started.Start();
        started.BeginOutputReadLine();
        started.BeginErrorReadLine();
        process = started;
        await ready.Task.WaitAsync(StartDeadline);
        Links = links;

        void Read(string? line)
        {
            if (line is null)
                return;
            output.Enqueue(line);
            if (LinkLine().Match(line) is not { Success: true } found)
                return;
            var role = found.Groups["role"].Success ? found.Groups["role"].Value : First;
            links[role] = new Uri(found.Groups["link"].Value);
            if (role is "admin" or First)
                ready.TrySetResult();
        }
    }

    /// <summary>As by <c>kill -9</c>: nothing is said to anybody.</summary>
    public async Task KillAsync()
    {
        process!.EnableRaisingEvents = false;
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        process = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
            await KillAsync();
        data.Dispose();
    }

    internal static int FreeTcpPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    internal static int FreeUdpPort()
    {
        using var socket = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.Client.LocalEndPoint!).Port;
    }

    [GeneratedRegex(@"^(\s+(?<role>[a-z]+)\s+|Nobody is here yet.*: )(?<link>http://\S+)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LinkLine();
}
