namespace MeetingHub.Publishing.Minutes;

/// <summary>AnsweredBeforehand: absent from the call, but the written answer counts as a report.</summary>
public enum StandUpState
{
    Reported,
    AnsweredBeforehand,
    Absent,
}

/// <summary>One person's answers; plain text or Markdown, null or empty where nothing was said.</summary>
public sealed record StandUpReport(Person Person, StandUpState State)
{
    public string? Done { get; init; }

    public string? Next { get; init; }

    public string? InTheWay { get; init; }
}
