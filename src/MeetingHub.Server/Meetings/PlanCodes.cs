namespace MeetingHub.Server.Meetings;

/// <summary>Reasons for a "no" that only planning has; the rest is in RejectionCodes.</summary>
internal static class PlanCodes
{
    public const string UnknownZone = "unknownZone";

    /// <summary>Carries an offset, is skipped by the zone's clocks, or lies outside 2000 to 2199.</summary>
    public const string NotALocalTime = "notALocalTime";

    /// <summary>field: who is not in the directory, or no longer active.</summary>
    public const string UnknownPerson = "unknownPerson";
    public const string UnknownDepartment = "unknownDepartment";
}
