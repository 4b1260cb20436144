using MeetingHub.Media.Rtp;

namespace MeetingHub.Media.Forwarding;

/// <summary>
/// The second stream of a picture slot (RFC 4588), with numbers of its own: packets once more under the slot's numbering, and padding
/// that probes the line.
/// </summary>
internal sealed class RetransmissionStream(uint ssrc, ushort first, Egress egress)
{
    private ushort sequence = first;

    public uint Ssrc { get; } = ssrc;

    /// <param name="payloadType">Of retransmissions of the codec of <paramref name="stored"/>.</param>
    /// <param name="number">Which the packet had in the slot.</param>
    /// <param name="time">In the source's numbering, as <paramref name="stored"/>.</param>
    /// <returns>Whether it was sent.</returns>
    public bool Resend(
        byte payloadType, SequenceNumber number, in Splice splice, RtpTime time, bool marker, ReadOnlySpan<byte> stored,
        PictureNumbers numbers, byte numberId, Timestamp now)
    {
        Span<byte> payload = stackalloc byte[Rtx.OriginalSequenceLength + stored.Length];
        Rtx.WriteOriginalSequence(payload, number);
        var media = payload[Rtx.OriginalSequenceLength..];
        stored.CopyTo(media);
        var (picture, level) = numbers.Read(stored);
        numbers.Write(media, picture + splice.PictureOffset, (byte)(level + splice.LevelOffset));
        return Send(payloadType, marker, time.Plus(splice.TimeOffset), isPadding: false, payload, numberId, now);
    }

    /// <summary>Sends a packet that is padding alone, RFC 3550 section 5.1: its last byte counts them all.</summary>
    public bool Pad(byte payloadType, RtpTime time, byte numberId, Timestamp now)
    {
        Span<byte> padding = stackalloc byte[byte.MaxValue];
        padding.Clear();
        padding[^1] = byte.MaxValue;
        return Send(payloadType, marker: false, time, isPadding: true, padding, numberId, now);
    }

    private bool Send(byte payloadType, bool marker, RtpTime time, bool isPadding, ReadOnlySpan<byte> payload, byte numberId, Timestamp now)
    {
        Span<byte> header = stackalloc byte[RtpHeader.FixedLength];
        RtpHeader.Write(header, payloadType, marker, new SequenceNumber(sequence), time, Ssrc);
        if (isPadding) header[0] |= RtpHeader.PaddingBit;
        if (!egress.SendRtp(header, payload, isPicture: true, numberId, now)) return false;
        sequence++;
        return true;
    }
}
