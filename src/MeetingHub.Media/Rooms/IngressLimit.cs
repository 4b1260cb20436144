namespace MeetingHub.Media.Rooms;

/// <summary>
/// How much one browser, or one room together, may send us. What is beyond is dropped before it costs a decryption, and the browser is asked
/// to send less (<see cref="RateRequest"/>). A quarter of a second's worth is kept for sound.
/// </summary>
/// <param name="kbps">In kbit/s; 0 is without limit.</param>
internal sealed class IngressLimit(int kbps)
{
    private const long Any = 10_000_000_000;

    /// <summary>
    /// What a packet costs the loop and everybody who gets it hardly depends on its size. Three layers and a screen come to a thousand a
    /// second; a sender that is asked for what it lost, to some more.
    /// </summary>
    private const int LeastPackets = 500;

    /// <summary>A limit is not reached by packets of fewer bytes.</summary>
    private const int SmallPacket = 1000;

    /// <summary>Beyond what pictures may use up.</summary>
    private const int PacketsForSound = 250;

    private readonly int mostPackets = LeastPackets + kbps * 125 / SmallPacket;

    // A second's worth: probes and the keyframes of a switch come in bursts.
    private readonly long burst = kbps * 125L;
    private readonly long reserve = kbps * 125L / 4;
    private long left = kbps * 125L;
    private Timestamp at;
    private Budget packets;

    public long BitsPerSecond => kbps == 0 ? Any : kbps * 1000L;

    public bool Takes(int bytes, bool isSound, Timestamp now)
    {
        if (kbps == 0) return true;
        var earned = (now - at).Ticks / TimeSpan.TicksPerMicrosecond is var passed && passed >= 1_000_000 ? burst : passed * burst / 1_000_000;
        if (earned > 0) (at, left) = (now, Math.Min(burst, left + earned));
        if (left < bytes + (isSound ? 0 : reserve) || !packets.Take(isSound ? mostPackets + PacketsForSound : mostPackets, now)) return false;
        left -= bytes;
        return true;
    }
}
