namespace MeetingHub.Media;

/// <summary>A point on the media loop's monotonic clock. The origin is arbitrary: only differences mean something.</summary>
public readonly record struct Timestamp(long Microseconds) : IComparable<Timestamp>
{
    public int CompareTo(Timestamp other) => Microseconds.CompareTo(other.Microseconds);

    public static Timestamp Earlier(Timestamp one, Timestamp other) => one < other ? one : other;

    public static Timestamp operator +(Timestamp at, TimeSpan by) => new(at.Microseconds + by.Ticks / TimeSpan.TicksPerMicrosecond);
    public static Timestamp operator -(Timestamp at, TimeSpan by) => new(at.Microseconds - by.Ticks / TimeSpan.TicksPerMicrosecond);
    public static TimeSpan operator -(Timestamp later, Timestamp earlier) =>
        new((later.Microseconds - earlier.Microseconds) * TimeSpan.TicksPerMicrosecond);

    public static bool operator <(Timestamp one, Timestamp other) => one.Microseconds < other.Microseconds;
    public static bool operator >(Timestamp one, Timestamp other) => one.Microseconds > other.Microseconds;
    public static bool operator <=(Timestamp one, Timestamp other) => one.Microseconds <= other.Microseconds;
    public static bool operator >=(Timestamp one, Timestamp other) => one.Microseconds >= other.Microseconds;
}
