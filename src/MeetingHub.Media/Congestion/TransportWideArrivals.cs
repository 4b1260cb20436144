using MeetingHub.Media.Rtcp;
using MeetingHub.Media.Rtp;

namespace MeetingHub.Media.Congestion;

/// <summary>
/// When the packets of one connection arrived, by their transport-wide numbers, until they have been reported to the browser, which
/// estimates the path from it. Without these reports a browser stays at its start bit rate.
/// </summary>
internal sealed class TransportWideArrivals
{
    /// <summary>How often to report: libwebrtc expects 50 to 250 ms, and faster reports make it start faster (media.md, 3.6).</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(60);

    // Two seconds at a thousand packets a second; a power of two.
    private const int Capacity = 2048;

    // A packet that late is reported again from there on; older ones are not worth it.
    private const int MaxLate = 512;

    private readonly long[] arrivals = new long[Capacity];
    private SequenceUnwrapper numbers;
    private long next;
    private byte messages;

    public bool HasNews { get; private set; }

    public void Record(SequenceNumber number, Timestamp now)
    {
        var hadStarted = numbers.HasStarted;
        var newest = numbers.Newest;
        var extended = numbers.Peek(number);
        if (!hadStarted || extended - newest >= Capacity)
        {
            // A jump this wide is another sender, not loss: everything before it is void.
            Array.Fill(arrivals, TransportFeedback.Missing);
            next = extended;
        }
        else if (extended > newest)
        {
            for (var skipped = newest + 1; skipped < extended; skipped++) arrivals[skipped % Capacity] = TransportFeedback.Missing;
        }
        else if (newest - extended > MaxLate)
        {
            return;
        }

        numbers.Unwrap(number);
        // What slid out of the ring while nobody asked is forgotten.
        next = Math.Max(Math.Min(next, extended), numbers.Newest - Capacity + 1);
        arrivals[extended % Capacity] = now.Microseconds;
        HasNews = true;
    }

    /// <param name="destination">At least <see cref="TransportFeedback.MaxLength"/>.</param>
    /// <returns>Bytes written; 0 when there is nothing to report. Call again until then.</returns>
    public int Write(Span<byte> destination, uint sender, uint mediaSource)
    {
        if (!HasNews) return 0;
        Span<long> window = stackalloc long[TransportFeedback.MaxStatuses];
        var count = (int)Math.Min(numbers.Newest - next + 1, TransportFeedback.MaxStatuses);
        window = window[..count];
        for (var i = 0; i < count; i++) window[i] = arrivals[(next + i) % Capacity];
        var reported = count;
        var length = 0;
        if (window.ContainsAnyExcept(TransportFeedback.Missing))
            length = TransportFeedback.Write(destination, sender, mediaSource, SequenceNumber.Of(next), messages++, window, out reported);
        next += reported;
        HasNews = next <= numbers.Newest;
        return length > 0 || !HasNews ? length : Write(destination, sender, mediaSource);
    }
}
