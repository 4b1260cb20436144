using System.Buffers.Binary;

namespace MeetingHub.Media.Rtp;

/// <summary>An earlier frame in a redundant packet.</summary>
/// <param name="Offset">Units of the clock between it and the packet's own frame.</param>
/// <param name="Start">Where it begins in the payload.</param>
internal readonly record struct RedBlock(int Offset, int Start, int Length);

/// <summary>Redundant audio, RFC 2198: frames that were sent before, oldest first, in front of the newest.</summary>
internal static class Red
{
    /// <summary>Longest frame that can be repeated, and furthest back: ten and fourteen bits (section 3).</summary>
    public const int MaxBlockLength = 0x3FF;

    public const int MaxOffset = 0x3FFF;

    /// <summary>Earlier frames of one packet that are read. Browsers send one, or two on very bad lines.</summary>
    public const int MaxBlocks = 4;

    /// <summary>What a packet with one earlier frame is longer than the two frames.</summary>
    public const int OverheadLength = BlockHeaderLength + LastHeaderLength;

    private const int BlockHeaderLength = 4;
    private const int LastHeaderLength = 1;
    private const byte Follows = 0x80;

    /// <summary>Reads a payload all of whose frames are of one codec.</summary>
    /// <param name="payloadType">The codec's; a packet with frames of another is refused.</param>
    /// <param name="earlier">At least <see cref="MaxBlocks"/>; empty frames stay in their places.</param>
    public static bool TryRead(
        ReadOnlySpan<byte> payload, byte payloadType, Span<RedBlock> earlier, out int count, out ReadOnlySpan<byte> newest)
    {
        count = 0;
        newest = [];
        var at = 0;
        var total = 0;
        while (at < payload.Length && (payload[at] & Follows) != 0)
        {
            if (count == MaxBlocks || payload.Length - at < BlockHeaderLength || (payload[at] & ~Follows) != payloadType) return false;
            var fields = BinaryPrimitives.ReadUInt32BigEndian(payload[at..]);
            earlier[count] = new RedBlock((int)(fields >> 10) & MaxOffset, total, (int)fields & MaxBlockLength);
            total += earlier[count++].Length;
            at += BlockHeaderLength;
        }

        if (at >= payload.Length || payload[at] != payloadType) return false;
        at += LastHeaderLength;
        if (payload.Length - at < total) return false;
        for (var i = 0; i < count; i++) earlier[i] = earlier[i] with { Start = earlier[i].Start + at };
        newest = payload[(at + total)..];
        return true;
    }

    /// <summary>Writes a packet with one earlier frame.</summary>
    /// <param name="offset">Above zero, at most <see cref="MaxOffset"/>.</param>
    /// <returns>How much of <paramref name="destination"/> is used.</returns>
    public static int Write(Span<byte> destination, byte payloadType, int offset, ReadOnlySpan<byte> earlier, ReadOnlySpan<byte> newest)
    {
        BinaryPrimitives.WriteUInt32BigEndian(destination, (uint)((Follows | payloadType) << 24 | offset << 10 | earlier.Length));
        destination[BlockHeaderLength] = payloadType;
        earlier.CopyTo(destination[OverheadLength..]);
        newest.CopyTo(destination[(OverheadLength + earlier.Length)..]);
        return OverheadLength + earlier.Length + newest.Length;
    }
}
