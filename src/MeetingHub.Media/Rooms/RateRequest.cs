namespace MeetingHub.Media.Rooms;

/// <summary>
/// What a browser is asked to keep to (REMB) while it, or its room, sends more than is taken. Without it the browser takes what is dropped
/// for a bad line, which it loads with every packet once more. Chromium 156 and Firefox 153 keep to it at once, transport-wide feedback or not.
/// </summary>
/// <param name="own">Bits a second that the browser may send, whoever else is there.</param>
internal sealed class RateRequest(long own)
{
    /// <summary>Between two messages, each of which may be lost.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    /// <summary>Without a packet too many: then it keeps to the limit, or sends less by itself.</summary>
    public static readonly TimeSpan Calm = TimeSpan.FromSeconds(5);

    private const int Releases = 3;

    /// <summary>Of a limit: its counting is not ours to the byte, and what is just above would be dropped on and on.</summary>
    private const double Aimed = 0.95;

    private Timestamp exceeded;
    private Timestamp due;
    private bool isRoomFull;
    private bool isHeldBack;
    private int releasesLeft;

    /// <summary>When to call <see cref="Take"/>; null while there is nothing to say.</summary>
    public Timestamp? Deadline { get; private set; }

    /// <summary>A packet was more than is taken.</summary>
    /// <param name="ofRoom">Of all in the room together, where the browser itself keeps to its limit.</param>
    public void Exceeded(bool ofRoom, Timestamp now)
    {
        (exceeded, isRoomFull) = (now, ofRoom);
        Deadline ??= now < due ? due : now;
    }

    /// <param name="share">Bits a second that a full room has for each who sends.</param>
    /// <returns>
    /// What to ask for; 0 for nothing. It holds in the browser until something else is asked for: its own limit may stand for good, a share
    /// is taken back.
    /// </returns>
    public long Take(long share, Timestamp now)
    {
        if (Deadline is not { } at || now < at) return 0;
        Deadline = due = now + Interval;
        if (now - exceeded < Calm)
        {
            (isHeldBack, releasesLeft) = (isRoomFull && share < own, Releases);
            return (long)((isHeldBack ? share : own) * Aimed);
        }

        if (isHeldBack && releasesLeft-- > 0) return own;
        (Deadline, isHeldBack) = (null, false);
        return 0;
    }
}
