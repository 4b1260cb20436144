namespace MeetingHub.Media.Forwarding;

/// <summary>Which of a stream's newest numbers came. What was before the first is taken for seen.</summary>
internal struct SeenNumbers
{
    /// <summary>Over a second of sound: what comes later than that is of no use.</summary>
    private const int Remembered = 64;

    private long newest;

    // Bit n stands for the newest number minus n.
    private ulong seen;

    /// <returns>False for a number seen before, or too old to know.</returns>
    public bool TryAdd(long sequence)
    {
        if (seen == 0) (newest, seen) = (sequence - 1, ulong.MaxValue);
        var ahead = sequence - newest;
        if (ahead > 0)
        {
            seen = (ahead < Remembered ? seen << (int)ahead : 0) | 1;
            newest = sequence;
            return true;
        }

        if (ahead <= -Remembered || (seen & 1UL << (int)-ahead) != 0) return false;
        seen |= 1UL << (int)-ahead;
        return true;
    }
}
