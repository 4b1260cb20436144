using MeetingHub.Media;

namespace MeetingHub.Testing.Media;

/// <summary>
/// Somebody's way to a server and back: two <see cref="Link"/>s and what is under way in them. Without clock and socket; datagrams
/// come out in the order of their times, and those of one time in the order of their sending. One thread at a time.
/// </summary>
/// <param name="seed">Of every loss, delay and duplication; both directions have numbers of their own.</param>
public sealed class Line(int seed, LinkConditions up, LinkConditions down)
{
    private readonly PriorityQueue<LineDatagram, (long At, long Order)> underWay = new();
    private long order;

    /// <summary>Towards the server.</summary>
    public Link Up { get; } = new(new Random(seed), up);

    public Link Down { get; } = new(new Random(~seed), down);

    /// <summary>When the next datagram comes out; null when none is under way.</summary>
    public Timestamp? Deadline => underWay.TryPeek(out _, out var at) ? new Timestamp(at.At) : null;

    /// <param name="route">Whatever the caller needs to pass the datagram on.</param>
    public void Send(bool isUp, int route, ReadOnlySpan<byte> datagram, Timestamp now)
    {
        Span<Timestamp> arrivals = stackalloc Timestamp[Link.MaxCopies];
        var copies = (isUp ? Up : Down).Cross(datagram.Length, now, arrivals);
        if (copies == 0) return;
        var sent = new LineDatagram(isUp, route, datagram.ToArray());
        foreach (var arrival in arrivals[..copies]) underWay.Enqueue(sent, (arrival.Microseconds, order++));
    }

    /// <summary>Takes the next datagram that has come out by now.</summary>
    public bool TryTake(Timestamp now, out LineDatagram datagram)
    {
        datagram = default;
        return Deadline is { } due && due <= now && underWay.TryDequeue(out datagram, out _);
    }
}

public readonly record struct LineDatagram(bool IsUp, int Route, byte[] Bytes);
