using System.Buffers.Binary;

namespace MeetingHub.Media.Rtcp;

/// <summary>Picture loss indication, RFC 4585 section 6.3.1: "I need a keyframe". It has no control information.</summary>
internal static class PictureLoss
{
    public const int Length = Feedback.HeaderLength;

    /// <returns>Bytes written.</returns>
    public static int Write(Span<byte> destination, uint sender, uint mediaSource)
    {
        Feedback.WriteHeader(destination, RtcpType.PayloadFeedback, Feedback.PictureLoss, sender, mediaSource, Length);
        return Length;
    }
}

/// <summary>
/// Full intra request, RFC 5104 section 4.3.1: what older senders write instead of a picture loss indication. Each entry names
/// its stream; the media source of the message itself is 0.
/// </summary>
internal static class FullIntraRequest
{
    public const int EntryLength = 8;

    /// <param name="entry">At least <see cref="EntryLength"/> bytes.</param>
    public static uint ReadSsrc(ReadOnlySpan<byte> entry) => BinaryPrimitives.ReadUInt32BigEndian(entry);
}
