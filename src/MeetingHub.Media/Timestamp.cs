namespace MeetingHub.Media;

/// <summary>A point on the media loop's monotonic clock. The origin is arbitrary: only differences mean something.</summary>
public readonly record struct Timestamp(long Microseconds) : IComparable<Timestamp>
{
    public int CompareTo(Timestamp other) => Microseconds.CompareTo(other.Microseconds);

    public static Timestamp Earlier(Timestamp one, Timestamp other) => one < other ? one : other;

    public static Timestamp operator +(Timestamp at, TimeSpan by) => new(at.Microseconds + by.Ticks / TimeSpan.TicksPerMicrosecond);
    public static Timestamp operator -(Timestamp at, TimeSpan by) => new(at.Microseconds - by.Ticks / TimeSpan.TicksPerMicrosecond);

    /// <summary>The longest span there is where the two are further apart than one can say: "never" is always far away.</summary>
    public static TimeSpan operator -(Timestamp later, Timestamp earlier) =>
        new(Math.Clamp(later.Microseconds - earlier.Microseconds, TimeSpan.MinValue.Ticks / 10, TimeSpan.MaxValue.Ticks / 10)
            * TimeSpan.TicksPerMicrosecond);

    public static bool operator <(Timestamp one, Timestamp other) => one.Microseconds < other.Microseconds;
    public static bool operator >(Timestamp one, Timestamp other) => one.Microseconds > other.Microseconds;
    public static bool operator <=(Timestamp one, Timestamp other) => one.Microseconds <= other.Microseconds;
    public static bool operator >=(Timestamp one, Timestamp other) => one.Microseconds >= other.Microseconds;
}
