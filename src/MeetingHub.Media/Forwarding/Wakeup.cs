namespace MeetingHub.Media.Forwarding;

/// <summary>When somebody next has something to do. The earliest request holds.</summary>
internal sealed class Wakeup(Wakeup? parent = null)
{
    public static readonly Timestamp Never = new(long.MaxValue);

    public Timestamp At { get; private set; } = Never;

    public void Ask(Timestamp at)
    {
        if (at < At) At = at;
        parent?.Ask(at);
    }

    /// <summary>Forgets all requests: whoever wakes up asks anew.</summary>
    public void Reset() => At = Never;
}
