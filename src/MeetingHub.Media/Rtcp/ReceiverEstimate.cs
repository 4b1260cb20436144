using System.Buffers.Binary;
using System.Numerics;

namespace MeetingHub.Media.Rtcp;

/// <summary>
/// The most that a receiver wants to get, REMB (draft-alvestrand-rmcat-remb-03 section 2): of browsers that do not report transport-wide what
/// they believe their line bears, of ours what is taken.
/// </summary>
internal static class ReceiverEstimate
{
    private const uint Name = 0x5245_4D42;
    private const int FixedLength = 8;
    private const int MantissaBits = 18;

    /// <summary>Streams that are named; the limit is for all of them together and for whatever else the browser sends.</summary>
    public const int MaxStreams = 16;

    public const int MaxLength = Feedback.HeaderLength + FixedLength + 4 * MaxStreams;

    /// <param name="control">Control information, see <see cref="Feedback.TryParse"/>.</param>
    public static bool TryRead(ReadOnlySpan<byte> control, out long bitsPerSecond)
    {
        bitsPerSecond = 0;
        if (control.Length < FixedLength || BinaryPrimitives.ReadUInt32BigEndian(control) != Name) return false;
        if (control.Length < FixedLength + 4 * control[4]) return false;
        var exponent = control[5] >> 2;
        long mantissa = (control[5] & 3) << 16 | BinaryPrimitives.ReadUInt16BigEndian(control[6..]);
        // 18 bits of mantissa: beyond this it is no rate of a line on earth and would overflow.
        if (exponent > 40) return false;
        bitsPerSecond = mantissa << exponent;
        return true;
    }

    /// <param name="streams">At most <see cref="MaxStreams"/>.</param>
    /// <returns>Bytes written.</returns>
    public static int Write(Span<byte> destination, uint sender, long bitsPerSecond, ReadOnlySpan<uint> streams)
    {
        var length = Feedback.HeaderLength + FixedLength + 4 * streams.Length;
        Feedback.WriteHeader(destination, RtcpType.PayloadFeedback, Feedback.Application, sender, mediaSource: 0, length);
        var control = destination[Feedback.HeaderLength..length];
        BinaryPrimitives.WriteUInt32BigEndian(control, Name);
        var exponent = Math.Max(0, 64 - BitOperations.LeadingZeroCount((ulong)bitsPerSecond) - MantissaBits);
        var mantissa = bitsPerSecond >> exponent;
        control[4] = (byte)streams.Length;
        control[5] = (byte)(exponent << 2 | (int)(mantissa >> 16));
        BinaryPrimitives.WriteUInt16BigEndian(control[6..], (ushort)mantissa);
        for (var i = 0; i < streams.Length; i++) BinaryPrimitives.WriteUInt32BigEndian(control[(FixedLength + 4 * i)..], streams[i]);
        return length;
    }
}
