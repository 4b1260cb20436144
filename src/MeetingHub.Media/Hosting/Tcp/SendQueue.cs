using System.Buffers;
using System.Buffers.Binary;

namespace MeetingHub.Media.Hosting.Tcp;

/// <summary>
/// What waits for one TCP connection. A stream that the line cannot carry would pile up without end and be heard seconds late, so
/// pictures are left out by whole frames while much waits or has waited long; sound goes on until nothing fits any more.
/// </summary>
internal sealed class SendQueue
{
    /// <summary>A keyframe of a shared screen fits; beyond it no new frame begins.</summary>
    public const int PictureBytes = 128 * 1024;

    /// <summary>Frames that have begun are finished, and sound goes on, up to here.</summary>
    public const int MaxBytes = 512 * 1024;

    /// <summary>On a line so slow that this little takes so long, frames are worth nothing when they arrive.</summary>
    public static readonly TimeSpan PictureAge = TimeSpan.FromSeconds(1);

    private readonly Queue<Waiting> waiting = new();

    /// <summary>The newest frame of each picture stream and whether it was let in. Streams are ours: two a slot.</summary>
    private readonly Dictionary<uint, Frame> frames = [];

    /// <summary>With the framing.</summary>
    public int Bytes { get; private set; }

    public bool IsEmpty => waiting.Count == 0;

    /// <summary>Copies a datagram in, or leaves it out.</summary>
    /// <param name="isPicture">It is an SRTP packet of a picture; its header is in plain, so that frames can be told apart.</param>
    public bool TryAdd(ReadOnlySpan<byte> datagram, bool isPicture, Timestamp now)
    {
        var fits = Bytes + FrameReader.PrefixBytes + datagram.Length <= MaxBytes;
        if (isPicture ? !Admits(datagram, fits, now) : !fits) return false;
        var copy = ArrayPool<byte>.Shared.Rent(datagram.Length);
        datagram.CopyTo(copy);
        waiting.Enqueue(new Waiting(copy, datagram.Length, now));
        Bytes += FrameReader.PrefixBytes + datagram.Length;
        return true;
    }

    /// <summary>Takes as many whole datagrams as fit, framed and in order.</summary>
    /// <param name="destination">At least one framed datagram long.</param>
    /// <returns>Bytes written; 0 when nothing waits.</returns>
    public int Take(Span<byte> destination)
    {
        var written = 0;
        while (waiting.TryPeek(out var next) && written + FrameReader.PrefixBytes + next.Length <= destination.Length)
        {
            BinaryPrimitives.WriteUInt16BigEndian(destination[written..], (ushort)next.Length);
            next.Bytes.AsSpan(0, next.Length).CopyTo(destination[(written + FrameReader.PrefixBytes)..]);
            written += FrameReader.PrefixBytes + next.Length;
            Drop();
        }

        return written;
    }

    public void Clear()
    {
        while (!IsEmpty) Drop();
    }

    private void Drop()
    {
        var first = waiting.Dequeue();
        Bytes -= FrameReader.PrefixBytes + first.Length;
        ArrayPool<byte>.Shared.Return(first.Bytes);
    }

    /// <summary>By stream and timestamp: all packets of a frame have the same (RFC 7741 section 4.1).</summary>
    private bool Admits(ReadOnlySpan<byte> packet, bool fits, Timestamp now)
    {
        var time = BinaryPrimitives.ReadUInt32BigEndian(packet[4..]);
        var stream = BinaryPrimitives.ReadUInt32BigEndian(packet[8..]);
        var known = frames.TryGetValue(stream, out var frame) && frame.Time == time;
        var admits = fits && (known ? frame.Admitted : Bytes < PictureBytes && (IsEmpty || now - waiting.Peek().Since < PictureAge));
        // A frame that has lost one packet is of no use: what is left of it goes as well.
        frames[stream] = new Frame(time, admits);
        return admits;
    }

    private readonly record struct Waiting(byte[] Bytes, int Length, Timestamp Since);

    private readonly record struct Frame(uint Time, bool Admitted);
}
