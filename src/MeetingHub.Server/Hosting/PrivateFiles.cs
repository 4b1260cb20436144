using System.Runtime.InteropServices;

namespace MeetingHub.Server.Hosting;

/// <summary>Every file and folder this process makes is for its own user alone: databases, uploads and copies alike.</summary>
internal static partial class PrivateFiles
{
    private const uint OthersNothing = 0b000_111_111;

    public static void Only()
    {
        if (!OperatingSystem.IsWindows())
            _ = Umask(OthersNothing);
    }

    [LibraryImport("libc", EntryPoint = "umask")]
    private static partial uint Umask(uint mask);
}
