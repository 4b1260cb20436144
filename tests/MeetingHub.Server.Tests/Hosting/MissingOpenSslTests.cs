using MeetingHub.Server.Tests.Kit;
using MeetingHub.Testing;

namespace MeetingHub.Server.Tests.Hosting;

public sealed class MissingOpenSslTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    // .NET's own cryptography needs some OpenSSL too, so it is given a copy under another name while the one that media looks for
    // is covered over in a mount namespace of the server's own.
    [Fact]
    public async Task Without_libssl_the_server_starts_says_that_media_is_off_and_why_and_everything_else_works()
    {
        Assert.True(OperatingSystem.IsLinux() && Environment.UserName == "root", "This test covers libssl.so.3 over, which takes root on Linux.");
        var library = Directory.EnumerateFiles("/usr/lib", "libssl.so.3", SearchOption.AllDirectories).First();
        await File.WriteAllBytesAsync(folder.At("libssl.so.hidden"), Renamed(await File.ReadAllBytesAsync(library)));

        await using var server = await ServerProcess.StartBehind(
            ["unshare", "--mount", "sh", "-c", "mount --bind /dev/null \"$0\" && exec \"$@\"", library],
            new() { ["DOTNET_OPENSSL_VERSION_OVERRIDE"] = "hidden", ["LD_LIBRARY_PATH"] = folder.Path },
            "--data", folder.At("data"), ServerProcess.AnyPort).ListeningAsync("/enter#");

        using var http = new HttpClient { BaseAddress = server.Addresses[0] };
        Assert.Equal("Healthy", await http.GetStringAsync("/healthz"));
        Assert.Contains(server.Output, line => line.Contains("Media is off", StringComparison.Ordinal) && line.Contains("libssl3", StringComparison.Ordinal));
    }

    /// <summary>Under its own name inside as well, or the loader would take it for the one that is looked for.</summary>
    private static byte[] Renamed(byte[] library)
    {
        var name = "libssl.so.3\0"u8;
        for (var at = library.AsSpan().IndexOf(name); at >= 0; at = library.AsSpan().IndexOf(name))
            library[at + name.Length - 2] = (byte)'h';
        return library;
    }
}
