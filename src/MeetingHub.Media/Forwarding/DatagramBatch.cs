using System.Numerics;
using MeetingHub.Media.Native;

namespace MeetingHub.Media.Forwarding;

/// <summary>
/// What is to be sent, in buffers that are used again. The core appends; whoever owns the socket (or plays the network in a test)
/// takes it out when the core returns or the batch is full. Datagrams are also chained by destination, so that those of one
/// receiver, which a fan-out scatters over the batch, can be sent with one call.
/// </summary>
internal sealed class DatagramBatch
{
    /// <summary>A datagram of an Ethernet with our additions, with room to spare.</summary>
    public const int DatagramBytes = 2048;

    private const int None = -1;

    private readonly Slab slab;
    private readonly Datagram[] datagrams;
    private readonly Lane[] lanes;
    private readonly Action<DatagramBatch> flush;

    /// <summary>Lane number plus one by the hash of its destination, open addressing; 0 is free. At most half full.</summary>
    private readonly int[] table;
    private readonly int tableShift;
    private int end;

    /// <param name="capacity">Datagrams in one batch.</param>
    /// <param name="flush">Sends all and calls <see cref="Clear"/>.</param>
    public DatagramBatch(int capacity, Action<DatagramBatch> flush)
    {
        slab = new Slab(capacity * DatagramBytes);
        datagrams = new Datagram[capacity];
        lanes = new Lane[capacity];
        table = new int[BitOperations.RoundUpToPowerOf2((uint)capacity * 2)];
        tableShift = 32 - BitOperations.Log2((uint)table.Length);
        this.flush = flush;
    }

    public int Count { get; private set; }

    /// <summary>Destinations in the batch.</summary>
    public int Lanes { get; private set; }

    /// <summary>Whether some go by TCP; <see cref="Runs"/> leaves those out.</summary>
    public bool HasTcp { get; private set; }

    /// <summary>Datagrams in the order appended.</summary>
    public Span<byte> this[int index] => slab.At(datagrams[index].Start, datagrams[index].Length);

    public RemoteAddress Destination(int index) => lanes[datagrams[index].Lane].To;

    /// <summary>The batch cut into what one call to the kernel can carry, destination after destination.</summary>
    /// <param name="longest">Datagrams in one run; 1 where the system cannot cut them apart again.</param>
    public DatagramRuns Runs(int longest) => new(this, longest);

    /// <summary>Where the next datagram may be written; nothing is taken until <see cref="Append"/>.</summary>
    public Span<byte> Next()
    {
        if (Count == datagrams.Length) flush(this);
        return slab.At(end, DatagramBytes);
    }

    /// <param name="length">Bytes written to <see cref="Next"/>; nothing is appended for 0.</param>
    public void Append(int length, in RemoteAddress to)
    {
        if (length == 0) return;
        var lane = FindLane(to);
        datagrams[Count] = new Datagram(end, length, lane, None);
        ref var chain = ref lanes[lane];
        if (chain.Last == None) chain.First = Count;
        else datagrams[chain.Last].Following = Count;
        chain.Last = Count++;
        // Packed: a batch that fits the second-level cache is still there when the kernel copies it.
        end += (length + Slab.Alignment - 1) & -Slab.Alignment;
    }

    public void Flush()
    {
        if (Count > 0) flush(this);
    }

    public void Clear()
    {
        // Many lanes are cheaper to forget all at once.
        if (Lanes * 4 > table.Length) Array.Clear(table);
        else
            for (var i = 0; i < Lanes; i++) table[lanes[i].Place] = 0;
        (Count, Lanes, end, HasTcp) = (0, 0, 0, false);
    }

    /// <summary>Where <see cref="Datagram.Start"/> counts from; for the kernel. Valid while the batch is referred to.</summary>
    internal unsafe byte* Start => slab.Start;

    internal ReadOnlySpan<Datagram> Datagrams => datagrams.AsSpan(0, Count);

    internal ref readonly Lane LaneAt(int index) => ref lanes[index];

    private int FindLane(in RemoteAddress to)
    {
        var mask = table.Length - 1;
        var place = (int)((uint)to.GetHashCode() >> tableShift);
        for (; table[place] != 0; place = (place + 1) & mask)
            if (lanes[table[place] - 1].To == to) return table[place] - 1;
        lanes[Lanes] = new Lane(to, place);
        HasTcp |= to.IsTcp;
        return (table[place] = ++Lanes) - 1;
    }

    /// <summary>Where a datagram lies in the slab, and the next one with its destination; negative when it is the last.</summary>
    internal record struct Datagram(int Start, int Length, int Lane, int Following);

    internal struct Lane(RemoteAddress to, int place)
    {
        public readonly RemoteAddress To = to;
        public readonly int Place = place;
        public int First = None;
        public int Last = None;
    }
}
