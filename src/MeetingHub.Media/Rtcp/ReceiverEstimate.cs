using System.Buffers.Binary;

namespace MeetingHub.Media.Rtcp;

/// <summary>
/// The receiver's own estimate, REMB (draft-alvestrand-rmcat-remb-03 section 2): for browsers that do not report transport-wide.
/// </summary>
internal static class ReceiverEstimate
{
    private const uint Name = 0x5245_4D42;
    private const int FixedLength = 8;

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
}
