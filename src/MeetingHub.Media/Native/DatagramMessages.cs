using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace MeetingHub.Media.Native;

/// <summary>
/// recvmsg and sendmsg on a dual-stack UDP socket of Linux, with the local address of each datagram (IPV6_PKTINFO, RFC 3542
/// section 6). The framework's own sends let the system choose the address that an answer leaves from, and on a machine with
/// several it chooses wrongly. For one thread; memory is native and allocated once.
/// </summary>
internal sealed unsafe partial class DatagramMessages : IDisposable
{
    private const int Ipv6Level = 41;
    private const int ReceivePacketInfo = 49;
    private const int PacketInfo = 50;
    private const int DoNotWait = 0x40;

    private readonly Socket socket;
    private readonly Memory* memory;

    private DatagramMessages(Socket socket)
    {
        this.socket = socket;
        memory = (Memory*)NativeMemory.AllocZeroed((nuint)sizeof(Memory));
        memory->Header.Name = memory->Name;
        memory->Header.Vector = &memory->Vector;
        memory->Header.VectorLength = 1;
    }

    /// <summary>Null where the system has no such calls: then the plain ones must do.</summary>
    /// <param name="socket">Stays the caller's, and must outlive this.</param>
    public static DatagramMessages? TryOpen(Socket socket)
    {
        if (!OperatingSystem.IsLinux() || !Environment.Is64BitProcess || socket.AddressFamily != AddressFamily.InterNetworkV6)
            return null;
        var on = 1;
        socket.SetRawSocketOption(Ipv6Level, ReceivePacketInfo, MemoryMarshal.AsBytes(new ReadOnlySpan<int>(ref on)));
        return new DatagramMessages(socket);
    }

    /// <param name="source">Sender, without <see cref="RemoteAddress.Local"/>.</param>
    /// <param name="local">16 bytes: the address it was sent to, IPv4 in its mapped form.</param>
    /// <returns>Bytes received; negative when there is nothing, or an ICMP error about somebody who left.</returns>
    public int Receive(Span<byte> buffer, out RemoteAddress source, Span<byte> local)
    {
        source = default;
        memory->Header.NameLength = RemoteAddress.SocketAddressBytes;
        memory->Header.Control = &memory->Control;
        memory->Header.ControlLength = (nuint)sizeof(ControlMessage);
        int length;
        fixed (byte* start = buffer)
        {
            memory->Vector = new IoVector { Start = start, Length = (nuint)buffer.Length };
            length = (int)ReceiveMessage((int)socket.Handle, &memory->Header, DoNotWait);
        }

        if (length < 0 || !RemoteAddress.TryFrom(new ReadOnlySpan<byte>(memory->Name, (int)memory->Header.NameLength), out source))
            return -1;
        var isTold = memory->Header.ControlLength >= ControlMessage.Length
            && memory->Control is { Level: Ipv6Level, Type: PacketInfo };
        if (isTold) new ReadOnlySpan<byte>(memory->Control.Address, 16).CopyTo(local);
        else local.Clear();
        return length;
    }

    /// <param name="local">As <see cref="Receive"/> gave it; empty lets the system choose.</param>
    public bool Send(ReadOnlySpan<byte> datagram, in RemoteAddress destination, ReadOnlySpan<byte> local)
    {
        destination.WriteSocketAddress(new Span<byte>(memory->Name, RemoteAddress.SocketAddressBytes));
        memory->Header.NameLength = RemoteAddress.SocketAddressBytes;
        memory->Header.Control = null;
        memory->Header.ControlLength = 0;
        if (!local.IsEmpty)
        {
            memory->Control = new ControlMessage { Bytes = ControlMessage.Length, Level = Ipv6Level, Type = PacketInfo };
            local.CopyTo(new Span<byte>(memory->Control.Address, 16));
            memory->Header.Control = &memory->Control;
            memory->Header.ControlLength = (nuint)sizeof(ControlMessage);
        }

        fixed (byte* start = datagram)
        {
            memory->Vector = new IoVector { Start = start, Length = (nuint)datagram.Length };
            return SendMessage((int)socket.Handle, &memory->Header, DoNotWait) >= 0;
        }
    }

    public void Dispose() => NativeMemory.Free(memory);

    [LibraryImport("libc", EntryPoint = "recvmsg")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint ReceiveMessage(int socket, MessageHeader* message, int flags);

    [LibraryImport("libc", EntryPoint = "sendmsg")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint SendMessage(int socket, MessageHeader* message, int flags);

    private struct Memory
    {
        public MessageHeader Header;
        public IoVector Vector;
        public ControlMessage Control;
        public fixed byte Name[RemoteAddress.SocketAddressBytes];
    }

    /// <summary><c>struct msghdr</c>; the runtime lays it out as C does on 64 bits.</summary>
    private struct MessageHeader
    {
        public byte* Name;
        public uint NameLength;
        public IoVector* Vector;
        public nuint VectorLength;
        public ControlMessage* Control;
        public nuint ControlLength;
        public int Flags;
    }

    private struct IoVector
    {
        public byte* Start;
        public nuint Length;
    }

    /// <summary><c>struct cmsghdr</c> with <c>struct in6_pktinfo</c> behind it, padded to eight bytes.</summary>
    [StructLayout(LayoutKind.Sequential, Pack = 8)]
    private struct ControlMessage
    {
        /// <summary>Header and content without the padding: CMSG_LEN(20).</summary>
        public const nuint Length = 36;

        public nuint Bytes;
        public int Level;
        public int Type;
        public fixed byte Address[16];
        public uint Interface;
        public uint Padding;
    }
}
