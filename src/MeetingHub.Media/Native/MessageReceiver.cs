using System.Runtime.InteropServices;
using static MeetingHub.Media.Native.SocketCalls;

namespace MeetingHub.Media.Native;

/// <summary>
/// recvmmsg with the local address of each datagram. Headers, names and buffers are native, made once and always the same. One thread.
/// </summary>
internal sealed unsafe class MessageReceiver
{
    /// <summary>Datagrams in one call; the gain of more is lost in what each of them costs afterwards.</summary>
    public const int Capacity = 64;

    private const int BufferBytes = 2048;

    private readonly Slab buffers = new(Capacity * BufferBytes);
    private readonly Slab headers = new(Capacity * (sizeof(Message) + sizeof(IoVector) + sizeof(SocketName) + sizeof(AddressControl)));
    private readonly Message* messages;
    private readonly AddressControl* controls;
    private int taken = Capacity;

    public MessageReceiver()
    {
        messages = (Message*)headers.Start;
        var vectors = (IoVector*)(messages + Capacity);
        var names = (SocketName*)(vectors + Capacity);
        controls = (AddressControl*)(names + Capacity);
        for (var i = 0; i < Capacity; i++)
        {
            vectors[i] = new IoVector { Start = buffers.Start + i * BufferBytes, Length = BufferBytes };
            ref var header = ref messages[i].Header;
            header.Name = (byte*)(names + i);
            header.Vector = vectors + i;
            header.VectorLength = 1;
            header.Control = (byte*)(controls + i);
        }
    }

    /// <summary>Takes what is there, without waiting; what was taken before is overwritten.</summary>
    /// <returns>Datagrams taken; negative for an error, whose number is the runtime's last one.</returns>
    public int Receive(SafeHandle socket)
    {
        // The kernel wrote how much of each it used.
        for (var i = 0; i < taken; i++)
        {
            messages[i].Header.NameLength = (uint)sizeof(SocketName);
            messages[i].Header.ControlLength = (nuint)sizeof(AddressControl);
        }

        taken = 0;
        var count = SocketCalls.Receive(socket, messages, Capacity, DoNotWait, null);
        taken = Math.Max(count, 0);
        return count;
    }

    /// <summary>Cut to the size of the buffer, as nothing honest is larger.</summary>
    public Span<byte> Datagram(int index) => buffers.At(index * BufferBytes, (int)messages[index].Length);

    public bool TryReadSource(int index, out RemoteAddress source)
    {
        ref readonly var header = ref messages[index].Header;
        return RemoteAddress.TryFrom(new ReadOnlySpan<byte>(header.Name, (int)Math.Min(header.NameLength, (uint)sizeof(SocketName))), out source);
    }

    /// <summary>16 bytes: the address it was sent to, IPv4 in its mapped form. Empty when the system did not tell.</summary>
    public ReadOnlySpan<byte> Local(int index)
    {
        ref var control = ref controls[index];
        var isTold = messages[index].Header.ControlLength >= AddressControl.Content
            && control is { Level: Internet6Level, Type: PacketInfo6 };
        return isTold ? MemoryMarshal.CreateReadOnlySpan(ref control.Address[0], 16) : [];
    }
}
