using System.Buffers.Binary;
using MeetingHub.Media.Rtp;

namespace MeetingHub.Media.Rtcp;

/// <summary>
/// Transport-wide feedback, draft-holmer-rmcat-transport-wide-cc-extensions-01 section 3.1: which packets of a connection
/// arrived, and when in units of 250 µs.
/// </summary>
internal static class TransportFeedback
{
    public const string Uri = "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01";

    /// <summary>Statuses in one message: the worst case of them fills 950 bytes.</summary>
    public const int MaxStatuses = 400;

    /// <summary>No arrival; see <c>arrivals</c> of <see cref="Write"/>.</summary>
    public const long Missing = long.MinValue;

    /// <summary>Room that <see cref="Write"/> may need.</summary>
    public const int MaxLength = Feedback.HeaderLength + 8 + 2 * MaxStatuses / 7 + 2 + 2 * MaxStatuses + 3;

    private const int MicrosecondsPerTick = 250;
    private const int TicksPerReference = 256;
    private const int NotReceived = 0;
    private const int SmallDelta = 1;
    private const int LargeDelta = 2;

    /// <param name="first">Number of the first status.</param>
    /// <param name="arrivals">Microseconds on any clock, or <see cref="Missing"/>; not all missing.</param>
    /// <param name="count">How many of the arrivals the message covers: fewer when a pause of more than 8 s lies between.</param>
    /// <returns>Bytes written.</returns>
    public static int Write(
        Span<byte> destination, uint sender, uint mediaSource, SequenceNumber first, byte messageNumber,
        ReadOnlySpan<long> arrivals, out int count)
    {
        Span<byte> symbols = stackalloc byte[MaxStatuses];
        Span<short> deltas = stackalloc short[MaxStatuses];
        var earliest = arrivals[arrivals.IndexOfAnyExcept(Missing)];
        var reference = Math.DivRem(earliest, MicrosecondsPerTick * TicksPerReference).Quotient;
        count = Measure(arrivals[..Math.Min(arrivals.Length, MaxStatuses)], reference * TicksPerReference, symbols, deltas);
        symbols = symbols[..count];

        BinaryPrimitives.WriteUInt16BigEndian(destination[12..], first.Value);
        BinaryPrimitives.WriteUInt16BigEndian(destination[14..], (ushort)count);
        BinaryPrimitives.WriteInt32BigEndian(destination[16..], (int)(reference << 8));
        destination[19] = messageNumber;
        var at = WriteChunks(destination, 20, symbols);
        for (var i = 0; i < count; i++)
        {
            if (symbols[i] == SmallDelta) destination[at++] = (byte)deltas[i];
            if (symbols[i] != LargeDelta) continue;
            BinaryPrimitives.WriteInt16BigEndian(destination[at..], deltas[i]);
            at += 2;
        }

        while (at % 4 != 0) destination[at++] = 0;
        Feedback.WriteHeader(destination, RtcpType.TransportFeedback, Feedback.TransportWide, sender, mediaSource, at);
        return at;
    }

    /// <summary>Reads the statuses of a message; the estimator of the sending side will live on it.</summary>
    /// <param name="control">Control information, see <see cref="Feedback.TryParse"/>.</param>
    /// <param name="arrivals">Filled with microseconds on the receiver's clock or <see cref="Missing"/>.</param>
    /// <returns>False when the message does not add up or holds more than <paramref name="arrivals"/> can take.</returns>
    public static bool TryRead(ReadOnlySpan<byte> control, out SequenceNumber first, Span<long> arrivals, out int count)
    {
        first = default;
        count = 0;
        if (control.Length < 8) return false;
        first = new SequenceNumber(BinaryPrimitives.ReadUInt16BigEndian(control));
        int expected = BinaryPrimitives.ReadUInt16BigEndian(control[2..]);
        if (expected == 0 || expected > arrivals.Length) return false;
        var tick = (long)(BinaryPrimitives.ReadInt32BigEndian(control[4..]) >> 8) * TicksPerReference;
        var rest = control[8..];
        Span<byte> symbols = expected <= 512 ? stackalloc byte[512] : new byte[expected];
        symbols = symbols[..expected];
        for (var filled = 0; filled < expected; rest = rest[2..])
        {
            if (rest.Length < 2) return false;
            filled += ReadChunk(BinaryPrimitives.ReadUInt16BigEndian(rest), symbols[filled..]);
        }

        for (var i = 0; i < expected; i++)
        {
            arrivals[i] = Missing;
            if (symbols[i] == NotReceived) continue;
            var length = symbols[i] == SmallDelta ? 1 : 2;
            if (symbols[i] > LargeDelta || rest.Length < length) return false;
            tick += length == 1 ? rest[0] : BinaryPrimitives.ReadInt16BigEndian(rest);
            arrivals[i] = tick * MicrosecondsPerTick;
            rest = rest[length..];
        }

        count = expected;
        return true;
    }

    private static int Measure(ReadOnlySpan<long> arrivals, long tick, Span<byte> symbols, Span<short> deltas)
    {
        for (var i = 0; i < arrivals.Length; i++)
        {
            symbols[i] = NotReceived;
            if (arrivals[i] == Missing) continue;
            var arrival = Math.DivRem(arrivals[i], MicrosecondsPerTick).Quotient;
            var delta = arrival - tick;
            if (delta is < short.MinValue or > short.MaxValue) return i;
            symbols[i] = delta is >= 0 and <= byte.MaxValue ? (byte)SmallDelta : (byte)LargeDelta;
            deltas[i] = (short)delta;
            tick = arrival;
        }

        return arrivals.Length;
    }

    private static int WriteChunks(Span<byte> destination, int at, ReadOnlySpan<byte> symbols)
    {
        while (!symbols.IsEmpty)
        {
            var run = symbols.IndexOfAnyExcept(symbols[0]);
            if (run < 0) run = symbols.Length;
            int chunk;
            int taken;
            if (run >= 7 || run == symbols.Length)
            {
                taken = run;
                chunk = symbols[0] << 13 | run;
            }
            else if (!symbols[..Math.Min(14, symbols.Length)].Contains((byte)LargeDelta))
            {
                taken = Math.Min(14, symbols.Length);
                chunk = 0x8000;
                for (var i = 0; i < taken; i++) chunk |= symbols[i] << (13 - i);
            }
            else
            {
                taken = Math.Min(7, symbols.Length);
                chunk = 0xC000;
                for (var i = 0; i < taken; i++) chunk |= symbols[i] << (12 - 2 * i);
            }

            BinaryPrimitives.WriteUInt16BigEndian(destination[at..], (ushort)chunk);
            at += 2;
            symbols = symbols[taken..];
        }

        return at;
    }

    private static int ReadChunk(int chunk, Span<byte> symbols)
    {
        if ((chunk & 0x8000) == 0)
        {
            var run = Math.Min(chunk & 0x1FFF, symbols.Length);
            symbols[..run].Fill((byte)(chunk >> 13 & 3));
            // An empty run would never end the walk.
            return Math.Max(run, 1);
        }

        var bits = (chunk & 0x4000) == 0 ? 1 : 2;
        var taken = Math.Min(14 / bits, symbols.Length);
        for (var i = 0; i < taken; i++) symbols[i] = (byte)(chunk >> (14 - bits * (i + 1)) & (bits == 1 ? 1 : 3));
        return taken;
    }
}
