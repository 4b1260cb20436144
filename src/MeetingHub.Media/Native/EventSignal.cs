using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace MeetingHub.Media.Native;

/// <summary>An eventfd: any thread sets it, and the one that waits for it together with a socket resets it.</summary>
internal sealed unsafe partial class EventSignal : IDisposable
{
    private const int CloseOnExec = 0x8_0000;
    private const int NonBlocking = 0x800;

    private readonly SafeFileHandle handle;

    private EventSignal(SafeFileHandle handle) => this.handle = handle;

    public SafeHandle Handle => handle;

    /// <summary>Null where the system has none or no more of them.</summary>
    public static EventSignal? TryOpen()
    {
        if (!OperatingSystem.IsLinux() || !Environment.Is64BitProcess) return null;
        var descriptor = Open(0, CloseOnExec | NonBlocking);
        return descriptor < 0 ? null : new EventSignal(new SafeFileHandle(descriptor, ownsHandle: true));
    }

    /// <summary>Does nothing after <see cref="Dispose"/>: nobody waits any more.</summary>
    public void Set()
    {
        ulong one = 1;
        try
        {
            _ = Write(handle, &one, sizeof(ulong));
        }
        catch (ObjectDisposedException)
        {
        }
    }

    public void Reset()
    {
        ulong count;
        _ = Read(handle, &count, sizeof(ulong));
    }

    public void Dispose() => handle.Dispose();

    [LibraryImport("libc", EntryPoint = "eventfd")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Open(uint initial, int flags);

    [LibraryImport("libc", EntryPoint = "write")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint Write(SafeHandle descriptor, void* bytes, nuint length);

    [LibraryImport("libc", EntryPoint = "read")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint Read(SafeHandle descriptor, void* bytes, nuint length);
}
