namespace MeetingHub.Publishing.Minutes;

/// <summary>
/// Everything the minutes of one meeting say: facts from the event log and the secretary's words, already resolved to names.
/// Frozen as JSON (<see cref="MinutesJson"/>) when the minutes are submitted; later code must still be able to read it,
/// so members are only ever added, with a default.
/// Content follows Decision 45/2018/QĐ-TTg: chair, those present, order and course, opinions, vote results, conclusions.
/// </summary>
public sealed record MinutesDocument
{
    public const int CurrentFormat = 1;

    public int Format { get; init; } = CurrentFormat;

    public MinutesStatus Status { get; init; } = MinutesStatus.Draft;

    /// <summary>0 before the first approval; the approved versions count from 1.</summary>
    public int Version { get; init; }

    /// <summary>When this content was put together. The paper's metadata takes its dates from here, so that rendering needs no clock.</summary>
    public required DateTimeOffset PreparedAt { get; init; }

    public required IssuingBody Issuer { get; init; }

    /// <summary>Null while unnumbered: the paper then shows "Số: ……/BB-…".</summary>
    public int? Number { get; init; }

    /// <summary>The line under BIÊN BẢN: "Họp giao ban tuần 48 năm 2026".</summary>
    public required string Subject { get; init; }

    /// <summary>Null prints no place line; a meeting held only online says so in words.</summary>
    public string? Place { get; init; }

    /// <summary>Local time of the meeting with its offset; printed as it is, never converted.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Null while the meeting still runs (a preview); otherwise not before <see cref="StartedAt"/>.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    public required Person Chair { get; init; }

    public required Person Secretary { get; init; }

    public AttendanceList Attendance { get; init; } = new();

    /// <summary>In the order in which the items were dealt with.</summary>
    public IReadOnlyList<CourseItem> Course { get; init; } = [];

    /// <summary>Empty where the room measured nothing; then the paper says nothing of it.</summary>
    public IReadOnlyList<SpeakingTime> SpeakingTimes { get; init; } = [];

    /// <summary>Only of stand-ups; in the order in which people were called.</summary>
    public IReadOnlyList<StandUpReport> StandUp { get; init; } = [];

    /// <summary>Lines of "Nơi nhận" without dash and semicolon. The filing line comes from <see cref="Filing"/>.</summary>
    public IReadOnlyList<string> Recipients { get; init; } = [];

    /// <summary>Last line of "Nơi nhận": where the original is kept.</summary>
    public string Filing { get; init; } = "VT, Hồ sơ";
}

/// <summary>A draft carries DỰ THẢO on every page.</summary>
public enum MinutesStatus
{
    Draft,
    Approved,
}

/// <summary>The body whose paper it is; names in their ordinary case, the paper sets them in capitals.</summary>
/// <param name="ParentName">The body above it, printed first; null for the topmost one.</param>
/// <param name="Symbol">Abbreviation in the number line: "SKHCN" in "Số: 05/BB-SKHCN".</param>
public sealed record IssuingBody(string? ParentName, string Name, string Symbol);

/// <summary>Someone as the paper names him: "bà Nguyễn Thị Hà, Phó Giám đốc Sở".</summary>
/// <param name="Honorific">"ông", "bà" or another form of address in lower case; null where it is not known.</param>
public sealed record Person(string Name, string? Position = null, string? Department = null, string? Honorific = null);
