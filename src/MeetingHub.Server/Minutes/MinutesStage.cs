namespace MeetingHub.Server.Minutes;

public enum MinutesStage
{
    /// <summary>From the start of the meeting until they are submitted, and again when they were sent back.</summary>
    Writing,

    /// <summary>With the chair; nothing changes.</summary>
    InReview,

    /// <summary>Frozen and open to the invitees.</summary>
    Approved,
}

/// <summary>With or without leave, as the minutes print it.</summary>
public enum AbsenceLeave
{
    /// <summary>The paper leaves a gap for the reason.</summary>
    Unstated,
    WithLeave,
    WithoutLeave,
}
