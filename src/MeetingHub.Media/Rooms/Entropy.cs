using System.Runtime.InteropServices;
using MeetingHub.Media.Forwarding;
using MeetingHub.Media.Ice;

namespace MeetingHub.Media.Rooms;

/// <summary>Unpredictable numbers; a test seeds them.</summary>
internal sealed class Entropy(FillRandom fill)
{
    public FillRandom Fill { get; } = fill;

    public uint UInt32()
    {
        var value = 0u;
        Fill(MemoryMarshal.AsBytes(new Span<uint>(ref value)));
        return value;
    }

    public ulong UInt63() => ((ulong)UInt32() << 31) | (UInt32() >> 1);

    public SlotStart SlotStart() =>
        new((ushort)(UInt32() & 0x7FFF), UInt32(), (int)(UInt32() & 0x7FFF), (byte)UInt32());
}
