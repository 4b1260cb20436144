namespace MeetingHub.Publishing.Minutes;

public sealed record AttendanceList
{
    /// <summary>Members, guests and substitutes who were there, in the order the paper shows them.</summary>
    public IReadOnlyList<Attendee> Present { get; init; } = [];

    public IReadOnlyList<Absentee> Absent { get; init; } = [];

    /// <summary>The secretary's own words after the count: "gồm lãnh đạo Sở, trưởng các phòng…"; null leaves the count alone.</summary>
    public string? Summary { get; init; }
}

public enum AttendeeKind
{
    Member,
    Guest,
}

public sealed record Attendee(Person Person)
{
    public AttendeeKind Kind { get; init; } = AttendeeKind.Member;

    /// <summary>Whom this person substitutes, with voice and vote ("dự thay …"); null for himself.</summary>
    public Person? SubstituteFor { get; init; }

    /// <summary>Whole minutes after the start; null for who was on time.</summary>
    public int? LateMinutes { get; init; }

    /// <summary>Whole minutes before the end; null for who stayed.</summary>
    public int? LeftEarlyMinutes { get; init; }

    /// <summary>Connected time in whole minutes, the union of the person's connections; null where it was not measured.</summary>
    public int? PresentMinutes { get; init; }
}

/// <summary>Unstated prints "(lý do: ……)" for the secretary to fill in.</summary>
public enum AbsenceKind
{
    Unstated,
    WithReason,
    WithoutReason,
}

/// <param name="Reason">The words after "lý do:"; only read with <see cref="AbsenceKind.WithReason"/>.</param>
public sealed record Absentee(Person Person, AbsenceKind Kind = AbsenceKind.Unstated, string? Reason = null);
