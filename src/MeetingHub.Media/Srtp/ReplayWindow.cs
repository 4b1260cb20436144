namespace MeetingHub.Media.Srtp;

/// <summary>
/// Which packet indices of one source were seen, RFC 3711 section 3.3.2, and the rollover guess of its appendix A. Knows nothing of
/// authenticity: <see cref="Accept"/> only what was proven.
/// </summary>
internal sealed class ReplayWindow
{
    private const long None = -1;

    private readonly ulong[] seen;
    private readonly int size;

    /// <param name="size">Indices remembered; a power of two of at least 64.</param>
    public ReplayWindow(int size)
    {
        this.size = size;
        seen = new ulong[size / 64];
    }

    /// <summary>Highest index accepted; -1 before the first.</summary>
    public long Newest { get; private set; } = None;

    /// <summary>
    /// The 48-bit index (rollover counter, sequence number) that is nearest to the newest one. Negative when the packet would be from
    /// before the first rollover, so that it cannot be acceptable.
    /// </summary>
    public long Guess(ushort sequence)
    {
        if (Newest == None) return sequence;
        var distance = (short)(sequence - (ushort)Newest);
        return Newest + distance;
    }

    public bool IsFresh(long index)
    {
        if (index < 0) return false;
        if (index > Newest) return true;
        return Newest - index < size && (seen[Word(index)] & Bit(index)) == 0;
    }

    /// <summary>Marks a fresh index as seen and moves the window if it is the newest.</summary>
    public void Accept(long index)
    {
        if (index - Newest >= size) Array.Clear(seen);
        else
            for (var skipped = Newest + 1; skipped < index; skipped++) seen[Word(skipped)] &= ~Bit(skipped);
        seen[Word(index)] |= Bit(index);
        Newest = Math.Max(Newest, index);
    }

    private int Word(long index) => (int)(index & (size - 1)) >> 6;

    private static ulong Bit(long index) => 1UL << (int)(index & 63);
}
