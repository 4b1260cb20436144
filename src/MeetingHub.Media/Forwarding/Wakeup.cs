namespace MeetingHub.Media.Forwarding;

/// <summary>When somebody next has something to do. The earliest request holds.</summary>
/// <param name="agenda">Where it stands among others; null for one that is asked directly.</param>
internal sealed class Wakeup(Agenda? agenda = null)
{
    public static readonly Timestamp Never = new(long.MaxValue);

    /// <summary>
    /// How late work may be that the next packet reminds of: feedback every 60 ms is then no rarer than the 100 ms that libwebrtc
    /// likes best. To wake up costs a thread that sleeps most of the time some 20 µs, whatever for, since nothing it needs is in the caches:
    /// with one camera and ten viewers every fourth time was for such work alone, and a forwarded packet costs 5 to 16 % less without.
    /// </summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(40);

    public Timestamp At { get; private set; } = Never;

    /// <summary>Who is to be woken; null before he is there and once he is gone.</summary>
    public ITicking? Owner { get; set; }

    /// <summary>Index in the agenda; negative while it does not stand there.</summary>
    internal int Place { get; set; } = -1;

    public void Ask(Timestamp at)
    {
        if (at >= At) return;
        At = at;
        agenda?.Advance(this);
    }

    /// <summary>
    /// Asks on behalf of work that may be done a little later, along with others: it is due from then on, <see cref="Remind"/> brings it
    /// about, and without packets it is done after <see cref="Patience"/>.
    /// </summary>
    public void AskPatiently(Timestamp from) => Ask(from + Patience);

    /// <summary>To be called with each packet: the owner is awake anyway.</summary>
    /// <param name="due">What <see cref="AskPatiently"/> was called with; null for nothing.</param>
    public void Remind(Timestamp? due, Timestamp now)
    {
        if (due <= now) Ask(now);
    }

    /// <summary>Forgets all requests: whoever wakes up asks anew.</summary>
    public void Reset()
    {
        At = Never;
        agenda?.Remove(this);
    }

    /// <summary>The owner is gone; whoever still asks on his behalf wakes nobody.</summary>
    public void Retire()
    {
        Owner = null;
        Reset();
    }
}

/// <summary>Somebody with deadlines of his own.</summary>
internal interface ITicking
{
    /// <summary>Does what is due, and asks to be woken for what is not.</summary>
    void Tick(Timestamp now);
}
