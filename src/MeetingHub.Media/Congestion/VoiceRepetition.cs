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

    /// <summary>It begins with something to spare; what runs stays while it fits beside a picture that is only just kept.</summary>
    private const double Rising = 1.15;
    private const double PictureStaying = 0.6;

    /// <summary>Losses come in fits.</summary>
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(20);

    /// <summary>A line that has become narrow loses some as well, until less is sent.</summary>
    private static readonly TimeSpan Lasting = TimeSpan.FromSeconds(2);

    private Timestamp lossyAt;
    private Timestamp? lossySince;

    public bool IsOn { get; private set; }

    /// <param name="loss">Share of packets lost lately.</param>
    /// <param name="bitsPerSecond">What the line bears beside reports and repairs.</param>
    /// <param name="voices">Bits a second of all voices that it carries, once.</param>
    /// <param name="picture">Of the smallest picture beside them; 0 where there is none.</param>
    public void Update(double loss, long bitsPerSecond, long voices, long picture, Timestamp now)
    {
        if (loss > (IsOn ? Sound : Lossy)) lossyAt = now;
        lossySince = loss > Lossy ? lossySince ?? now : null;
        var needed = IsOn ? voices * Cost + picture * PictureStaying : Rising * (voices * Cost + picture);
        IsOn = bitsPerSecond >= needed && (IsOn ? now - lossyAt < Calm : now - lossySince >= Lasting);
    }
}
