namespace MeetingHub.Server.Monitoring;

/// <summary>
/// What a page saw of its own call over some seconds that were bad. Numbers alone: who it was the server knows, and what was said
/// nobody needs.
/// </summary>
/// <param name="Seconds">Over which the rest was counted.</param>
/// <param name="LossIn">Share of the packets towards the page that did not come, 0 to 1, retransmitted ones left out.</param>
/// <param name="LossOut">Of its own packets, as the server reports it.</param>
/// <param name="RoundTripMs">0 when it is not known.</param>
/// <param name="Freezes">Of the picture that froze most often.</param>
/// <param name="FrozenMs">Of the picture that stood still longest.</param>
/// <param name="ConcealedMs">Speech made up for packets that were missing, of the voice that lost most.</param>
/// <param name="Reconnects">Media connections begun anew.</param>
/// <param name="OverTcp">Whether the network let media through TCP only.</param>
public sealed record CallReport(
    int Seconds,
    double LossIn,
    double LossOut,
    int RoundTripMs,
    int Freezes,
    int FrozenMs,
    int ConcealedMs,
    int Reconnects,
    bool OverTcp)
{
    private const double TooMuchLoss = 0.05;
    private const int TooLongRoundTripMs = 500;

    /// <summary>A frame or two late is no freeze that anybody minds; nor is a syllable mended.</summary>
    private const double TooLongFrozenShare = 0.05, TooMuchConcealedShare = 0.03;

    private const int ShortestSeconds = 5, LongestSeconds = 120, MostMs = 600_000, MostTimes = 10_000;

    /// <summary>Anything else no page of ours sends.</summary>
    internal bool IsPlausible =>
        Seconds is >= ShortestSeconds and <= LongestSeconds && LossIn is >= 0 and <= 1 && LossOut is >= 0 and <= 1
        && RoundTripMs is >= 0 and <= MostMs && Freezes is >= 0 and <= MostTimes && FrozenMs is >= 0 and <= MostMs
        && ConcealedMs is >= 0 and <= MostMs && Reconnects is >= 0 and <= MostTimes;

    /// <summary>What was bad in it, by the same limits as the page's (callReport.ts); empty for a call that was good enough.</summary>
    internal IReadOnlyList<CallTrouble> Troubles()
    {
        List<CallTrouble> troubles = [];
        if (Reconnects > 0)
            troubles.Add(CallTrouble.Reconnected);
        if (LossIn > TooMuchLoss || LossOut > TooMuchLoss)
            troubles.Add(CallTrouble.Loss);
        if (ConcealedMs > TooMuchConcealedShare * 1000 * Seconds)
            troubles.Add(CallTrouble.BrokenSpeech);
        if (FrozenMs > TooLongFrozenShare * 1000 * Seconds)
            troubles.Add(CallTrouble.FrozenPicture);
        if (RoundTripMs > TooLongRoundTripMs)
            troubles.Add(CallTrouble.LongDelay);
        return troubles;
    }
}

public enum CallTrouble
{
    /// <summary>The media connection had to be begun anew.</summary>
    Reconnected,

    /// <summary>More than 5 % of the packets, in one of the two directions.</summary>
    Loss,

    /// <summary>More than 3 % of somebody's speech was made up.</summary>
    BrokenSpeech,

    /// <summary>A picture stood still for more than 5 % of the time.</summary>
    FrozenPicture,

    /// <summary>More than half a second there and back.</summary>
    LongDelay,
}
