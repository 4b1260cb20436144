using MeetingHub.Media.Rtp;

namespace MeetingHub.Media.Forwarding;

/// <summary>Which packets of a stream to ask the sender for again, and when. Sequence numbers are unwrapped.</summary>
internal sealed class NackTracker
{
    /// <summary>Longest list, as in libwebrtc; beyond it a keyframe is cheaper than what is missing.</summary>
    public const int MaxMissing = 1000;

    private const int MaxTries = 10;

    /// <summary>Packets that only changed places come by themselves within this time.</summary>
    private static readonly TimeSpan ReorderingGuard = TimeSpan.FromMilliseconds(10);

    private static readonly TimeSpan ShortestRepeat = TimeSpan.FromMilliseconds(20);

    /// <summary>Most streams never miss more at once.</summary>
    private const int FirstMissing = 64;

    private Missing[] missing = [];
    private int count;
    private long newest = -1;

    public long Asked { get; private set; }

    /// <summary>Whether the list ran over since the last look; a keyframe is needed then.</summary>
    public bool HasOverflowed { get; private set; }

    /// <summary>Null when nothing is missing.</summary>
    public Timestamp? Deadline { get; private set; }

    public void Received(long sequence, Timestamp now)
    {
        if (newest < 0 || sequence == newest + 1)
        {
            newest = Math.Max(newest, sequence);
        }
        else if (sequence > newest)
        {
            if (sequence - newest - 1 > MaxMissing - count)
            {
                count = 0;
                Deadline = null;
                HasOverflowed = true;
            }
            else
            {
                var needed = count + (int)(sequence - newest - 1);
                if (needed > missing.Length) Array.Resize(ref missing, needed > FirstMissing ? MaxMissing : FirstMissing);
                var due = now + ReorderingGuard;
                for (var lost = newest + 1; lost < sequence; lost++) missing[count++] = new Missing(lost, due, 0);
                Deadline = Earliest(due);
            }

            newest = sequence;
        }
        else
        {
            Forget(sequence);
        }
    }

    public bool TakeOverflow()
    {
        var had = HasOverflowed;
        HasOverflowed = false;
        return had;
    }

    /// <summary>Takes the numbers to ask for now; what was asked for too often is given up.</summary>
    /// <param name="repeatAfter">The path's round trip, as far as it is known.</param>
    /// <returns>How many were written to <paramref name="due"/>, lowest first.</returns>
    public int TakeDue(Timestamp now, TimeSpan repeatAfter, Span<SequenceNumber> due)
    {
        if (Deadline is null || Deadline > now) return 0;
        if (repeatAfter < ShortestRepeat) repeatAfter = ShortestRepeat;
        var taken = 0;
        var kept = 0;
        Deadline = null;
        for (var i = 0; i < count; i++)
        {
            var entry = missing[i];
            if (entry.Due <= now && taken < due.Length)
            {
                if (entry.Tries == MaxTries) continue;
                due[taken++] = SequenceNumber.Of(entry.Sequence);
                entry = new Missing(entry.Sequence, now + repeatAfter, (byte)(entry.Tries + 1));
            }

            missing[kept++] = entry;
            Deadline = Earliest(entry.Due);
        }

        count = kept;
        Asked += taken;
        return taken;
    }

    private Timestamp Earliest(Timestamp due) => Deadline is { } deadline ? Timestamp.Earlier(deadline, due) : due;

    private void Forget(long sequence)
    {
        var (low, high) = (0, count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (missing[middle].Sequence == sequence)
            {
                missing.AsSpan(middle + 1, count - middle - 1).CopyTo(missing.AsSpan(middle));
                count--;
                if (count == 0) Deadline = null;
                return;
            }

            if (missing[middle].Sequence < sequence) low = middle + 1;
            else high = middle - 1;
        }
    }

    private readonly record struct Missing(long Sequence, Timestamp Due, byte Tries);
}
