namespace MeetingHub.Media.Congestion;

/// <summary>
/// Whether losses end when less is sent, found with as few packets as chance allows: Wald's sequential probability ratio test (Annals of
/// Mathematical Statistics 16, 1945) between "nearly all of them go on" and "nearly all of them have ended".
/// </summary>
internal sealed class LossTrial
{
    /// <summary>Of what began the trial, beyond the line's own.</summary>
    private const double GoesOn = 0.9;
    private const double HasEnded = 0.2;

    /// <summary>Wrong in three of a hundred trials; of a line that loses every tenth packet some forty then decide.</summary>
    private const double Certainty = 3.5;

    private readonly Timestamp countsFrom;
    private readonly double forLost;
    private readonly double forArrived;
    private PacketCount count;
    private double evidence;

    /// <param name="inherent">What the line was known to lose by itself, 0 to 1.</param>
    /// <param name="loss">That begins the trial, more than that.</param>
    /// <param name="limitBefore">To be gone back to when it did not help.</param>
    /// <param name="countsFrom">Reports from here on speak of what was sent under the lower limit.</param>
    public LossTrial(double inherent, double loss, long? limitBefore, Timestamp countsFrom)
    {
        this.countsFrom = countsFrom;
        LimitBefore = limitBefore;
        var (on, ended) = (inherent + GoesOn * (loss - inherent), inherent + HasEnded * (loss - inherent));
        // Both are shares of packets and neither is 0 nor 1 but when everything is lost.
        on = Math.Min(on, 0.99);
        forLost = Math.Log(on / ended);
        forArrived = Math.Log((1 - on) / (1 - ended));
    }

    public long? LimitBefore { get; }

    /// <summary>Lost since it began.</summary>
    public double Share => count.Share;

    /// <summary>Null while it is not certain.</summary>
    public bool? HelpsToSendLess => evidence >= Certainty ? false : evidence <= -Certainty ? true : null;

    /// <param name="lost">Negative when packets that were called lost came after all.</param>
    public void Add(int arrived, int lost, Timestamp now)
    {
        if (now < countsFrom) return;
        count.Add(arrived, lost);
        evidence += arrived * forArrived + lost * forLost;
    }
}
