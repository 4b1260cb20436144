namespace MeetingHub.Media.Rooms;

/// <summary>So many in a second; what is beyond waits for the next one or is dropped.</summary>
internal struct Budget
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(1);

    private Timestamp start;
    private int taken;

    /// <returns>False when there were more than <paramref name="perSecond"/>.</returns>
    public bool Take(int perSecond, Timestamp now, int count = 1)
    {
        if (now - start >= Window) (start, taken) = (now, 0);
        // What is refused is not counted, or it would overflow.
        if (taken > perSecond - count) return false;
        taken += count;
        return true;
    }
}
