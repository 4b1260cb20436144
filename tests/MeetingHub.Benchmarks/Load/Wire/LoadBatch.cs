using System.Buffers.Binary;
using System.Net;
using System.Runtime.InteropServices;

namespace MeetingHub.Benchmarks.Load.Wire;

/// <summary>Everything that one recvmmsg or sendmmsg points to, wired once; the runtime lays structs out as C does on 64 bits.</summary>
internal sealed unsafe class LoadBatch : IDisposable
{
    /// <summary>Datagrams in one call.</summary>
    public const int Size = 64;

    public const int DatagramBytes = 2048;

    private readonly BatchedMessage* messages = Allocate<BatchedMessage>(Size);
    private readonly IoVector* vectors = Allocate<IoVector>(Size);
    private readonly ControlMessages* controls = Allocate<ControlMessages>(Size);
    private readonly SocketName* names = Allocate<SocketName>(Size);
    private readonly byte* bytes = Allocate<byte>(Size * DatagramBytes);

    public LoadBatch()
    {
        for (var i = 0; i < Size; i++)
        {
            vectors[i] = new IoVector { Start = bytes + i * DatagramBytes, Length = DatagramBytes };
            messages[i].Header = new MessageHeader(names + i, vectors + i, controls + i);
        }
    }

    public BatchedMessage* Message(int index) => messages + index;

    public IoVector* Vector(int index) => vectors + index;

    public Span<byte> Datagram(int index) => new(bytes + index * DatagramBytes, DatagramBytes);

    public void Dispose()
    {
        NativeMemory.Free(messages);
        NativeMemory.Free(vectors);
        NativeMemory.Free(controls);
        NativeMemory.Free(names);
        NativeMemory.Free(bytes);
    }

    private static T* Allocate<T>(int count)
        where T : unmanaged => (T*)NativeMemory.AllocZeroed((nuint)count, (nuint)sizeof(T));
}

/// <summary><c>struct mmsghdr</c>.</summary>
/// <param name="length">Bytes received.</param>
internal struct BatchedMessage(MessageHeader header, uint length)
{
    public MessageHeader Header = header;
    public uint Length = length;
}

/// <summary><c>struct msghdr</c>.</summary>
internal unsafe struct MessageHeader(SocketName* name, IoVector* vector, ControlMessages* control)
{
    public readonly SocketName* Name = name;
    public uint NameLength = (uint)sizeof(SocketName);
    public readonly IoVector* Vector = vector;
    public readonly nuint VectorLength = 1;
    public readonly ControlMessages* Control = control;
    public nuint ControlLength = (nuint)sizeof(ControlMessages);
    public int Flags = 0;

    public void SetLengths() => (NameLength, ControlLength) = ((uint)sizeof(SocketName), (nuint)sizeof(ControlMessages));
}

/// <summary><c>struct iovec</c>.</summary>
internal unsafe struct IoVector
{
    public byte* Start;
    public nuint Length;
}

/// <summary>
/// What goes with a datagram besides its bytes, each with a <c>struct cmsghdr</c> before it: <c>struct in_pktinfo</c> (ip(7)) and, when
/// receiving, before it <c>struct timespec</c> (SO_TIMESTAMPNS, socket(7)).
/// </summary>
internal struct ControlMessages
{
    public const int IpLevel = 0;
    public const int PacketInfo = 8;
    public const int SocketLevel = 1;
    public const int ArrivalTime = 35;

    // CMSG_SPACE of the two.
    private const int ArrivalBytes = 32;
    private const int AddressBytes = 32;

    /// <summary>Bytes that are sent.</summary>
    public const nuint OutgoingLength = AddressBytes;

    /// <summary>CMSG_LEN(12).</summary>
    private const nuint AddressLength = 28;

    private Content content;

    public static ControlMessages From(Ipv4 source)
    {
        var messages = default(ControlMessages);
        MemoryMarshal.Write(messages.content, new AddressMessage(AddressLength, IpLevel, PacketInfo, 0, source, default));
        return messages;
    }

    /// <summary>Where it was sent to, and when it came to the socket.</summary>
    /// <param name="nanoseconds">Since 1970; 0 when the kernel does not say.</param>
    public readonly Ipv4 Read(out long nanoseconds)
    {
        nanoseconds = 0;
        var first = MemoryMarshal.Read<ArrivalMessage>(content);
        ReadOnlySpan<byte> rest = content;
        if (first is { Level: SocketLevel, Type: ArrivalTime })
        {
            nanoseconds = first.Seconds * 1_000_000_000 + first.Nanoseconds;
            rest = rest[ArrivalBytes..];
        }

        return MemoryMarshal.Read<AddressMessage>(rest).Destination;
    }

    private readonly record struct ArrivalMessage(nuint Bytes, int Level, int Type, long Seconds, long Nanoseconds);

    private readonly record struct AddressMessage(nuint Bytes, int Level, int Type, int Interface, Ipv4 Source, Ipv4 Destination);

    [System.Runtime.CompilerServices.InlineArray(ArrivalBytes + AddressBytes)]
    private struct Content
    {
        private byte first;
    }
}

/// <summary>Four bytes in network order.</summary>
internal readonly record struct Ipv4(uint Raw)
{
    public static Ipv4 Of(IPAddress address) => new(MemoryMarshal.Read<uint>(address.MapToIPv4().GetAddressBytes()));

    public Ipv4 Plus(int steps) => new(BinaryPrimitives.ReverseEndianness(BinaryPrimitives.ReverseEndianness(Raw) + (uint)steps));

    public int Since(Ipv4 other) => (int)(BinaryPrimitives.ReverseEndianness(Raw) - BinaryPrimitives.ReverseEndianness(other.Raw));

    public override string ToString() => new IPAddress(Raw).ToString();
}

/// <summary><c>struct sockaddr_in</c>.</summary>
[StructLayout(LayoutKind.Sequential, Size = 16)]
internal readonly record struct SocketName(ushort Family, ushort Port, Ipv4 Address, ulong Zero)
{
    private const ushort InterNetwork = 2;

    public static SocketName Of(IPEndPoint endPoint) =>
        new(InterNetwork, BinaryPrimitives.ReverseEndianness((ushort)endPoint.Port),
            Ipv4.Of(endPoint.Address), 0);
}
