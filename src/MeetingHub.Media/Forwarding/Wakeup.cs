namespace MeetingHub.Media.Forwarding;

/// <summary>When somebody next has something to do. The earliest request holds.</summary>
/// <param name="agenda">Where it stands among others; null for one that is asked directly.</param>
internal sealed class Wakeup(Agenda? agenda = null)
{
    public static readonly Timestamp Never = new(long.MaxValue);

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
