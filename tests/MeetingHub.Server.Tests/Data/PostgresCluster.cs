using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace MeetingHub.Server.Tests.Data;

/// <summary>
/// A PostgreSQL of its own in a temporary folder, reached by a socket in it, gone afterwards. PostgreSQL refuses to run as root, so
/// root starts it as the user the Debian package makes. Where it is not installed the tests fail and say so.
/// </summary>
public sealed class PostgresCluster : IAsyncLifetime
{
    private const int Port = 54_329;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly string folder = Path.Combine(Path.GetTempPath(), "mh-pg-" + Path.GetRandomFileName().Replace(".", "", StringComparison.Ordinal));
    private string programs = "";
    private int databases;

    public async Task InitializeAsync()
    {
        programs = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").Select(d => Path.Combine(d, "bin")).Where(d => File.Exists(Path.Combine(d, "initdb"))).Order(StringComparer.Ordinal).LastOrDefault() ?? ""
            : "";
        if (programs.Length == 0)
            throw new InvalidOperationException("PostgreSQL is not installed (apt-get install postgresql-15); tests/run installs it as root.");
        Directory.CreateDirectory(folder);
        if (Environment.UserName == "root")
            await RunAsync("chown", "postgres", folder);
        await RunAsPostgresAsync("initdb", "-D", Path.Combine(folder, "data"), "-A", "trust", "-U", "postgres", "--no-sync", "-E", "UTF8", "--locale", "C.UTF-8");
        await RunAsPostgresAsync(
            "pg_ctl", "-D", Path.Combine(folder, "data"), "-w", "-t", "120", "-l", Path.Combine(folder, "log"),
            "-o", string.Create(CultureInfo.InvariantCulture, $"-k {folder} -p {Port} -c listen_addresses='' -c fsync=off"), "start");
    }

    public async Task DisposeAsync()
    {
        if (programs.Length == 0)
            return;
        await RunAsPostgresAsync("pg_ctl", "-D", Path.Combine(folder, "data"), "-m", "immediate", "-w", "stop");
        Directory.Delete(folder, recursive: true);
    }

    /// <returns>How to reach a new, empty database.</returns>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = "t" + Interlocked.Increment(ref databases).ToString(CultureInfo.InvariantCulture);
        await using var connection = new NpgsqlConnection(ConnectionString("postgres"));
        await connection.OpenAsync();
        await SchemaShape.ExecuteAsync(connection, $"CREATE DATABASE {name}");
        return ConnectionString(name);
    }

    private string ConnectionString(string database) =>
        string.Create(CultureInfo.InvariantCulture, $"Host={folder};Port={Port};Username=postgres;Database={database};Pooling=false");

    private Task RunAsPostgresAsync(string program, params string[] arguments)
    {
        var path = Path.Combine(programs, program);
        return Environment.UserName == "root" ? RunAsync("runuser", ["-u", "postgres", "--", path, .. arguments]) : RunAsync(path, arguments);
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        // Output goes nowhere: the server would keep a pipe open that outlives pg_ctl.
        using var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "exec \"$@\" >/dev/null 2>&1", "sh", program, .. arguments])
        {
            WorkingDirectory = Path.GetTempPath(),
        })!;
        using var patience = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(patience.Token);
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }
}
