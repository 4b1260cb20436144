using MeetingHub.Media;
using MeetingHub.Media.Forwarding;
using MeetingHub.Media.Hosting;
using MeetingHub.Media.Rooms;

namespace MeetingHub.Testing.Media;

/// <summary>The server's core on a <see cref="VirtualNetwork"/>.</summary>
internal sealed class SwitchboardEndpoint : IDatagramEndpoint
{
    private readonly Queue<(RemoteAddress To, byte[] Bytes)> outbox = new();
    private readonly DatagramBatch batch;

    public SwitchboardEndpoint(Func<DatagramBatch, Switchboard> wire)
    {
        batch = new DatagramBatch(capacity: 512, full =>
        {
            Sink?.Invoke(full);
            for (var i = 0; Keeps && i < full.Count; i++) outbox.Enqueue((full.Destination(i), full[i].ToArray()));
            full.Clear();
        });
        Board = wire(batch);
    }

    public Switchboard Board { get; }

    /// <summary>False to send into the void, where a queue would be measured along.</summary>
    public bool Keeps { get; set; } = true;

    /// <summary>Takes the datagrams instead of the queue, for measuring with a socket.</summary>
    public Action<DatagramBatch>? Sink { get; set; }

    public Timestamp? Deadline => Board.Deadline == Wakeup.Never ? null : Board.Deadline;

    /// <summary>Takes datagrams that came together, as a loop does.</summary>
    public void Handle(ReadOnlySpan<byte[]> datagrams, in RemoteAddress source, Timestamp now)
    {
        foreach (var datagram in datagrams) Board.Handle(datagram, source, now);
        batch.Flush();
    }

    /// <summary>Takes what has come on a real socket.</summary>
    /// <returns>Datagrams taken.</returns>
    public int TakeFrom(UdpPort port, Timestamp now)
    {
        var count = port.Receive();
        for (var i = 0; i < count; i++) Board.Handle(port.Take(i, out var source), source, now);
        batch.Flush();
        return count;
    }

    public void Handle(Span<byte> datagram, in RemoteAddress source, Timestamp now)
    {
        Board.Handle(datagram, source, now);
        batch.Flush();
    }

    public void Tick(Timestamp now)
    {
        Board.Tick(now);
        batch.Flush();
    }

    public bool TryGetDatagram(Span<byte> destination, out int length, out RemoteAddress target)
    {
        // Commands of a test put datagrams into the batch as well.
        batch.Flush();
        (length, target) = (0, default);
        if (!outbox.TryDequeue(out var next)) return false;
        next.Bytes.CopyTo(destination);
        (length, target) = (next.Bytes.Length, next.To);
        return true;
    }
}
