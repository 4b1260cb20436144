using System.Buffers.Binary;

namespace MeetingHub.Media.Rtp;

/// <summary>Retransmission payload, RFC 4588 section 4: the original sequence number, then the original payload.</summary>
internal static class Rtx
{
    public const int OriginalSequenceLength = 2;

    /// <returns>False for a payload too short to restore, which is how browsers pad and probe.</returns>
    public static bool TryReadOriginalSequence(ReadOnlySpan<byte> payload, out SequenceNumber original)
    {
        original = default;
        if (payload.Length <= OriginalSequenceLength) return false;
        original = new SequenceNumber(BinaryPrimitives.ReadUInt16BigEndian(payload));
        return true;
    }

    public static void WriteOriginalSequence(Span<byte> payload, SequenceNumber original) =>
        BinaryPrimitives.WriteUInt16BigEndian(payload, original.Value);
}
