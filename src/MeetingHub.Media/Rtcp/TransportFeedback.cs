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

    private const int FixedControl = 8;
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

    /// <summary>Reads the statuses of a message.</summary>
    /// <param name="control">Control information, see <see cref="Feedback.TryParse"/>.</param>
    /// <param name="arrivals">Filled with microseconds on the receiver's clock or <see cref="Missing"/>.</param>
    /// <returns>False when the message does not add up or holds more than <paramref name="arrivals"/> can take.</returns>
    public static bool TryRead(ReadOnlySpan<byte> control, out SequenceNumber first, Span<long> arrivals, out int count)
    {
        first = default;
        count = 0;
        if (control.Length < FixedControl) return false;
        first = new SequenceNumber(BinaryPrimitives.ReadUInt16BigEndian(control));
        int expected = BinaryPrimitives.ReadUInt16BigEndian(control[2..]);
        if (expected == 0 || expected > arrivals.Length) return false;
        var tick = (long)(BinaryPrimitives.ReadInt32BigEndian(control[4..]) >> 8) * TicksPerReference;
        // The deltas begin where the chunks end, which only walking them tells.
        var chunks = control[FixedControl..];
        var deltas = chunks;
        for (var covered = 0; covered < expected; deltas = deltas[2..])
        {
            if (deltas.Length < 2) return false;
            covered += StatusesIn(BinaryPrimitives.ReadUInt16BigEndian(deltas));
        }

        for (var at = 0; at < expected; chunks = chunks[2..])
        {
            var chunk = BinaryPrimitives.ReadUInt16BigEndian(chunks);
            var statuses = Math.Min(StatusesIn(chunk), expected - at);
            for (var i = 0; i < statuses; i++, at++)
            {
                arrivals[at] = Missing;
                var symbol = SymbolAt(chunk, i);
                if (symbol == NotReceived) continue;
                var length = symbol == SmallDelta ? 1 : 2;
                if (symbol > LargeDelta || deltas.Length < length) return false;
                tick += length == 1 ? deltas[0] : BinaryPrimitives.ReadInt16BigEndian(deltas);
                arrivals[at] = tick * MicrosecondsPerTick;
                deltas = deltas[length..];
            }
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

    /// <summary>A run of one symbol, or fourteen symbols of one bit, or seven of two. A run may be empty.</summary>
    private static int StatusesIn(int chunk) => (chunk & 0x8000) == 0 ? chunk & 0x1FFF : (chunk & 0x4000) == 0 ? 14 : 7;

    private static int SymbolAt(int chunk, int index) => (chunk & 0xC000) switch
    {
        0xC000 => chunk >> (12 - 2 * index) & 3,
        0x8000 => chunk >> (13 - index) & 1,
        _ => chunk >> 13 & 3,
    };
}
