using System.Buffers.Binary;
using MeetingHub.Media.Forwarding;

namespace MeetingHub.Media.Hosting.Tcp;

/// <summary>
/// Cuts a byte stream into datagrams: RFC 4571 section 2, two bytes of length before each. Receive into <see cref="Free"/>, say how
/// much came, then read until nothing whole is left.
/// </summary>
internal sealed class FrameReader
{
    public const int PrefixBytes = sizeof(ushort);

    // Two of the largest: one being read and one being received.
    private readonly byte[] buffer = new byte[2 * (PrefixBytes + DatagramBatch.DatagramBytes)];
    private int start;
    private int end;

    /// <summary>Never empty once <see cref="TryRead"/> has given false and <see cref="IsBroken"/> is not set.</summary>
    public Memory<byte> Free
    {
        get
        {
            if (start > 0)
            {
                buffer.AsSpan(start, end - start).CopyTo(buffer);
                (start, end) = (0, end - start);
            }

            return buffer.AsMemory(end);
        }
    }

    /// <summary>A length that no datagram of ours or a browser's has: where the next one begins can't be known any more.</summary>
    public bool IsBroken { get; private set; }

    public void Received(int bytes) => end += bytes;

    /// <param name="datagram">Until the next call of anything here. May be empty: RFC 4571 allows a frame without content.</param>
    public bool TryRead(out ReadOnlySpan<byte> datagram)
    {
        datagram = default;
        if (IsBroken || end - start < PrefixBytes) return false;
        var length = BinaryPrimitives.ReadUInt16BigEndian(buffer.AsSpan(start));
        if (length > DatagramBatch.DatagramBytes)
        {
            IsBroken = true;
            return false;
        }

        if (end - start - PrefixBytes < length) return false;
        datagram = buffer.AsSpan(start + PrefixBytes, length);
        start += PrefixBytes + length;
        return true;
    }
}
