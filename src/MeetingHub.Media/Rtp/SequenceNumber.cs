namespace MeetingHub.Media.Rtp;

/// <summary>A 16-bit sequence number, RFC 3550 section 5.1. It wraps, so only distances up to half the circle mean something.</summary>
internal readonly record struct SequenceNumber(ushort Value)
{
    /// <summary>Steps from <paramref name="other"/> to this one: positive when this one is newer, −32,768 to 32,767.</summary>
    public int Since(SequenceNumber other) => (short)(Value - other.Value);

    public SequenceNumber Plus(int steps) => new((ushort)(Value + steps));

    public static SequenceNumber Of(long extended) => new((ushort)extended);
}

/// <summary>Counts sequence numbers on without a wrap: 65,536 follows 65,535.</summary>
internal struct SequenceUnwrapper
{
    private long newest;

    /// <summary>False until the first number came.</summary>
    public bool HasStarted { get; private set; }

    /// <summary>The newest number so far; nothing before <see cref="HasStarted"/>.</summary>
    public readonly long Newest => newest;

    /// <summary>
    /// The unwrapped number, without remembering it. The first one starts in the second round, so that what came just before
    /// it does not become negative.
    /// </summary>
    public readonly long Peek(SequenceNumber number) =>
        HasStarted ? newest + number.Since(SequenceNumber.Of(newest)) : 65_536 + number.Value;

    public long Unwrap(SequenceNumber number)
    {
        var extended = Peek(number);
        if (!HasStarted || extended > newest) newest = extended;
        HasStarted = true;
        return extended;
    }
}
