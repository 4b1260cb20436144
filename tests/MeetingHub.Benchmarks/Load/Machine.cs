using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using MeetingHub.Benchmarks.Load.Rivals;

namespace MeetingHub.Benchmarks.Load;

/// <summary>What figures depend on besides the code, to be printed above them.</summary>
internal static partial class Machine
{
    public static IEnumerable<string> Describe()
    {
        yield return $"cpu: {Value("/proc/cpuinfo", "model name")}, {File.ReadLines("/proc/cpuinfo").Count(l => l.StartsWith("processor", StringComparison.Ordinal))} cores, load {First("/proc/loadavg")}";
        yield return $"kernel: {First("/proc/sys/kernel/osrelease")}, socket buffers up to {First("/proc/sys/net/core/rmem_max")} bytes";
        yield return Output("openssl", "version");
        yield return $"janus: {Output("dpkg-query", "-W", "-f", "${Version}", "janus")}, libsrtp2 {Output("dpkg-query", "-W", "-f", "${Version}", "libsrtp2-1")} on {SrtpBackend()}";
    }

    /// <summary>How busy the machine is with everything, from /proc/loadavg.</summary>
    public static double Load() => double.Parse(First("/proc/loadavg"), CultureInfo.InvariantCulture);

    private static string SrtpBackend()
    {
        var library = LibraryPath().Match(Output("ldd", $"/usr/bin/{JanusServer.Program}"));
        if (!library.Success) return "?";
        var needs = Output("ldd", library.Groups[1].Value);
        return needs.Contains("libnss3", StringComparison.Ordinal) ? "NSS" : needs.Contains("libcrypto", StringComparison.Ordinal) ? "OpenSSL" : "its own ciphers";
    }

    private static string Output(string program, params IEnumerable<string> arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments)
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            return process.StandardOutput.ReadToEnd().Trim();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return $"{program}: not there";
        }
    }

    private static string First(string file) => File.Exists(file) ? File.ReadAllText(file).Split([' ', '\n'], 2)[0] : "?";

    private static string Value(string file, string key) =>
        File.Exists(file) && File.ReadLines(file).FirstOrDefault(l => l.StartsWith(key, StringComparison.Ordinal)) is { } line
            ? line.Split(':', 2)[1].Trim()
            : "?";

    [GeneratedRegex(@"libsrtp2\S* => (\S+)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LibraryPath();
}
