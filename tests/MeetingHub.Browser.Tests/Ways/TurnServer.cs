using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using MeetingHub.Browser.Tests.Running;
using MeetingHub.Testing;

namespace MeetingHub.Browser.Tests.Ways;

/// <summary>Debian's coturn on a port of the loopback, with a shared secret.</summary>
internal sealed class TurnServer : IAsyncDisposable
{
    public const string Secret = "a secret between two servers";

    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(20);

    private readonly TemporaryFolder folder = new();
    private readonly Process process;

    private TurnServer(int port)
    {
        Port = port;
        process = new Process
        {
            StartInfo = new ProcessStartInfo("turnserver")
            {
                ArgumentList =
                {
                    "-n", "--listening-ip=127.0.0.1", "--relay-ip=127.0.0.1", Inv($"--listening-port={port}"), "--realm=meetinghub",
                    "--use-auth-secret", $"--static-auth-secret={Secret}", "--allow-loopback-peers", "--no-cli", "--no-tls", "--no-dtls",
                    "--log-file=stdout", $"--pidfile={folder.At("pid")}", $"--userdb={folder.At("users")}",
                },
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
    }

    public int Port { get; }

    public static async Task<TurnServer> StartAsync()
    {
        var server = new TurnServer(RunningServer.FreeTcpPort());
        server.process.Start();
        // Read so that it never waits for a full pipe.
        server.process.BeginOutputReadLine();
        server.process.BeginErrorReadLine();
        using var patience = new CancellationTokenSource(StartDeadline);
        while (true)
        {
            using var client = new TcpClient();
            try
            {
                await client.ConnectAsync(IPAddress.Loopback, server.Port, patience.Token);
                return server;
            }
            catch (SocketException)
            {
                Assert.False(server.process.HasExited, "coturn ended at once.");
                await Task.Delay(50, patience.Token);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        folder.Dispose();
    }

    private static string Inv(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
