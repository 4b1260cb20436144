using System.Globalization;
using System.Runtime.InteropServices;

namespace MeetingHub.Media.Tests.Hosting;

/// <summary>Takes a UDP socket of this process from under its owner.</summary>
internal static partial class BrokenDescriptor
{
    /// <summary>
    /// The descriptor of the socket on a port becomes one of /dev/null. It is replaced and not closed: a closed number would be given to
    /// whoever opens something next, and the owner would then close that.
    /// </summary>
    public static void Of(int port)
    {
        var number = Find(Inode(port));
        using var nothing = File.OpenHandle("/dev/null");
        if (Duplicate((int)nothing.DangerousGetHandle(), number) < 0)
            throw new InvalidOperationException($"dup2: error {Marshal.GetLastPInvokeError()}");
    }

    private static string Inode(int port)
    {
        var suffix = ":" + port.ToString("X4", CultureInfo.InvariantCulture);
        return File.ReadLines("/proc/net/udp6").Concat(File.ReadLines("/proc/net/udp"))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .First(fields => fields[1].EndsWith(suffix, StringComparison.Ordinal))[9];
    }

    private static int Find(string inode) => Directory.EnumerateFileSystemEntries("/proc/self/fd")
        .Where(entry => string.Equals(new FileInfo(entry).LinkTarget, $"socket:[{inode}]", StringComparison.Ordinal))
        .Select(entry => int.Parse(Path.GetFileName(entry), CultureInfo.InvariantCulture))
        .First();

    [LibraryImport("libc", EntryPoint = "dup2", SetLastError = true)]
    private static partial int Duplicate(int from, int to);
}
