using System.Runtime.InteropServices;

namespace MeetingHub.Media.Native;

/// <summary>
/// Zeroed native memory, whose addresses the kernel may be given. It goes when its owner does.
/// </summary>
internal sealed unsafe class Slab
{
    /// <summary>A cache line: what begins on one shares none with its neighbour.</summary>
    public const int Alignment = 64;

    public Slab(int bytes)
    {
        Start = (byte*)NativeMemory.AlignedAlloc((nuint)bytes, Alignment);
        NativeMemory.Clear(Start, (nuint)bytes);
    }

#pragma warning disable MA0055 // Nothing to close early: it is memory alone, and only the collector knows when the last owner is gone.
    ~Slab() => NativeMemory.AlignedFree(Start);
#pragma warning restore MA0055

    public byte* Start { get; }

    /// <summary>Not checked against the end: the owner hands out what it allocated.</summary>
    public Span<byte> At(int offset, int length) => new(Start + offset, length);
}
