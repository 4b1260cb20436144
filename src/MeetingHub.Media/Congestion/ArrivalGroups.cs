namespace MeetingHub.Media.Congestion;

/// <summary>How two groups of packets lay apart when they were sent and when they arrived.</summary>
internal readonly record struct GroupDelta(TimeSpan Sent, TimeSpan Arrived);

/// <summary>
/// Puts packets that were sent together into groups and compares each group with the one before it: what a path does to single packets
/// of a burst says nothing (libwebrtc's InterArrival, media.md 3.8).
/// </summary>
internal struct ArrivalGroups
{
    private const long GroupMicroseconds = 5_000;

    // Packets that a radio held back and let go at once belong together.
    private const long LongestBurst = 100_000;

    /// <summary>The receiver's clock against the time that packets need: beyond it somebody has set a clock.</summary>
    private const long ClockJump = 3_000_000;

    private const int ReorderedBeforeReset = 3;

    private Group current;
    private Group previous;
    private int reordered;

    /// <param name="arrived">Microseconds on the receiver's clock.</param>
    /// <param name="heard">When the feedback came, on ours.</param>
    /// <param name="delta">Between the two groups before the one that begins with this packet.</param>
    /// <returns>Whether a group ended that can be compared.</returns>
    public bool Add(Timestamp sent, long arrived, Timestamp heard, out GroupDelta delta)
    {
        delta = default;
        if (!current.HasAny)
        {
            current = Group.Of(sent, arrived, heard);
            return false;
        }

        // Out of order within the group or before it: it says nothing about the queue.
        if (sent < current.FirstSent) return false;
        if (!current.Ends(sent, arrived))
        {
            current.Add(sent, arrived, heard);
            return false;
        }

        var isComparable = previous.HasAny && Compare(out delta);
        if (current.HasAny) previous = current;
        current = Group.Of(sent, arrived, heard);
        return isComparable;
    }

    private bool Compare(out GroupDelta delta)
    {
        var arrivedDelta = current.LastArrived - previous.LastArrived;
        delta = new GroupDelta(current.LastSent - previous.LastSent, TimeSpan.FromMicroseconds(arrivedDelta));
        var passed = (current.Heard - previous.Heard).Ticks / TimeSpan.TicksPerMicrosecond;
        if (arrivedDelta - passed >= ClockJump)
        {
            Reset();
            return false;
        }

        if (arrivedDelta >= 0)
        {
            reordered = 0;
            return true;
        }

        if (++reordered >= ReorderedBeforeReset) Reset();
        return false;
    }

    private void Reset() => (current, previous, reordered) = (default, default, 0);

    private struct Group
    {
        public bool HasAny { get; private init; }

        public Timestamp FirstSent { get; private init; }

        public Timestamp LastSent { get; private set; }

        public long LastArrived { get; private set; }

        /// <summary>When the feedback on its last packet came.</summary>
        public Timestamp Heard { get; private set; }

        private long FirstArrived { get; init; }

        public static Group Of(Timestamp sent, long arrived, Timestamp heard) => new()
        {
            HasAny = true, FirstSent = sent, LastSent = sent, FirstArrived = arrived, LastArrived = arrived, Heard = heard,
        };

        public readonly bool Ends(Timestamp sent, long arrived) =>
            !BelongsToBurst(sent, arrived) && sent.Microseconds - FirstSent.Microseconds > GroupMicroseconds;

        public void Add(Timestamp sent, long arrived, Timestamp heard)
        {
            if (sent > LastSent) LastSent = sent;
            LastArrived = arrived;
            Heard = heard;
        }

        private readonly bool BelongsToBurst(Timestamp sent, long arrived)
        {
            var arrivedDelta = arrived - LastArrived;
            var sentDelta = sent.Microseconds - LastSent.Microseconds;
            if (sentDelta == 0) return true;
            return arrivedDelta - sentDelta < 0 && arrivedDelta <= GroupMicroseconds && arrived - FirstArrived < LongestBurst;
        }
    }
}
