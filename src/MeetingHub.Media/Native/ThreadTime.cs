using System.Runtime.InteropServices;

namespace MeetingHub.Media.Native;

/// <summary>What the calling thread alone has used of the processor; the framework tells it only for the whole process.</summary>
internal static partial class ThreadTime
{
    /// <summary>CLOCK_THREAD_CPUTIME_ID of Linux; elsewhere it has another number.</summary>
    private const int ThreadClock = 3;

    /// <returns>Null where the system does not say. Costs a system call.</returns>
    public static unsafe TimeSpan? Read()
    {
        if (!OperatingSystem.IsLinux() || !Environment.Is64BitProcess) return null;
        TimeValue value;
        if (GetTime(ThreadClock, &value) != 0) return null;
        return new TimeSpan(value.Seconds * TimeSpan.TicksPerSecond + value.Nanoseconds / TimeSpan.NanosecondsPerTick);
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static unsafe partial int GetTime(int clock, TimeValue* value);

    /// <summary><c>struct timespec</c> on 64 bits.</summary>
    private struct TimeValue
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
