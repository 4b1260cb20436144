namespace MeetingHub.Media.Congestion;

/// <summary>
/// Packets sent since the last word came back. The default is none: what is sent while a report is under way is not yet to be expected in
/// it.
/// </summary>
internal struct UnansweredPackets
{
    /// <summary>libwebrtc reports at least every 250 ms, and over long ways too.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    /// <summary>Fewer are answered by one message, and that may simply be lost.</summary>
    private const int Many = 20;

    private Timestamp? since;
    private int count;

    /// <summary>When it is too long that nothing was heard; null while nothing is expected.</summary>
    public readonly Timestamp? Deadline => since + Limit;

    public readonly bool AreMany => count >= Many;

    /// <returns>Whether this is the first.</returns>
    public bool Count(Timestamp now)
    {
        count++;
        if (since is not null) return false;
        since = now;
        return true;
    }
}
