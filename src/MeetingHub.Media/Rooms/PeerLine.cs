using MeetingHub.Media.Allocation;
using MeetingHub.Media.Hosting;

namespace MeetingHub.Media.Rooms;

/// <summary>How one browser's line is doing, looked at once a second.</summary>
internal sealed class PeerLine
{
    // Fewer packets in a second say nothing of losses: a silent microphone sends two or three.
    private const long LeastPackets = 20;

    /// <summary>
    /// Looks in a row after which something is missing for good: every line begins narrow and is found wide within two seconds.
    /// </summary>
    private const int Lasting = 3;

    private readonly LineJudge judge = new();
    private int limitedLooks;
    private long packets;
    private long lost;

    public LineQuality Quality => judge.Quality;

    /// <summary>Share of what the browser sent that was lost, before anything was repaired, in the last second with enough packets.</summary>
    public double LossUp { get; private set; }

    /// <summary>Whether it does without something, and has for a while.</summary>
    public bool IsLimited => limitedLooks >= Lasting;

    /// <summary>What its page was last told that it does without; null before anything.</summary>
    public ReceptionReduced? Told { get; set; }

    public void Look(Peer peer, Timestamp now)
    {
        var (packetsNow, lostNow) = peer.Publisher.Received();
        var (arrived, missing) = (packetsNow - packets, lostNow - lost);
        (packets, lost) = (packetsNow, lostNow);
        if (arrived + missing >= LeastPackets) LossUp = Math.Clamp((double)missing / (arrived + missing), 0, 1);
        else if (arrived == 0) LossUp = 0;
        var line = peer.Transport.Egress.Estimator;
        limitedLooks = peer.Downlink.IsLimited ? limitedLooks + 1 : 0;
        var lacksVoices = IsLimited && peer.Downlink.VoiceLimit != Downlink.NoLimit;
        judge.Look(new LineReadings(
            line.LossAt(now), LossUp, peer.Subscriber.RoundTrip ?? line.RoundTrip, IsLimited && !lacksVoices, lacksVoices, now - peer.LastHeard));
    }
}
