using System.Buffers.Binary;
using MeetingHub.Media.Rtp;

namespace MeetingHub.Media.Rtcp;

/// <summary>Generic NACK, RFC 4585 section 6.2.1: pairs of a sequence number and a mask of the sixteen after it.</summary>
internal static class GenericNack
{
    public const int PairLength = 4;

    /// <summary>Sequence numbers that one pair can name.</summary>
    public const int NumbersPerPair = 17;

    /// <summary>Pairs that are read of one message: 510 packets, more than any history worth asking for.</summary>
    public const int MaxPairs = 30;

    /// <summary>The numbers of one pair, lowest first.</summary>
    /// <param name="pair">At least <see cref="PairLength"/> bytes.</param>
    /// <param name="numbers">At least <see cref="NumbersPerPair"/> long.</param>
    /// <returns>How many there are.</returns>
    public static int Read(ReadOnlySpan<byte> pair, Span<SequenceNumber> numbers)
    {
        var first = new SequenceNumber(BinaryPrimitives.ReadUInt16BigEndian(pair));
        int mask = BinaryPrimitives.ReadUInt16BigEndian(pair[2..]);
        var count = 0;
        numbers[count++] = first;
        for (var bit = 0; bit < 16; bit++)
            if ((mask >> bit & 1) != 0) numbers[count++] = first.Plus(bit + 1);
        return count;
    }

    /// <param name="missing">In ascending order; at least one.</param>
    /// <param name="taken">How many of them fitted into <see cref="MaxPairs"/>.</param>
    /// <returns>Bytes written.</returns>
    public static int Write(Span<byte> destination, uint sender, uint mediaSource, ReadOnlySpan<SequenceNumber> missing, out int taken)
    {
        var length = Feedback.HeaderLength;
        taken = 0;
        for (var pairs = 0; pairs < MaxPairs && taken < missing.Length; pairs++, length += PairLength)
        {
            var first = missing[taken++];
            var mask = 0;
            for (; taken < missing.Length && missing[taken].Since(first) is > 0 and <= 16; taken++)
                mask |= 1 << (missing[taken].Since(first) - 1);
            BinaryPrimitives.WriteUInt16BigEndian(destination[length..], first.Value);
            BinaryPrimitives.WriteUInt16BigEndian(destination[(length + 2)..], (ushort)mask);
        }

        Feedback.WriteHeader(destination, RtcpType.TransportFeedback, Feedback.GenericNack, sender, mediaSource, length);
        return length;
    }
}
