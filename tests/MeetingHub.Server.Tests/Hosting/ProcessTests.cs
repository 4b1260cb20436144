using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MeetingHub.Server.Tests.Kit;
using MeetingHub.Testing;
using Microsoft.Data.Sqlite;

namespace MeetingHub.Server.Tests.Hosting;

/// <summary>What only the real process shows: exit codes, the terminal, files, sockets, signals.</summary>
public sealed class ProcessTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task A_new_server_offers_one_link_to_its_first_administrator_keeps_its_files_private_and_ends_in_order()
    {
        await using var server = await ServerProcess.Start("--data", folder.At("data"), ServerProcess.AnyPort).ListeningAsync("/enter#");
        using var http = new HttpClient { BaseAddress = server.Addresses[0] };
        Assert.Equal("Healthy", await http.GetStringAsync("/healthz"));
        // A browser that keeps its connection open must not hold up the end.
        using var open = new TcpClient();
        await open.ConnectAsync(IPAddress.Loopback, server.Addresses[0].Port);

        Assert.Empty(OpenToOthers(folder.At("data")));
        Assert.Contains(server.Output, line => line.Contains("first administrator", StringComparison.Ordinal));

        var (code, took) = await server.TerminateAsync();

        Assert.Equal(0, code);
        Assert.True(took < TimeSpan.FromSeconds(5), $"It took {took}.");
        Assert.Empty(server.Errors);
    }

    [Fact]
    public async Task Https_shows_the_certificate_whose_fingerprint_was_printed_and_it_names_this_machine()
    {
        await using var server = await ServerProcess.Start("--data", folder.At("data"), ServerProcess.AnyPort).ListeningAsync();
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(IPAddress.Loopback, server.Addresses[1].Port);
        X509Certificate? shown = null;
        await using var tls = new SslStream(tcp.GetStream(), false, (_, certificate, _, _) => (shown = certificate) is not null);
        await tls.AuthenticateAsClientAsync("localhost");

        var certificate = new X509Certificate2(shown!);

        var fingerprint = Convert.ToHexString(certificate.GetCertHash(HashAlgorithmName.SHA256));
        Assert.Contains(server.Output, line => line.Replace(":", "", StringComparison.Ordinal).Contains(fingerprint, StringComparison.Ordinal));
        Assert.True(certificate.MatchesHostname("localhost"));
        Assert.True(certificate.MatchesHostname("chair.localhost"));
        Assert.True(certificate.MatchesHostname("127.0.0.1"));
        Assert.True(certificate.NotAfter - certificate.NotBefore <= TimeSpan.FromDays(397));
    }

    [Fact]
    public async Task A_body_over_the_limit_is_refused_as_a_problem()
    {
        await using var server = await ServerProcess.Start("--data", folder.At("data"), ServerProcess.AnyPort).ListeningAsync();
        using var http = new HttpClient { BaseAddress = server.Addresses[0] };
        var token = System.Text.Json.JsonDocument.Parse(await http.GetStringAsync("/api/antiforgery")).RootElement.GetProperty("token").GetString();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/session") { Content = new StringContent(new string('x', 300 * 1024)) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Add("X-XSRF-TOKEN", token);

        using var answer = await http.SendAsync(request);

        await Browser.RefusedAsync(answer, HttpStatusCode.RequestEntityTooLarge, "tooLarge");
    }

    [Fact]
    public async Task A_port_that_is_taken_is_one_line_and_code_1()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        var (code, errors) = await ServerProcess.RunAsync("--data", folder.At("data"), $"--urls=http://127.0.0.1:{port}");

        Assert.Equal(1, code);
        Assert.Contains(port.ToString(System.Globalization.CultureInfo.InvariantCulture), Assert.Single(errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_one_line_and_code_1()
    {
        await File.WriteAllTextAsync(folder.At("file"), "in the way");

        var (code, errors) = await ServerProcess.RunAsync("--data", folder.At("file/data"), ServerProcess.AnyPort);

        Assert.Equal(1, code);
        Assert.Contains("cannot be written", Assert.Single(errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_newer_schema_is_one_line_and_code_1()
    {
        Directory.CreateDirectory(folder.At("data"));
        await using (var connection = new SqliteConnection($"Data Source={folder.At("data/meetinghub.db")};Pooling=False"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "CREATE TABLE schema_version (version INTEGER PRIMARY KEY, name TEXT, sha256 TEXT, applied_at TEXT); INSERT INTO schema_version VALUES (9999, 'future', 'x', 'x')";
            await command.ExecuteNonQueryAsync();
        }

        var (code, errors) = await ServerProcess.RunAsync("--data", folder.At("data"), ServerProcess.AnyPort);

        Assert.Equal(1, code);
        Assert.Contains("newer", Assert.Single(errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_setting_that_makes_no_sense_and_an_unknown_option_are_one_line_and_code_1()
    {
        var (code, errors) = await ServerProcess.RunAsync("--data", folder.At("data"), ServerProcess.AnyPort, "--Security:RequestsPerMinute=0");
        var (unknownCode, unknownErrors) = await ServerProcess.RunAsync("--demmo");

        Assert.Equal((1, 1), (code, unknownCode));
        Assert.Contains("RequestsPerMinute", Assert.Single(errors), StringComparison.Ordinal);
        Assert.Contains("--demmo", Assert.Single(unknownErrors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_demo_prints_a_link_for_each_role_on_a_host_of_its_own_and_finds_its_data_again()
    {
        string[] arguments = ["--demo", "--data", folder.At("demo"), "--urls=http://127.0.0.1:0"];
        IReadOnlyList<Uri> first;
        await using (var server = await ServerProcess.Start(arguments).ListeningAsync("admin.localhost"))
        {
            first = LinksOf(server);
            Assert.Equal(0, (await server.TerminateAsync()).Code);
        }
        await using var again = await ServerProcess.Start(arguments).ListeningAsync("admin.localhost");

        var second = LinksOf(again);

        Assert.Equal(["chair.localhost", "secretary.localhost", "member.localhost", "head.localhost", "admin.localhost"], second.Select(l => l.Host));
        Assert.Empty(first.Select(l => l.Fragment).Intersect(second.Select(l => l.Fragment)));
        await using var connection = new SqliteConnection($"Data Source={folder.At("demo/meetinghub.db")};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT (SELECT count(*) FROM people) || ' ' || (SELECT count(*) FROM agenda_items) || ' ' || (SELECT count(*) FROM meetings)";
        Assert.Equal("14 5 2", await command.ExecuteScalarAsync());
    }

    [Fact]
    public async Task The_demo_does_not_touch_real_data_nor_the_server_the_demos()
    {
        Directory.CreateDirectory(folder.At("real"));
        await File.WriteAllBytesAsync(folder.At("real/meetinghub.db"), []);
        Directory.CreateDirectory(folder.At("demo"));
        await File.WriteAllTextAsync(folder.At("demo/demo"), "");

        var (demoCode, demoErrors) = await ServerProcess.RunAsync("--demo", "--data", folder.At("real"), ServerProcess.AnyPort);
        var (realCode, realErrors) = await ServerProcess.RunAsync("--data", folder.At("demo"), ServerProcess.AnyPort);

        Assert.Equal((1, 1), (demoCode, realCode));
        Assert.Contains("real data", Assert.Single(demoErrors), StringComparison.Ordinal);
        Assert.Contains("demo", Assert.Single(realErrors), StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    private static IEnumerable<string> OpenToOthers(string folder)
    {
        const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        return Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories).Append(folder)
            .Where(path => !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) | Own) != Own);
    }

    private static IReadOnlyList<Uri> LinksOf(ServerProcess server) =>
        [.. server.Output.Where(l => l.Contains("/enter#", StringComparison.Ordinal)).Select(l => new Uri(l.Trim().Split(' ')[^1]))];
}
