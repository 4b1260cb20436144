namespace MeetingHub.Media.Allocation;

/// <summary>
/// What a voice costs a line while it speaks: its frames, and the headers of as many packets. With 24 kbit/s in 40 ms packets that is 36 kbit/s,
/// in 20 ms packets 56.
/// </summary>
internal struct VoiceCost()
{
    /// <summary>Until frames of speech have been seen.</summary>
    public const long Usual = 56_000;

    /// <summary>24 kbit/s in packets of 40 ms, as pages are asked for where somebody's line is narrow.</summary>
    public const long Thrifty = 36_000;

    /// <summary>RTP with our extension, SRTP tag, UDP and IP.</summary>
    private const int Headers = 20 + 16 + 28;

    private const double ClockRate = 48_000;
    private const int ShortestFrame = 480;
    private const int LongestFrame = 5_760;

    /// <summary>Frames of silence are smaller.</summary>
    private const int LeastSpeech = 24;
    private const double Weight = 0.05;

    private double bits = Usual;
    private long sequence = -1;
    private Rtp.RtpTime time;

    public readonly long BitsPerSecond => (long)bits;

    public void Add(long number, Rtp.RtpTime at, int payload)
    {
        var frame = at.Since(time);
        var follows = number == sequence + 1;
        (sequence, time) = (number, at);
        // Between two words a sender falls silent (DTX), and the time between packets says nothing.
        if (!follows || payload < LeastSpeech || frame is < ShortestFrame or > LongestFrame) return;
        bits += Weight * ((payload + Headers) * 8 * ClockRate / frame - bits);
    }
}
