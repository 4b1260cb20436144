using MeetingHub.Media.Rtp;

namespace MeetingHub.Media.Congestion;

/// <summary>What became of a packet that was sent, as far as the receiver said.</summary>
internal enum Delivery : byte
{
    Unknown,
    Lost,
    Arrived,
}

/// <summary>
/// The transport-wide numbers of one connection: gives each packet its own and remembers when it was sent, how large it was and which
/// probe it belonged to, until the receiver has told what became of it.
/// </summary>
internal sealed class SentPackets
{
    // A second and a half at 15 Mbit/s; a power of two. Eight bytes each.
    private const int Capacity = 2048;

    // Many connections only send: they keep no memory.
    private Entry[] entries = [];

    /// <summary>The number that the next packet gets, unwrapped. Begins in the second round, as <see cref="SequenceUnwrapper"/>.</summary>
    public long Next { get; private set; } = 65_536;

    /// <summary>Bytes of all packets so far.</summary>
    public long Bytes { get; private set; }

    public Timestamp LastSent { get; private set; }

    /// <summary>Number of the packet that was sent last.</summary>
    public SequenceNumber Newest => SequenceNumber.Of(Next - 1);

    /// <summary>Number of the probe cluster that packets belong to from now on; 0 for none.</summary>
    public byte Cluster { get; set; }

    /// <param name="size">Bytes on the wire above UDP.</param>
    public void Add(int size, Timestamp now)
    {
        if (entries.Length == 0) entries = new Entry[Capacity];
        entries[Next % Capacity] = new Entry(unchecked((uint)now.Microseconds), (ushort)size, Cluster, Delivery.Unknown);
        Bytes += size;
        LastSent = now;
        Next++;
    }

    /// <summary>The unwrapped number that a receiver means.</summary>
    public long Locate(SequenceNumber number) => Next - 1 + number.Since(SequenceNumber.Of(Next - 1));

    /// <summary>Notes what a receiver says of a packet.</summary>
    /// <param name="sent">When and what it was, and what was known of it before.</param>
    /// <returns>False for a packet that was never sent or is forgotten.</returns>
    public bool TrySettle(long number, Delivery delivery, Timestamp now, out SentPacket sent)
    {
        sent = default;
        if (number >= Next || number < Next - Capacity || number < 65_536) return false;
        ref var entry = ref entries[number % Capacity];
        sent = new SentPacket(Since(entry.At, now), entry.Size, entry.Cluster, entry.Delivery);
        // Once it was there it stays there: a message that comes late must not take it back.
        if (entry.Delivery != Delivery.Arrived) entry.Delivery = delivery;
        return true;
    }

    /// <summary>Full times from their low half: an entry is never as old as the hour in which it wraps.</summary>
    private static Timestamp Since(uint at, Timestamp now) => new(now.Microseconds - unchecked((uint)now.Microseconds - at));

    private record struct Entry(uint At, ushort Size, byte Cluster, Delivery Delivery);
}

/// <param name="Before">What was known of it until now.</param>
internal readonly record struct SentPacket(Timestamp At, int Size, byte Cluster, Delivery Before);
