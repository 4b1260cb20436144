using System.Buffers.Binary;
using System.Diagnostics;
using MeetingHub.Media.Stun;

namespace MeetingHub.Benchmarks.Load.Wire;

/// <summary>
/// What packets of the load carry: when they left, whose they are and which, a checksum of that, and filling that differs from packet
/// to packet, so that nothing can be swapped or cut unseen. It stands behind the VP8 descriptor, which a server may rewrite.
/// </summary>
internal static class TestPayload
{
    public const int HeaderBytes = 20;

    /// <summary>A new stream of numbers would repeat after that many packets; the filling only has to differ from its neighbours'.</summary>
    private const int Patterns = 251;

    private static readonly byte[] Filling = MakeFilling();

    /// <param name="sent">Of <see cref="Stopwatch"/>; 0 for a retransmission, whose age says nothing.</param>
    public static void Write(Span<byte> destination, long sent, uint source, uint number)
    {
        BinaryPrimitives.WriteInt64LittleEndian(destination, sent);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[8..], source);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[12..], number);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[16..], Crc32.Of(destination[..16]));
        FillingOf(number, destination.Length - HeaderBytes).CopyTo(destination[HeaderBytes..]);
    }

    /// <summary>Reads and compares every byte.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out long sent, out uint source, out uint number)
    {
        (sent, source, number) = (0, 0, 0);
        if (bytes.Length < HeaderBytes) return false;
        sent = BinaryPrimitives.ReadInt64LittleEndian(bytes);
        source = BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]);
        number = BinaryPrimitives.ReadUInt32LittleEndian(bytes[12..]);
        return BinaryPrimitives.ReadUInt32LittleEndian(bytes[16..]) == Crc32.Of(bytes[..16])
            && bytes[HeaderBytes..].SequenceEqual(FillingOf(number, bytes.Length - HeaderBytes));
    }

    private static ReadOnlySpan<byte> FillingOf(uint number, int length) => Filling.AsSpan((int)(number % Patterns), length);

    private static byte[] MakeFilling()
    {
        var filling = new byte[2048 + Patterns];
        new Random(1).NextBytes(filling);
        return filling;
    }
}
