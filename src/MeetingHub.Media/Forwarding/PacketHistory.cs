using System.Numerics;
using MeetingHub.Media.Rtp;

namespace MeetingHub.Media.Forwarding;

/// <summary>
/// The last packets of one video layer in plain, kept once for all who receive it: retransmissions are made from here, each under
/// its receiver's numbers. Payloads lie behind one another in a ring of bytes, so small packets reach further back.
/// </summary>
internal sealed class PacketHistory
{
    /// <summary>How far back it is to reach: beyond it a receiver has given up and asked for a keyframe.</summary>
    private static readonly TimeSpan Reach = TimeSpan.FromSeconds(2);

    /// <summary>Reach of a small layer; all are powers of two.</summary>
    private const int LeastBytes = 64 * 1024;

    /// <summary>Reach of 4 Mbit/s.</summary>
    private const int MostBytes = 1024 * 1024;

    /// <summary>A packet's share of the ring: less than browsers fill, so that the bytes and not the places run out first.</summary>
    private const int BytesPerEntry = 512;

    private byte[] ring = [];
    private Entry[] entries = [];
    private long written;
    private long newest = -1;

    public PacketHistory() => Allocate(LeastBytes);

    /// <summary>Memory that it holds.</summary>
    public int Bytes => ring.Length + entries.Length * System.Runtime.CompilerServices.Unsafe.SizeOf<Entry>();

    /// <summary>Makes room for a stream of this rate; never less than there was.</summary>
    public void Fit(long bitsPerSecond)
    {
        var wanted = (long)(bitsPerSecond / 8 * Reach.TotalSeconds);
        if (wanted <= ring.Length || ring.Length == MostBytes) return;
        var old = (ring, entries);
        Allocate((int)BitOperations.RoundUpToPowerOf2((ulong)Math.Min(wanted, MostBytes)));
        var position = written;
        written = 0;
        for (var sequence = newest - old.entries.Length + 1; sequence <= newest; sequence++)
        {
            ref readonly var entry = ref old.entries[sequence & (old.entries.Length - 1)];
            if (entry.Sequence != sequence || entry.Position < position - old.ring.Length) continue;
            Store(sequence, entry.Time, entry.Marker, old.ring.AsSpan((int)(entry.Position % old.ring.Length), entry.Length));
        }
    }

    public bool Contains(long sequence) => Find(sequence) >= 0;

    public void Store(long sequence, RtpTime time, bool marker, ReadOnlySpan<byte> payload)
    {
        ref var entry = ref entries[sequence & (entries.Length - 1)];
        // So late that a newer packet has its place.
        if (entry.Sequence > sequence) return;
        // A payload never wraps: what is left at the end of the ring is skipped.
        var at = (int)(written % ring.Length);
        if (at + payload.Length > ring.Length) written += ring.Length - at;
        payload.CopyTo(ring.AsSpan((int)(written % ring.Length)));
        entry = new Entry(sequence, written, payload.Length, time, marker);
        written += payload.Length;
        newest = Math.Max(newest, sequence);
    }

    /// <param name="payload">Valid until the next <see cref="Store"/>.</param>
    public bool TryGet(long sequence, out RtpTime time, out bool marker, out ReadOnlySpan<byte> payload)
    {
        var index = Find(sequence);
        (time, marker) = (default, false);
        payload = [];
        if (index < 0) return false;
        ref readonly var entry = ref entries[index];
        (time, marker) = (entry.Time, entry.Marker);
        payload = ring.AsSpan((int)(entry.Position % ring.Length), entry.Length);
        return true;
    }

    private int Find(long sequence)
    {
        var index = (int)(sequence & (entries.Length - 1));
        ref readonly var entry = ref entries[index];
        return entry.Sequence == sequence && entry.Position >= written - ring.Length ? index : -1;
    }

    private void Allocate(int bytes)
    {
        ring = GC.AllocateUninitializedArray<byte>(bytes);
        entries = new Entry[bytes / BytesPerEntry];
        Array.Fill(entries, new Entry(-1, 0, 0, default, Marker: false));
    }

    private readonly record struct Entry(long Sequence, long Position, int Length, RtpTime Time, bool Marker);
}
