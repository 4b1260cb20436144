namespace MeetingHub.Media.Ice;

/// <summary>
/// How many checks of newcomers are looked at, by the network they claim to come from: each costs two hashes and may draw an answer,
/// and an answer to a check that somebody recorded goes wherever its sender pretends to be. A check of an address that has proved
/// itself is not counted here.
/// </summary>
/// <param name="salt">Unpredictable, so that nobody chooses whose networks share a bucket with his.</param>
internal sealed class CheckLimit(uint salt)
{
    /// <summary>
    /// Of one network (/24, or /48 of IPv6) at once: an office of 100 people behind one address, four candidates each. A browser asks
    /// again every 50 ms.
    /// </summary>
    public const int Burst = 400;

    public const int PerSecond = 100;

    // A power of two. Networks that share one share its checks; a table that grew would be what a flood is after.
    private const int Buckets = 4096;

    private readonly (Timestamp At, int Left)[] buckets = new (Timestamp, int)[Buckets];

    public bool Allows(in RemoteAddress from, Timestamp now)
    {
        ref var bucket = ref buckets[(int)(((from.Network ^ salt) * 0x9E37_79B9_7F4A_7C15) >> 32) & (Buckets - 1)];
        if (bucket.At.Microseconds == 0) bucket = (now, Burst);
        var earned = (long)((now - bucket.At).TotalSeconds * PerSecond);
        // Time that has not earned a whole check stays on the account.
        if (earned > 0) bucket = (bucket.At + TimeSpan.FromSeconds((double)earned / PerSecond), (int)Math.Min(Burst, bucket.Left + earned));
        if (bucket.Left == 0) return false;
        bucket.Left--;
        return true;
    }
}
