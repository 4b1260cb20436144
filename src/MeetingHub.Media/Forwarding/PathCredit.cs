namespace MeetingHub.Media.Forwarding;

/// <summary>
/// What may be sent to an address that has not shown yet that it hears us: a second of voices with a small picture, as an answer takes a
/// round trip, and not what a flood is made of. It fills up slowly, so that moving on and on gains nothing.
/// </summary>
internal struct PathCredit
{
    public const int Bytes = 64 * 1024;

    /// <summary>Of it, kept for sound and control.</summary>
    public const int ForSound = 24 * 1024;

    private static readonly TimeSpan FillsIn = TimeSpan.FromSeconds(60);

    private double spent;
    private Timestamp at;

    public void Earn(Timestamp now)
    {
        spent = Math.Max(0, spent - Bytes * ((now - at) / FillsIn));
        at = now;
    }

    public bool Take(int bytes, bool isPicture)
    {
        if (spent + bytes > (isPicture ? Bytes - ForSound : Bytes)) return false;
        spent += bytes;
        return true;
    }
}
