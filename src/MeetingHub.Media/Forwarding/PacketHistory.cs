using MeetingHub.Media.Rtp;

namespace MeetingHub.Media.Forwarding;

/// <summary>
/// The last packets of one video stream in plain, kept once for all who receive it: retransmissions are made from here, each under
/// its receiver's numbers. Payloads lie behind one another in a ring of bytes, so small packets reach further back.
/// </summary>
internal sealed class PacketHistory
{
    /// <summary>Two seconds at 2.5 Mbit/s.</summary>
    private const int RingBytes = 640 * 1024;

    // A power of two.
    private const int Entries = 1024;

    private readonly byte[] ring = GC.AllocateUninitializedArray<byte>(RingBytes);
    private readonly Entry[] entries = new Entry[Entries];
    private long written;

    public PacketHistory() => Array.Fill(entries, new Entry(-1, 0, 0, default, Marker: false));

    public bool Contains(long sequence) => Find(sequence) >= 0;

    public void Store(long sequence, RtpTime time, bool marker, ReadOnlySpan<byte> payload)
    {
        // A payload never wraps: what is left at the end of the ring is skipped.
        var at = (int)(written % RingBytes);
        if (at + payload.Length > RingBytes) written += RingBytes - at;
        payload.CopyTo(ring.AsSpan((int)(written % RingBytes)));
        entries[sequence & (Entries - 1)] = new Entry(sequence, written, payload.Length, time, marker);
        written += payload.Length;
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
        payload = ring.AsSpan((int)(entry.Position % RingBytes), entry.Length);
        return true;
    }

    private int Find(long sequence)
    {
        var index = (int)(sequence & (Entries - 1));
        ref readonly var entry = ref entries[index];
        return entry.Sequence == sequence && entry.Position >= written - RingBytes ? index : -1;
    }

    private readonly record struct Entry(long Sequence, long Position, int Length, RtpTime Time, bool Marker);
}
