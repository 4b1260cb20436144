namespace MeetingHub.Media.Allocation;

/// <summary>
/// What retransmissions may take of a line. A line that overflows loses what is sent again as well, and a receiver asks for ever: without a
/// share of its own repair takes the place of the voices.
/// </summary>
internal struct RepairBudget
{
    private const double Share = 0.25;

    /// <summary>Saved up while nothing is lost: one burst of losses is repaired at once.</summary>
    private static readonly TimeSpan Saved = TimeSpan.FromMilliseconds(500);

    private double bytes;
    private Timestamp? at;

    /// <param name="line">Bits a second that the line bears.</param>
    /// <param name="size">Bytes to be sent again.</param>
    public bool Take(long line, int size, Timestamp now)
    {
        var rate = line * Share / 8;
        var most = rate * Saved.TotalSeconds;
        bytes = at is { } before ? Math.Min(most, bytes + rate * (now - before).TotalSeconds) : most;
        at = now;
        // What is saved may be overdrawn by one packet, or a narrow line would never repair a large one.
        if (bytes <= 0) return false;
        bytes -= size;
        return true;
    }
}
