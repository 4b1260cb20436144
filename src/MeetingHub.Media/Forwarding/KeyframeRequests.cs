namespace MeetingHub.Media.Forwarding;

/// <summary>
/// When to ask one source for a keyframe, for all its receivers together. A slot that waits to switch to it is served at once and
/// again and again; complaints of receivers are merged, since one bad line must not cost everybody's picture quality.
/// </summary>
internal struct KeyframeRequests
{
    /// <summary>Two slots that begin to wait together cost one keyframe.</summary>
    private static readonly TimeSpan Merge = TimeSpan.FromMilliseconds(50);

    /// <summary>libwebrtc's encoder ignores requests within 300 ms of the last.</summary>
    private static readonly TimeSpan Repeat = TimeSpan.FromMilliseconds(300);

    private static readonly TimeSpan ComplaintInterval = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// Requests at once of people who turn to a picture, one after the other; beyond it one a second. Each makes the picture worse for
    /// everybody, and a single page that looks to and fro would ask for twenty a second.
    /// </summary>
    private const int Burst = 8;
    private static readonly TimeSpan ThenEvery = TimeSpan.FromSeconds(1);

    private double recent;
    private bool isTooMuch;
    private Timestamp countedAt;
    private Timestamp lastAsked;
    private bool wasAsked;
    private Timestamp? due;

    public long Asked { get; private set; }

    /// <summary>Null when there is nothing to ask for.</summary>
    public readonly Timestamp? Deadline => due;

    /// <summary>A slot begins to wait for this source.</summary>
    public void Await(Timestamp now) => Ask(now, Merge);

    /// <summary>A receiver has lost its picture.</summary>
    public void Complain(Timestamp now) => Ask(now, ComplaintInterval);

    /// <summary>A keyframe begins: every complaint so far is answered.</summary>
    public void Arrived() => due = null;

    /// <summary>True when a request is to be sent now.</summary>
    /// <param name="isAwaited">Whether a slot is waiting, which makes the request repeat itself.</param>
    public bool TakeDue(Timestamp now, bool isAwaited)
    {
        if (due is null || due > now) return false;
        Asked++;
        (lastAsked, wasAsked) = (now, true);
        due = isAwaited ? now + Repeat : null;
        return true;
    }

    private void Ask(Timestamp now, TimeSpan interval)
    {
        if (due is null) isTooMuch = Count(now);
        if (isTooMuch) interval = ThenEvery;
        var at = wasAsked && lastAsked + interval > now ? lastAsked + interval : now;
        due = due is { } already ? Timestamp.Earlier(already, at) : at;
    }

    /// <returns>Whether the keyframe that is asked for is one too many.</returns>
    private bool Count(Timestamp now)
    {
        recent = Math.Max(0, recent - (now - countedAt) / ThenEvery);
        countedAt = now;
        var isOver = recent > Burst - 1;
        recent = Math.Min(Burst, recent + 1);
        return isOver;
    }
}
