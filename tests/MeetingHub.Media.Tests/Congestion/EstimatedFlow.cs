using System.Buffers.Binary;
using System.Net;
using MeetingHub.Media.Congestion;
using MeetingHub.Media.Rtcp;
using MeetingHub.Testing.Media;

namespace MeetingHub.Media.Tests.Congestion;

/// <summary>
/// Traffic under an estimate: 30 frames a second of packets that leave together, as a server forwards them, and probes. Sends as much as
/// the estimate allows, up to <see cref="Media"/>.
/// </summary>
internal sealed class EstimatedFlow(RemoteAddress address, RemoteAddress receiver, double framesPerSecond = 30) : IDatagramEndpoint
{
    private const int LargestPacket = 1200;
    private const int SmallestPacket = 60;
    private static readonly TimeSpan Sample = TimeSpan.FromMilliseconds(100);

    private readonly Queue<byte[]> outbox = new();
    private readonly TimeSpan interval = TimeSpan.FromSeconds(1 / framesPerSecond);
    private Timestamp nextFrame;
    private Timestamp nextSample;

    public BandwidthEstimator Estimator { get; } = new();

    public RemoteAddress Address { get; } = address;

    /// <summary>What there is to be sent, bits a second.</summary>
    public long Media { get; set; } = 100_000_000;

    /// <summary>False to send <see cref="Media"/> whatever the estimate says.</summary>
    public bool Obeys { get; init; } = true;

    /// <summary>The estimate every 100 ms.</summary>
    public List<(Timestamp At, long Bits)> Curve { get; } = [];

    public Timestamp? Deadline
    {
        get
        {
            var next = Timestamp.Earlier(nextFrame, nextSample);
            return Estimator.Deadline is { } own ? Timestamp.Earlier(next, own) : next;
        }
    }

    public void Handle(Span<byte> datagram, in RemoteAddress source, Timestamp now)
    {
        var reader = new RtcpReader(datagram);
        while (reader.MoveNext())
            if (Feedback.TryParse(reader.Body, out _, out var control)) Assert.True(Estimator.Hear(control, now));
    }

    public void Tick(Timestamp now)
    {
        Estimator.Tick(now);
        for (int due; (due = Estimator.ProbeBytesDue(now)) > 0;) Send(Estimator.ProbePacketBytes, now);
        if (now >= nextSample)
        {
            nextSample = now + Sample;
            Curve.Add((now, Estimator.BitsPerSecond));
        }

        if (now < nextFrame) return;
        nextFrame = now + interval;
        var rate = Obeys ? Math.Min(Media, Estimator.BitsPerSecond) : Media;
        for (var left = (int)(rate / 8 * interval.TotalSeconds); left > 0; left -= LargestPacket)
            Send(Math.Clamp(left, SmallestPacket, LargestPacket), now);
    }

    public bool TryGetDatagram(Span<byte> destination, out int length, out RemoteAddress target)
    {
        (length, target) = (0, receiver);
        if (!outbox.TryDequeue(out var datagram)) return false;
        datagram.CopyTo(destination);
        length = datagram.Length;
        return true;
    }

    private void Send(int size, Timestamp now)
    {
        var datagram = new byte[size];
        BinaryPrimitives.WriteInt64BigEndian(datagram, now.Microseconds);
        Estimator.Count(size, now);
        BinaryPrimitives.WriteUInt16BigEndian(datagram.AsSpan(8), Estimator.Sent.Newest.Value);
        outbox.Enqueue(datagram);
    }
}

/// <summary>Reports arrivals to each sender as a browser does, and notes how long packets took.</summary>
internal sealed class ReportingReceiver : IDatagramEndpoint
{
    private readonly Dictionary<RemoteAddress, TransportWideArrivals> flows = [];
    private readonly Queue<(RemoteAddress To, byte[] Bytes)> outbox = new();
    private Timestamp nextReport;

    public static RemoteAddress Address { get; } = RemoteAddress.From(new IPEndPoint(IPAddress.Parse("203.0.113.9"), 9));

    /// <summary>How far this side's clock is ahead.</summary>
    public TimeSpan ClockError { get; set; }

    public bool Reports { get; set; } = true;

    /// <summary>Bytes that arrived, and the time that each packet needed.</summary>
    public List<(Timestamp At, int Bytes, TimeSpan Took)> Arrived { get; } = [];

    public Timestamp? Deadline => flows.Count == 0 ? null : nextReport;

    public void Handle(Span<byte> datagram, in RemoteAddress source, Timestamp now)
    {
        Arrived.Add((now, datagram.Length, now - new Timestamp(BinaryPrimitives.ReadInt64BigEndian(datagram))));
        if (!flows.TryGetValue(source, out var arrivals)) flows[source] = arrivals = new TransportWideArrivals();
        arrivals.Record(new(BinaryPrimitives.ReadUInt16BigEndian(datagram[8..])), now + ClockError);
    }

    public void Tick(Timestamp now)
    {
        if (now < nextReport) return;
        nextReport = now + TransportWideArrivals.Interval;
        foreach (var (source, arrivals) in flows)
        {
            var message = new byte[TransportFeedback.MaxLength];
            for (int length; (length = arrivals.Write(message, 1, 2)) > 0;)
                if (Reports) outbox.Enqueue((source, message[..length]));
        }
    }

    public bool TryGetDatagram(Span<byte> destination, out int length, out RemoteAddress target)
    {
        (length, target) = (0, default);
        if (!outbox.TryDequeue(out var next)) return false;
        next.Bytes.CopyTo(destination);
        (length, target) = (next.Bytes.Length, next.To);
        return true;
    }
}

/// <summary>Senders before one bottleneck, which is the receiver's way down.</summary>
internal sealed class EstimatedLine
{
    private readonly VirtualNetwork network;

    public EstimatedLine(LinkConditions down, int flows = 1, int seed = 1, Func<RemoteAddress, EstimatedFlow>? make = null)
    {
        network = new VirtualNetwork(seed);
        network.Attach(Receiver, ReportingReceiver.Address, new LinkConditions { Delay = down.Delay }, down);
        for (var i = 0; i < flows; i++)
        {
            var address = RemoteAddress.From(new IPEndPoint(IPAddress.Parse("198.51.100.1"), 1000 + i));
            var flow = make?.Invoke(address) ?? new EstimatedFlow(address, ReportingReceiver.Address);
            flow.Estimator.Expect();
            flow.Estimator.Wanted = 12_000_000;
            Flows.Add(flow);
            network.Attach(flow, address, LinkConditions.Perfect);
        }
    }

    public ReportingReceiver Receiver { get; } = new();

    public List<EstimatedFlow> Flows { get; } = [];

    public EstimatedFlow Flow => Flows[0];

    public long Estimate => Flow.Estimator.BitsPerSecond;

    public Timestamp Now => network.Now;

    public void Run(double seconds) => network.RunFor(TimeSpan.FromSeconds(seconds));

    /// <returns>Seconds until the condition held; fails after the limit.</returns>
    public double RunUntil(Func<bool> condition, double limit)
    {
        var start = Now;
        Assert.True(network.RunUntil(condition, TimeSpan.FromSeconds(limit)), $"not within {limit} s; estimate {Estimate / 1000} kbit/s");
        return (Now - start).TotalSeconds;
    }

    public void Change(LinkConditions down, LinkConditions? up = null) =>
        network.Change(Receiver, up ?? new LinkConditions { Delay = down.Delay }, down);

    /// <summary>The estimate's mean over the last seconds.</summary>
    public double Mean(double seconds, int flow = 0) =>
        Flows[flow].Curve.Where(p => Now - p.At <= TimeSpan.FromSeconds(seconds)).Average(p => (double)p.Bits);

    public long Lowest(double seconds, int flow = 0) =>
        Flows[flow].Curve.Where(p => Now - p.At <= TimeSpan.FromSeconds(seconds)).Min(p => p.Bits);

    /// <summary>The time that all but every twentieth packet needed at most, in ms, over the last seconds.</summary>
    public double Took(double seconds)
    {
        var took = Receiver.Arrived.Where(p => Now - p.At <= TimeSpan.FromSeconds(seconds)).Select(p => p.Took.TotalMilliseconds).Order().ToArray();
        return took[(int)(took.Length * 0.95)];
    }
}
