using System.Buffers.Binary;

namespace MeetingHub.Media.Rtcp;

/// <summary>The frame of every feedback message, RFC 4585 section 6.1: sender, media source, then control information.</summary>
internal static class Feedback
{
    public const int HeaderLength = 12;

    /// <summary>Transport feedback, type 205.</summary>
    public const int GenericNack = 1;

    /// <summary>Transport feedback, type 205.</summary>
    public const int TransportWide = 15;

    /// <summary>Payload feedback, type 206.</summary>
    public const int PictureLoss = 1;

    /// <summary>Payload feedback, type 206.</summary>
    public const int FullIntra = 4;

    /// <summary>Payload feedback, type 206: application messages, of which REMB is one.</summary>
    public const int Application = 15;

    private const int FixedBody = HeaderLength - RtcpReader.HeaderLength;

    /// <param name="body">See <see cref="RtcpReader.Body"/>.</param>
    /// <param name="mediaSource">The stream that is spoken of; 0 where the control information names it.</param>
    /// <param name="control">Feedback control information, a format of its own in each message.</param>
    public static bool TryParse(ReadOnlySpan<byte> body, out uint mediaSource, out ReadOnlySpan<byte> control)
    {
        mediaSource = 0;
        control = [];
        if (body.Length < FixedBody) return false;
        mediaSource = BinaryPrimitives.ReadUInt32BigEndian(body[4..]);
        control = body[FixedBody..];
        return true;
    }

    public static void WriteHeader(Span<byte> destination, RtcpType type, int format, uint sender, uint mediaSource, int length)
    {
        RtcpReader.WriteHeader(destination, type, format, length);
        BinaryPrimitives.WriteUInt32BigEndian(destination[4..], sender);
        BinaryPrimitives.WriteUInt32BigEndian(destination[8..], mediaSource);
    }
}
