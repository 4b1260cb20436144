namespace MeetingHub.Media.Congestion;

/// <summary>Whether a browser's line is so narrow that voices should be made smaller for it.</summary>
internal struct LineWidth
{
    /// <summary>Three voices as they usually are, and nothing else.</summary>
    private const long Narrow = 180_000;

    /// <summary>The same voices with small pictures beside them.</summary>
    private const long Wide = 350_000;

    /// <summary>An estimate dips now and then, and whoever speaks has to change what he sends.</summary>
    private static readonly TimeSpan BeforeNarrow = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan BeforeWide = TimeSpan.FromSeconds(30);

    private Timestamp? since;

    public bool IsNarrow { get; private set; }

    /// <param name="bitsPerSecond">What the line is thought to bear.</param>
    /// <returns>Whether it changed.</returns>
    public bool Update(long bitsPerSecond, Timestamp now)
    {
        if (IsNarrow ? bitsPerSecond < Wide : bitsPerSecond >= Narrow)
        {
            since = null;
            return false;
        }

        since ??= now;
        if (now - since < (IsNarrow ? BeforeWide : BeforeNarrow)) return false;
        (IsNarrow, since) = (!IsNarrow, null);
        return true;
    }
}
