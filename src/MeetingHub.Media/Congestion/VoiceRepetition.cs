namespace MeetingHub.Media.Congestion;

/// <summary>
/// Whether a browser is sent each frame of a voice twice (RED, RFC 2198): where its line loses some and is wide. On a narrow line more
/// bytes would lose more.
/// </summary>
internal struct VoiceRepetition
{
    /// <summary>Share of lost packets from which on a second frame is worth it, and below which it no longer is.</summary>
    private const double Lossy = 0.03;
    private const double Sound = 0.01;

    /// <summary>Three voices twice, and a small picture.</summary>
    private const long Wide = 300_000;

    /// <summary>Losses come in fits.</summary>
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(20);

    private Timestamp lossyAt;

    public bool IsOn { get; private set; }

    /// <param name="loss">Share of packets lost lately.</param>
    /// <param name="bitsPerSecond">What the line bears.</param>
    public void Update(double loss, long bitsPerSecond, Timestamp now)
    {
        if (loss > (IsOn ? Sound : Lossy)) lossyAt = now;
        IsOn = bitsPerSecond >= Wide && (loss > Lossy || (IsOn && now - lossyAt < Calm));
    }
}
