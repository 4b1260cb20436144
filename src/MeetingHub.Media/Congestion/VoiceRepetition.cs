namespace MeetingHub.Media.Congestion;

/// <summary>
/// Whether a browser is sent each frame of a voice twice (RED, RFC 2198): where its line loses some and is wide enough for that. On a
/// narrow line more bytes would lose more.
/// </summary>
internal struct VoiceRepetition
{
    /// <summary>Share of lost packets from which on a second frame is worth it, and below which it no longer is.</summary>
    private const double Lossy = 0.03;
    private const double Sound = 0.01;

    /// <summary>What twice costs of once: the headers are there already.</summary>
    public const double Cost = 1.65;

    /// <summary>The line bears the voices twice and half as much beside them; what runs stays while they fit at all.</summary>
    private const double Rising = 2.5;
    private const double Staying = 1.8;

    /// <summary>Losses come in fits.</summary>
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(20);

    private Timestamp lossyAt;

    public bool IsOn { get; private set; }

    /// <param name="loss">Share of packets lost lately.</param>
    /// <param name="bitsPerSecond">What the line bears.</param>
    /// <param name="voices">Bits a second of all voices that it carries, once.</param>
    public void Update(double loss, long bitsPerSecond, long voices, Timestamp now)
    {
        if (loss > (IsOn ? Sound : Lossy)) lossyAt = now;
        IsOn = bitsPerSecond >= voices * (IsOn ? Staying : Rising) && (loss > Lossy || (IsOn && now - lossyAt < Calm));
    }
}
