namespace MeetingHub.Media.Allocation;

/// <summary>
/// When more may be sent after something had to be taken away: after two quiet seconds, and later and later when each rise soon ended in
/// another fall. A line just too narrow for one voice more would otherwise be tried, and words lost, every few seconds.
/// </summary>
internal struct RisePermit()
{
    /// <summary>A fall so soon after a rise was caused by it.</summary>
    private static readonly TimeSpan Blame = TimeSpan.FromSeconds(8);

    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(32);

    /// <summary>An estimate so much above the one that failed is another line.</summary>
    private const double Wider = 1.3;

    private TimeSpan wait = Shortest;
    private Timestamp? fell;
    private Timestamp? rose;
    private long triedAt;

    public readonly bool MayRise(long estimate, Timestamp now) =>
        fell is not { } at || now - at >= wait || (now - at >= Shortest && estimate >= triedAt * Wider);

    /// <param name="estimate">Because of which more is sent.</param>
    public void Rose(long estimate, Timestamp now)
    {
        rose = now;
        triedAt = estimate;
    }

    public void Fell(Timestamp now)
    {
        if (fell is { } before && now - before < Shortest && rose < before) return;
        var isBlamed = rose is { } at && now - at <= Blame;
        wait = !isBlamed ? Shortest : wait * 2 > Longest ? Longest : wait * 2;
        fell = now;
    }
}
