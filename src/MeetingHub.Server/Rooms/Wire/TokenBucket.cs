namespace MeetingHub.Server.Rooms.Wire;

/// <summary>
/// Holds at most <paramref name="size"/> tokens and gains <paramref name="perSecond"/> of them; starts full.
/// One owner at a time: not for use by two threads without a lock.
/// </summary>
internal sealed class TokenBucket(double size, double perSecond, DateTimeOffset now)
{
    private readonly double size = size;
    private double tokens = size;
    private DateTimeOffset filledAt = now;

    /// <summary>False when there is not enough left; nothing is taken then.</summary>
    public bool TryTake(double cost, DateTimeOffset now)
    {
        if (now > filledAt)
        {
            tokens = Math.Min(size, tokens + (now - filledAt).TotalSeconds * perSecond);
            filledAt = now;
        }
        if (tokens < cost)
            return false;
        tokens -= cost;
        return true;
    }

    public bool IsFull(DateTimeOffset now) => tokens + Math.Max(0, (now - filledAt).TotalSeconds) * perSecond >= size;
}
