namespace MeetingHub.Media.Dtls;

/// <summary>
/// The last flight of a handshake and when to send it again (RFC 6347 section 4.2.4). OpenSSL's own timer goes by the wall clock and
/// cannot be told the time, so it is switched off and its datagrams are repeated here; see <see cref="RecordNumbers"/>.
/// </summary>
internal sealed class DtlsFlight
{
    /// <summary>RFC 6347 suggests a second, which a meeting's first picture would wait for after each lost datagram.</summary>
    public static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(100);

    public static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(4);

    /// <summary>Between two answers to a peer that repeats itself; shorter than any peer's first wait.</summary>
    private static readonly TimeSpan ShortestRepeat = TimeSpan.FromMilliseconds(40);

    private byte[][] datagrams = [];
    private TimeSpan delay;
    private Timestamp sent;

    /// <summary>Null when there is nothing to send again.</summary>
    public Timestamp? Due { get; private set; }

    public void Replace(byte[][] flight, Timestamp now)
    {
        datagrams = flight;
        sent = now;
        delay = FirstDelay;
        Due = now + delay;
    }

    /// <summary>The flight, if it is due; the next wait is twice as long.</summary>
    public byte[][] TakeDue(Timestamp now)
    {
        if (Due is not { } due || now < due) return [];
        delay = delay * 2 < LongestDelay ? delay * 2 : LongestDelay;
        sent = now;
        Due = now + delay;
        return datagrams;
    }

    /// <summary>
    /// Ends the timer but keeps the flight: a server is through once it has sent its last flight, and learns of its loss only by the
    /// client's repeating the one before.
    /// </summary>
    public void Rest() => Due = null;

    /// <summary>The flight, for a peer that repeats its own and so has not seen it (RFC 6347 section 4.2.4).</summary>
    public byte[][] TakeRepeat(Timestamp now)
    {
        if (now - sent < ShortestRepeat) return [];
        sent = now;
        if (Due is not null) Due = now + delay;
        return datagrams;
    }
}
