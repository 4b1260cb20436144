namespace MeetingHub.Media.Rtp;

/// <summary>What the server knows of Opus (RFC 7587): a frame of silence and how long frames are.</summary>
internal static class Opus
{
    /// <summary>Units of the 48 kHz clock in the 20 ms frame that every browser sends.</summary>
    public const int FrameUnits = 960;

    /// <summary>How many frames of <see cref="Silence"/> let a decoder fade out instead of dragging the last sound (media.md, S3).</summary>
    public const int SilenceFrames = 5;

    public static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(20);

    /// <summary>20 ms of silence: CELT, full band, one frame (RFC 6716 section 3.1).</summary>
    public static ReadOnlySpan<byte> Silence => [0xF8, 0xFF, 0xFE];
}
