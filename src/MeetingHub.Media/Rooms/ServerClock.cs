using MeetingHub.Media.Rtcp;

namespace MeetingHub.Media.Rooms;

/// <summary>The wall clock that all our sender reports speak of. It runs with the loop's clock, so it never steps.</summary>
/// <param name="atZero">Time of day at the loop's origin.</param>
internal sealed class ServerClock(DateTimeOffset atZero)
{
    private static readonly Timestamp Zero = new(0);
    private readonly NtpTime zero = NtpTime.From(atZero);

    public NtpTime At(Timestamp now) => zero.Plus(now - Zero);
}
