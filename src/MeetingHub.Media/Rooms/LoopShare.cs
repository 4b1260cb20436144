namespace MeetingHub.Media.Rooms;

/// <summary>
/// A share of one thread's time for one kind of work: each piece is paid for by the time in which everything else goes first. In any span
/// the work takes at most the share of it, what was saved, and one piece.
/// </summary>
/// <param name="share">Of the time, up to 1.</param>
/// <param name="saved">Work that may be done at once when there was none for a while.</param>
internal sealed class LoopShare(double share, TimeSpan saved)
{
    private readonly TimeSpan ahead = saved / share;

    // When all that was done is paid for.
    private Timestamp paid;

    /// <summary>When the next piece may be begun.</summary>
    public Timestamp FreeAt => paid - ahead;

    public bool IsFree(Timestamp now) => now >= FreeAt;

    /// <param name="work">Processor time that a piece has taken.</param>
    public void Charge(TimeSpan work, Timestamp now) => paid = (paid > now ? paid : now) + work / share;
}
