namespace MeetingHub.Media.Forwarding;

/// <summary>
/// What is to be sent, in order, in buffers that are used again. The core appends; whoever owns the socket (or plays the network in a
/// test) takes it out when the core returns or the batch is full.
/// </summary>
internal sealed class DatagramBatch
{
    /// <summary>A datagram of an Ethernet with our additions, with room to spare.</summary>
    public const int DatagramBytes = 2048;

    private readonly byte[] bytes;
    private readonly Datagram[] datagrams;
    private readonly Action<DatagramBatch> flush;

    /// <param name="capacity">Datagrams in one batch; 64 is where sendmmsg stops gaining (media.md, section 0).</param>
    /// <param name="flush">Sends all and calls <see cref="Clear"/>.</param>
    public DatagramBatch(int capacity, Action<DatagramBatch> flush)
    {
        bytes = GC.AllocateUninitializedArray<byte>(capacity * DatagramBytes, pinned: true);
        datagrams = new Datagram[capacity];
        this.flush = flush;
    }

    public int Count { get; private set; }

    public RemoteAddress Destination(int index) => datagrams[index].To;

    public Span<byte> this[int index] => bytes.AsSpan(index * DatagramBytes, datagrams[index].Length);

    /// <summary>Where the next datagram may be written; nothing is taken until <see cref="Append"/>.</summary>
    public Span<byte> Next()
    {
        if (Count == datagrams.Length) flush(this);
        return bytes.AsSpan(Count * DatagramBytes, DatagramBytes);
    }

    /// <param name="length">Bytes written to <see cref="Next"/>; nothing is appended for 0.</param>
    public void Append(int length, in RemoteAddress to)
    {
        if (length == 0) return;
        datagrams[Count++] = new Datagram(to, length);
    }

    public void Flush()
    {
        if (Count > 0) flush(this);
    }

    public void Clear() => Count = 0;

    private readonly record struct Datagram(RemoteAddress To, int Length);
}
