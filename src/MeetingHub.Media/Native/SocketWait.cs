using System.Runtime.InteropServices;
using static MeetingHub.Media.Native.SocketCalls;

namespace MeetingHub.Media.Native;

/// <summary>ppoll on a socket and a signal: deadlines are kept to the microsecond, where the framework's poll knows milliseconds.</summary>
internal static unsafe class SocketWait
{
    /// <param name="socket">Null to wait for the signal alone.</param>
    /// <param name="signal">Reset when it was set.</param>
    /// <returns>Whether the socket has something to tell, be it a datagram or an error. An interrupted wait is a wait that ended.</returns>
    public static bool For(SafeHandle? socket, EventSignal signal, TimeSpan atMost)
    {
        var isHeld = false;
        try
        {
            socket?.DangerousAddRef(ref isHeld);
            var entries = stackalloc PollEntry[2];
            entries[0] = new PollEntry { Descriptor = (int)signal.Handle.DangerousGetHandle(), Asked = Readable };
            // A negative descriptor is passed over.
            entries[1] = new PollEntry { Descriptor = isHeld ? (int)socket!.DangerousGetHandle() : -1, Asked = Readable };
            var time = TimeSpec.From(atMost);
            if (Poll(entries, 2, &time, null) <= 0) return false;
            if (entries[0].Seen != 0) signal.Reset();
            return entries[1].Seen != 0;
        }
        finally
        {
            if (isHeld) socket!.DangerousRelease();
        }
    }
}
