using MeetingHub.Media;

namespace MeetingHub.Testing.Media;

/// <summary>
/// Endpoints and the paths between them in virtual time: the same seed gives the same run, a minute takes milliseconds.
/// </summary>
public sealed class VirtualNetwork
{
    private const int MaxDatagramBytes = 1500;

    /// <summary>A pair of endpoints that answer each other without any delay would never let time go on.</summary>
    private const int MaxStepsAtOnce = 100_000;

    private readonly Random random;
    private readonly List<Attachment> attachments = [];
    private readonly PriorityQueue<DatagramUnderWay, (long At, long Order)> underWay = new();
    private readonly byte[] buffer = new byte[MaxDatagramBytes];
    private long order;

    /// <param name="seed">Of every loss, delay and duplication.</param>
    /// <param name="start">Arbitrary; not zero by default, so that nobody takes zero for "never".</param>
    public VirtualNetwork(int seed, Timestamp? start = null)
    {
        random = new Random(seed);
        Now = start ?? new Timestamp(1_000_000_000);
    }

    public Timestamp Now { get; private set; }

    /// <summary>Sees each datagram as it is sent; false loses it. For tests that lose one certain datagram.</summary>
    public Func<SentDatagram, bool>? Filter { get; set; }

    /// <summary>Connects an endpoint under an address of its own.</summary>
    /// <param name="endpoint">Driven by this network from now on.</param>
    /// <param name="address">Where it receives, and what others see as the source of what it sends.</param>
    /// <param name="uplink">From the endpoint; perfect when null.</param>
    /// <param name="downlink">To the endpoint; as <paramref name="uplink"/> when null.</param>
    public void Attach(
        IDatagramEndpoint endpoint, RemoteAddress address, LinkConditions? uplink = null, LinkConditions? downlink = null)
    {
        var up = uplink ?? LinkConditions.Perfect;
        attachments.Add(new Attachment(endpoint, address, new Link(random, up), new Link(random, downlink ?? up)));
    }

    /// <summary>Takes the endpoint off the net; what is under way to it is lost.</summary>
    public void Detach(IDatagramEndpoint endpoint) => attachments.RemoveAll(a => ReferenceEquals(a.Endpoint, endpoint));

    /// <summary>The endpoint has moved, as from Wi-Fi to a mobile network: it sends from there now and the old address is dead.</summary>
    public void Move(IDatagramEndpoint endpoint, RemoteAddress address) => Find(endpoint).Address = address;

    public void Change(IDatagramEndpoint endpoint, LinkConditions uplink, LinkConditions? downlink = null)
    {
        var attachment = Find(endpoint);
        (attachment.Uplink.Conditions, attachment.Downlink.Conditions) = (uplink, downlink ?? uplink);
    }

    /// <summary>Sends a datagram from any address, as an attacker who forges its source.</summary>
    public void Inject(ReadOnlySpan<byte> datagram, RemoteAddress source, RemoteAddress target) =>
        Send(datagram, source, target, new Link(random, LinkConditions.Perfect));

    public void RunFor(TimeSpan duration) => RunUntil(() => false, duration);

    /// <summary>Runs until the condition holds.</summary>
    /// <returns>False when it did not within <paramref name="limit"/>; the time is then up.</returns>
    public bool RunUntil(Func<bool> condition, TimeSpan limit)
    {
        var end = Now + limit;
        var stepsAtOnce = 0;
        Collect();
        while (!condition())
        {
            var next = Next();
            if (next is null || next > end)
            {
                Now = end;
                return false;
            }

            stepsAtOnce = next > Now ? 0 : stepsAtOnce + 1;
            if (stepsAtOnce > MaxStepsAtOnce) throw new InvalidOperationException("Time does not go on: a deadline is never met.");
            if (next > Now) Now = next.Value;
            Step();
        }

        return true;
    }

    private void Step()
    {
        if (underWay.TryPeek(out var datagram, out var at) && at.At <= Now.Microseconds)
        {
            underWay.Dequeue();
            Arrive(datagram);
            return;
        }

        foreach (var attachment in attachments.ToArray())
        {
            if (attachment.Endpoint.Deadline is not { } deadline || deadline > Now) continue;
            attachment.Endpoint.Tick(Now);
            Collect(attachment);
        }
    }

    /// <summary>First at the receiver's downlink, in the order of coming there, then at the receiver.</summary>
    private void Arrive(DatagramUnderWay datagram)
    {
        var receiver = attachments.Find(a => a.Address == datagram.Target);
        if (receiver is null) return;
        if (!datagram.IsThroughDownlink)
        {
            Cross(receiver.Downlink, datagram with { IsThroughDownlink = true });
            return;
        }

        datagram.Bytes.CopyTo(buffer, 0);
        receiver.Endpoint.Handle(buffer.AsSpan(0, datagram.Bytes.Length), datagram.Source, Now);
        Collect(receiver);
    }

    private Timestamp? Next()
    {
        Timestamp? next = underWay.TryPeek(out _, out var at) ? new Timestamp(at.At) : null;
        foreach (var attachment in attachments)
            if (attachment.Endpoint.Deadline is { } deadline) next = next is { } earlier ? Timestamp.Earlier(earlier, deadline) : deadline;
        return next;
    }

    private void Collect()
    {
        foreach (var attachment in attachments.ToArray()) Collect(attachment);
    }

    private void Collect(Attachment attachment)
    {
        while (attachment.Endpoint.TryGetDatagram(buffer, out var length, out var target))
            Send(buffer.AsSpan(0, length), attachment.Address, target, attachment.Uplink);
    }

    private void Send(ReadOnlySpan<byte> datagram, RemoteAddress source, RemoteAddress target, Link uplink)
    {
        var bytes = datagram.ToArray();
        if (Filter is not null && !Filter(new SentDatagram(Now, source, target, bytes))) return;
        Cross(uplink, new DatagramUnderWay(source, target, bytes, IsThroughDownlink: false));
    }

    /// <summary>Sends the datagram, its copies or nothing through the link from now on.</summary>
    private void Cross(Link link, DatagramUnderWay datagram)
    {
        Span<Timestamp> arrivals = stackalloc Timestamp[Link.MaxCopies];
        var copies = link.Cross(datagram.Bytes.Length, Now, arrivals);
        foreach (var arrival in arrivals[..copies]) underWay.Enqueue(datagram, (arrival.Microseconds, order++));
    }

    private Attachment Find(IDatagramEndpoint endpoint) => attachments.Find(a => ReferenceEquals(a.Endpoint, endpoint))
        ?? throw new ArgumentException("Not attached.", nameof(endpoint));

    private sealed record DatagramUnderWay(RemoteAddress Source, RemoteAddress Target, byte[] Bytes, bool IsThroughDownlink);

    private sealed class Attachment(IDatagramEndpoint endpoint, RemoteAddress address, Link uplink, Link downlink)
    {
        public IDatagramEndpoint Endpoint { get; } = endpoint;

        public RemoteAddress Address { get; set; } = address;

        public Link Uplink { get; } = uplink;

        public Link Downlink { get; } = downlink;
    }
}

public sealed record SentDatagram(Timestamp At, RemoteAddress Source, RemoteAddress Target, byte[] Bytes);
