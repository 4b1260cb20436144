namespace MeetingHub.Media.Rooms;

/// <summary>
/// How much one browser, or one room together, may send us. What is beyond is dropped before it costs a decryption, and the browser is asked
/// to send less (<see cref="RateRequest"/>). A quarter of a second's worth is kept for sound.
/// </summary>
/// <param name="kbps">In kbit/s; 0 is without limit.</param>
internal sealed class IngressLimit(int kbps)
{
    private const long Any = 10_000_000_000;

    // A second's worth: probes and the keyframes of a switch come in bursts.
    private readonly long burst = kbps * 125L;
    private readonly long reserve = kbps * 125L / 4;
    private long left = kbps * 125L;
    private Timestamp at;

    public long BitsPerSecond => kbps == 0 ? Any : kbps * 1000L;

    public bool Takes(int bytes, bool isSound, Timestamp now)
    {
        if (kbps == 0) return true;
        var earned = (now - at).Ticks / TimeSpan.TicksPerMicrosecond is var passed && passed >= 1_000_000 ? burst : passed * burst / 1_000_000;
        if (earned > 0) (at, left) = (now, Math.Min(burst, left + earned));
        if (left < bytes + (isSound ? 0 : reserve)) return false;
        left -= bytes;
        return true;
    }
}
