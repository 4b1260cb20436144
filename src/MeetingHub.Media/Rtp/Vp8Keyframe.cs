using System.Buffers.Binary;

namespace MeetingHub.Media.Rtp;

/// <summary>Head of a VP8 keyframe, RFC 6386 section 9.1.</summary>
internal static class Vp8Keyframe
{
    private const int Length = 10;

    /// <summary>Fourteen bits of size, two of scaling.</summary>
    private const int SizeMask = 0x3FFF;

    private static ReadOnlySpan<byte> StartCode => [0x9D, 0x01, 0x2A];

    /// <param name="frame">Beginning of the frame, behind the payload descriptor.</param>
    public static bool TryReadHeight(ReadOnlySpan<byte> frame, out int height)
    {
        height = 0;
        if (frame.Length < Length || (frame[0] & 1) != 0 || !frame[3..6].SequenceEqual(StartCode)) return false;
        height = BinaryPrimitives.ReadUInt16LittleEndian(frame[8..]) & SizeMask;
        return height > 0;
    }
}
