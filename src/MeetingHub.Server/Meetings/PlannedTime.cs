using MeetingHub.Domain.Rooms;

namespace MeetingHub.Server.Meetings;

/// <summary>A plan is what the clock on the wall will show; this finds the instant.</summary>
internal static class PlannedTime
{
    /// <summary>Where the offices are that this is made for.</summary>
    public const string DefaultZone = "Asia/Ho_Chi_Minh";

    private const int FirstYear = 2000, LastYear = 2199;

    /// <param name="zone">IANA name.</param>
    /// <param name="instant">Of two instants with the same wall clock (the hour when clocks go back) the first.</param>
    public static Rejection? Find(DateTime local, string zone, out DateTimeOffset instant)
    {
        instant = default;
        if (local.Kind != DateTimeKind.Unspecified || local.Year is < FirstYear or > LastYear)
            return new Rejection(PlanCodes.NotALocalTime);
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var rules) || !rules.HasIanaId)
            return new Rejection(PlanCodes.UnknownZone);
        if (rules.IsInvalidTime(local))
            return new Rejection(PlanCodes.NotALocalTime);
        var offset = rules.IsAmbiguousTime(local) ? rules.GetAmbiguousTimeOffsets(local).Max() : rules.GetUtcOffset(local);
        instant = new DateTimeOffset(local, offset).ToUniversalTime();
        return null;
    }

    public static DateTimeOffset At(DateTimeOffset instant, string zone) =>
        TimeZoneInfo.ConvertTime(instant, TimeZoneInfo.FindSystemTimeZoneById(zone));
}
