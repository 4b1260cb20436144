using System.Runtime.InteropServices;

namespace MeetingHub.Media.Native;

/// <summary>The Linux calls and structures that carry many datagrams at once, laid out as C does on 64 bits.</summary>
internal static unsafe partial class SocketCalls
{
    public const int DoNotWait = 0x40;
    public const int SocketLevel = 1;
    public const int MemoryInfo = 55;

    /// <summary>Numbers of SO_MEMINFO up to SK_MEMINFO_DROPS.</summary>
    public const int MemoryInfoCount = 9;
    public const int InternetLevel = 0;
    public const int Internet6Level = 41;
    public const int UdpLevel = 17;
    public const int ReceivePacketInfo6 = 49;
    public const int PacketInfo6 = 50;
    public const int UdpSegment = 103;
    public const short Readable = 1;

    [LibraryImport("libc", EntryPoint = "recvmmsg", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int Receive(SafeHandle socket, Message* messages, uint count, int flags, TimeSpec* timeout);

    [LibraryImport("libc", EntryPoint = "sendmmsg", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int Send(SafeHandle socket, Message* messages, uint count, int flags);

    [LibraryImport("libc", EntryPoint = "ppoll", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int Poll(PollEntry* entries, nuint count, TimeSpec* timeout, void* signals);

    /// <summary><c>struct mmsghdr</c>.</summary>
    public struct Message
    {
        public MessageHeader Header;
        public uint Length;
    }

    /// <summary><c>struct msghdr</c>.</summary>
    public struct MessageHeader
    {
        public byte* Name;
        public uint NameLength;
        public IoVector* Vector;
        public nuint VectorLength;
        public byte* Control;
        public nuint ControlLength;
        public int Flags;
    }

    /// <summary><c>struct iovec</c>.</summary>
    public struct IoVector
    {
        public byte* Start;
        public nuint Length;
    }

    /// <summary><c>struct sockaddr_in6</c>, padded so that an array of it is aligned.</summary>
    public struct SocketName
    {
        public fixed byte Bytes[32];
    }

    /// <summary><c>struct cmsghdr</c> with <c>struct in6_pktinfo</c> behind it (RFC 3542 section 6), padded to eight bytes.</summary>
    [StructLayout(LayoutKind.Sequential, Pack = 8)]
    public struct AddressControl
    {
        /// <summary>Header and content without the padding: CMSG_LEN(20).</summary>
        public const nuint Content = 36;

        public nuint Bytes;
        public int Level;
        public int Type;
        public fixed byte Address[16];
        public uint Interface;
        public uint Padding;
    }

    /// <summary><c>struct cmsghdr</c> with the two bytes of UDP_SEGMENT behind it, padded to eight bytes.</summary>
    [StructLayout(LayoutKind.Sequential, Pack = 8)]
    public struct SegmentControl
    {
        /// <summary>Header and content without the padding: CMSG_LEN(2).</summary>
        public const nuint Content = 18;

        public nuint Bytes;
        public int Level;
        public int Type;
        public ushort Size;
    }

    public struct PollEntry
    {
        public int Descriptor;
        public short Asked;
        public short Seen;
    }

    public struct TimeSpec
    {
        public long Seconds;
        public long Nanoseconds;

        public static TimeSpec From(TimeSpan time) => new()
        {
            Seconds = time.Ticks / TimeSpan.TicksPerSecond,
            Nanoseconds = time.Ticks % TimeSpan.TicksPerSecond * TimeSpan.NanosecondsPerTick,
        };
    }
}
