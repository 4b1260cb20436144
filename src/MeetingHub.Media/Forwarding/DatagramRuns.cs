namespace MeetingHub.Media.Forwarding;

/// <summary>Datagrams to one destination, all of one length but the last, which may be shorter: what UDP_SEGMENT takes as one.</summary>
/// <param name="First">Index in the batch of the first; the others follow it in its chain.</param>
internal readonly record struct DatagramRun(int Lane, int First, int Count);

/// <summary>Walks a batch run by run, without what goes by TCP. The order of each destination's datagrams is kept; destinations come as they first appeared.</summary>
internal ref struct DatagramRuns(DatagramBatch batch, int longest)
{
    /// <summary>Segments that every Linux takes (UDP_MAX_SEGMENTS was 64 before 6.9).</summary>
    public const int MaxCount = 64;

    /// <summary>What one UDP datagram over IPv4 can carry; a run is one until it is cut.</summary>
    public const int MaxBytes = 65_507;

    private readonly ReadOnlySpan<DatagramBatch.Datagram> datagrams = batch.Datagrams;
    private readonly int longest = Math.Min(longest, MaxCount);
    private int lane = -1;
    private int next = -1;

    public DatagramRun Current { get; private set; }

    public readonly DatagramRuns GetEnumerator() => this;

    public bool MoveNext()
    {
        while (next < 0)
        {
            if (lane + 1 == batch.Lanes) return false;
            if (!batch.LaneAt(++lane).To.IsTcp) next = batch.LaneAt(lane).First;
        }

        var first = next;
        var size = datagrams[first].Length;
        var count = 1;
        var total = size;
        next = datagrams[first].Following;
        while (next >= 0 && count < longest)
        {
            var length = datagrams[next].Length;
            if (length > size || total + length > MaxBytes) break;
            count++;
            total += length;
            next = datagrams[next].Following;
            if (length < size) break;
        }

        Current = new DatagramRun(lane, first, count);
        return true;
    }
}
