namespace MeetingHub.Media.Dtls;

/// <summary>
/// The last flight of a handshake and when to send it again (RFC 6347 section 4.2.4). The datagrams are sent as they were: whoever
/// has seen a record drops its copy as a replay, and whoever missed it needs exactly that one.
/// </summary>
internal sealed class DtlsFlight
{
    /// <summary>RFC 6347 suggests a second, which a meeting's first picture would wait for after each lost datagram.</summary>
    public static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(100);

    public static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(4);

    private byte[][] datagrams = [];
    private TimeSpan delay;

    /// <summary>Null when there is nothing to send again.</summary>
    public Timestamp? Due { get; private set; }

    public void Replace(byte[][] flight, Timestamp now)
    {
        datagrams = flight;
        delay = FirstDelay;
        Due = now + delay;
    }

    /// <summary>The flight, if it is due; the next wait is twice as long.</summary>
    public byte[][] TakeDue(Timestamp now)
    {
        if (Due is not { } due || now < due) return [];
        delay = delay * 2 < LongestDelay ? delay * 2 : LongestDelay;
        Due = now + delay;
        return datagrams;
    }

    public void Clear()
    {
        datagrams = [];
        Due = null;
    }
}
