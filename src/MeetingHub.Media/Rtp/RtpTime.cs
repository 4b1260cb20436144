namespace MeetingHub.Media.Rtp;

/// <summary>A 32-bit RTP timestamp in units of the stream's clock, RFC 3550 section 5.1. It wraps and starts anywhere.</summary>
internal readonly record struct RtpTime(uint Value)
{
    public const int VideoClock = 90_000;
    public const int OpusClock = 48_000;

    /// <summary>Units from <paramref name="other"/> to this one, positive when this one is later.</summary>
    public int Since(RtpTime other) => (int)(Value - other.Value);

    public RtpTime Plus(long units) => new(unchecked((uint)(Value + units)));

    public static long Units(TimeSpan span, int clockRate) => span.Ticks * clockRate / TimeSpan.TicksPerSecond;
}
