using MeetingHub.Media.Rtp;

namespace MeetingHub.Media.Forwarding;

/// <summary>A stretch of one stream in one slot: what to add to the stream's numbers to get the slot's.</summary>
/// <param name="FirstIn">First number of the stream that belongs here.</param>
/// <param name="EndIn">First number that no longer does; <see cref="long.MaxValue"/> while the stretch goes on.</param>
/// <param name="Offset">Slot's sequence number minus the stream's.</param>
internal readonly record struct Splice(
    ReceivedStream Stream, long FirstIn, long EndIn, long Offset, uint TimeOffset, int PictureOffset, int LevelOffset);

/// <summary>
/// The one continuous sequence of a slot for the life of its connection, made of splices (media.md, S10.1). Gaps of a stream
/// stay gaps, so that a packet that comes late finds its place; dropped padding leaves none.
/// </summary>
/// <param name="first">Number of the slot's first packet.</param>
internal sealed class SlotNumbering(ushort first)
{
    // Enough for every switch and every run of padding within the reach of a retransmission.
    private const int Remembered = 32;

    // A pool has many slots that nothing ever comes into: they keep no memory.
    private Splice[] splices = [];
    private int count;
    private long highestIn;

    /// <summary>Newest number of the slot, unwrapped; one below its first before any.</summary>
    public long HighestOut { get; private set; } = first - 1L;

    /// <summary>Whether a stretch is going on.</summary>
    public bool IsOpen => count > 0 && Newest.EndIn == long.MaxValue;

    public ref readonly Splice Newest => ref splices[(count - 1) % Remembered];

    /// <summary>The slot's next number becomes that of the stream's packet <paramref name="firstIn"/>.</summary>
    public void Begin(ReceivedStream stream, long firstIn, uint timeOffset, int pictureOffset = 0, int levelOffset = 0)
    {
        End();
        Add(new Splice(stream, firstIn, long.MaxValue, HighestOut + 1 - firstIn, timeOffset, pictureOffset, levelOffset));
        highestIn = firstIn - 1;
    }

    /// <summary>Nothing follows from the stream that the slot has; what was skipped so far may still come late.</summary>
    public void End()
    {
        if (IsOpen) splices[(count - 1) % Remembered] = Newest with { EndIn = highestIn + 1 };
    }

    /// <summary>A number for a packet that the server makes itself. Ends the stretch.</summary>
    public long Append()
    {
        End();
        return ++HighestOut;
    }

    /// <summary>Finds the place of a stream's packet in the slot.</summary>
    /// <returns>False for what came before the stretch, was dropped, or belongs to another stream.</returns>
    public bool TryMap(ReceivedStream stream, long sequenceIn, out long sequenceOut, out Splice splice)
    {
        sequenceOut = 0;
        splice = default;
        for (var i = count - 1; i >= Math.Max(0, count - Remembered); i--)
        {
            splice = splices[i % Remembered];
            if (splice.Stream != stream) return false;
            if (sequenceIn < splice.FirstIn) continue;
            if (sequenceIn >= splice.EndIn) return false;
            sequenceOut = sequenceIn + splice.Offset;
            if (sequenceIn > highestIn) (highestIn, HighestOut) = (sequenceIn, sequenceOut);
            return true;
        }

        return false;
    }

    /// <summary>Takes a dropped packet out of the numbering, so that receivers do not ask for it.</summary>
    /// <returns>False when a later packet was sent already: the place cannot be closed and must be filled.</returns>
    public bool TrySkip(ReceivedStream stream, long sequenceIn)
    {
        if (!IsOpen || Newest.Stream != stream) return true;
        var splice = Newest;
        if (sequenceIn <= highestIn) return false;
        var continued = splice with { FirstIn = sequenceIn + 1, Offset = splice.Offset - 1 };
        if (highestIn < splice.FirstIn && sequenceIn == splice.FirstIn)
        {
            splices[(count - 1) % Remembered] = continued;
        }
        else
        {
            splices[(count - 1) % Remembered] = splice with { EndIn = sequenceIn };
            Add(continued);
        }

        highestIn = sequenceIn;
        return true;
    }

    /// <summary>Which packet of which stream went out under a number.</summary>
    public bool TryTrace(SequenceNumber number, out long sequenceOut, out long sequenceIn, out Splice splice)
    {
        sequenceOut = HighestOut + number.Since(SequenceNumber.Of(HighestOut));
        sequenceIn = 0;
        splice = default;
        if (sequenceOut > HighestOut) return false;
        for (var i = count - 1; i >= Math.Max(0, count - Remembered); i--)
        {
            splice = splices[i % Remembered];
            sequenceIn = sequenceOut - splice.Offset;
            if (sequenceIn >= splice.FirstIn) return sequenceIn < splice.EndIn;
        }

        return false;
    }

    private void Add(in Splice splice)
    {
        if (count == 0) splices = new Splice[Remembered];
        splices[count++ % Remembered] = splice;
    }
}
