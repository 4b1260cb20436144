using MeetingHub.Media.Hosting;

namespace MeetingHub.Server.Monitoring;

/// <summary>How good a person's line is, in one word. The worst first.</summary>
public enum LineCondition
{
    Poor,

    /// <summary>Asked for media and does not have it yet, or has just lost it.</summary>
    Connecting,

    Fair,

    Good,

    /// <summary>In the room without sound and pictures.</summary>
    Without,
}

internal static class LineConditions
{
    private const double PoorLoss = 0.05, FairLoss = 0.02;

    private static readonly TimeSpan PoorRoundTrip = TimeSpan.FromMilliseconds(500), FairRoundTrip = TimeSpan.FromMilliseconds(250);

    /// <param name="peer">Null for a window without a media connection.</param>
    public static LineCondition Of(PeerStatistics? peer, PeerRates? rates) => peer switch
    {
        null => LineCondition.Without,
        { Connected: false } => LineCondition.Connecting,
        _ when rates?.LossIn > PoorLoss || peer.Downlink.Loss > PoorLoss || peer.RoundTrip > PoorRoundTrip => LineCondition.Poor,
        _ when rates?.LossIn > FairLoss || peer.Downlink.Loss > FairLoss || peer.RoundTrip > FairRoundTrip => LineCondition.Fair,
        _ => LineCondition.Good,
    };
}
