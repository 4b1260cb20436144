using MeetingHub.Media.Rtcp;

namespace MeetingHub.Media.Forwarding;

/// <summary>
/// How far a browser's clock is from ours: the least delay seen between what a sender report says and its arrival. One for all
/// streams of a browser, so that sound and picture stay together. Passing foreign clocks on makes a viewer's browser delay one
/// slot of a pair without end (media.md, S7).
/// </summary>
internal sealed class RemoteClock
{
    // Clocks drift apart by some ten milliseconds in an hour, so that old minima must be forgotten.
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(2);

    private TimeSpan current;
    private TimeSpan previous;
    private Timestamp windowEnd;
    private bool hasStarted;

    /// <summary>To be added to the browser's clock to get ours; only after the first <see cref="Reported"/>.</summary>
    public TimeSpan Offset => current < previous ? current : previous;

    /// <param name="sent">The browser's clock in a sender report.</param>
    /// <param name="ours">Our clock when it arrived.</param>
    /// <param name="now">The same moment on the loop's clock.</param>
    public void Reported(NtpTime sent, NtpTime ours, Timestamp now)
    {
        var delay = ours.Since(sent);
        if (!hasStarted || now >= windowEnd)
        {
            previous = hasStarted ? current : delay;
            current = delay;
            windowEnd = now + Window;
            hasStarted = true;
        }

        if (delay < current) current = delay;
    }
}
