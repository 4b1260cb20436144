using MeetingHub.Media;

namespace MeetingHub.Testing.Media;

/// <summary>
/// One direction of a path: decides for each datagram, as it is sent, whether and when it comes out. No clock and no socket, so that
/// the <see cref="VirtualNetwork"/> and a real <see cref="SocketLine"/> lose and delay by the same rules. One thread at a time.
/// </summary>
/// <param name="random">One number is taken a datagram for its loss, then one for its duplication, then one a copy for its jitter.</param>
public sealed class Link(Random random, LinkConditions conditions)
{
    /// <summary>Longest result of <see cref="Cross"/>.</summary>
    public const int MaxCopies = 2;

    private Timestamp freeAt;
    private Timestamp latest;
    private bool isLosing;

    /// <summary>May change at any time; what is under way stays on its way, and what waits at the bottleneck keeps its turn.</summary>
    public LinkConditions Conditions { get; set; } = conditions;

    public long Sent { get; private set; }

    /// <summary>Lost by chance or for their size.</summary>
    public long Lost { get; private set; }

    /// <summary>Lost because the queue at the bottleneck was full.</summary>
    public long Overflowed { get; private set; }

    /// <param name="arrivals">Where the datagram's copies come out at the other end; at least <see cref="MaxCopies"/>.</param>
    /// <returns>How many copies there are; 0 when it is lost.</returns>
    public int Cross(int bytes, Timestamp now, Span<Timestamp> arrivals)
    {
        var link = Conditions;
        Sent++;
        if (bytes > link.MaxDatagramBytes || IsLost(link))
        {
            Lost++;
            return 0;
        }

        var at = now;
        if (link.BitsPerSecond > 0)
        {
            var begin = freeAt > now ? freeAt : now;
            if (begin - now > link.Queue)
            {
                Overflowed++;
                return 0;
            }

            at = freeAt = begin + TimeSpan.FromSeconds((bytes + link.HeaderBytes) * 8.0 / link.BitsPerSecond);
        }

        var copies = random.NextDouble() < link.Duplication ? 2 : 1;
        for (var copy = 0; copy < copies; copy++)
        {
            var arrival = at + link.Delay + link.Jitter * random.NextDouble();
            if (link.KeepsOrder && arrival < latest) arrival = latest;
            if (arrival > latest) latest = arrival;
            arrivals[copy] = arrival;
        }

        return copies;
    }

    /// <summary>
    /// Gilbert's model: a state in which everything is lost, left after <see cref="LinkConditions.LossRun"/> datagrams on average and
    /// entered as often as gives the loss asked for.
    /// </summary>
    private bool IsLost(LinkConditions link)
    {
        var roll = random.NextDouble();
        if (link.LossRun <= 1) return roll < link.Loss;
        isLosing = isLosing ? roll >= 1 / link.LossRun : roll < link.Loss / ((1 - link.Loss) * link.LossRun);
        return isLosing;
    }
}
