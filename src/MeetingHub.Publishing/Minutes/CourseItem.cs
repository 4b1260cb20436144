namespace MeetingHub.Publishing.Minutes;

/// <summary>One agenda item as it was dealt with.</summary>
public sealed record CourseItem(string Title)
{
    public Person? Presenter { get; init; }

    /// <summary>Local time with offset; null for an item that was never opened.</summary>
    public DateTimeOffset? From { get; init; }

    public DateTimeOffset? To { get; init; }

    /// <summary>Those who had the floor, in order, each once.</summary>
    public IReadOnlyList<Person> Speakers { get; init; } = [];

    /// <summary>The secretary's text, Markdown as <see cref="Text.MarkdownText"/> reads it.</summary>
    public string Notes { get; init; } = "";

    public IReadOnlyList<VoteResult> Votes { get; init; } = [];

    /// <summary>The chair's conclusions, Markdown, in the order given.</summary>
    public IReadOnlyList<string> Conclusions { get; init; } = [];

    public IReadOnlyList<AssignedTask> Tasks { get; init; } = [];
}

/// <param name="Owner">A person or a department, as printed; null prints "……".</param>
/// <param name="Due">Null prints "……".</param>
public sealed record AssignedTask(string What, string? Owner = null, DateOnly? Due = null)
{
    public IReadOnlyList<string> CoWorkers { get; init; } = [];
}

public sealed record VoteResult(string Question)
{
    public bool IsSecret { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Seats that could vote when the ballot opened; null leaves out the share.</summary>
    public int? Entitled { get; init; }

    public IReadOnlyList<VoteCount> Counts { get; init; } = [];
}

/// <param name="Choice">As printed, in lower case for the usual ones: "tán thành".</param>
public sealed record VoteCount(string Choice, int Votes)
{
    /// <summary>The three choices every ordinary ballot has, in the order of the paper.</summary>
    public static IReadOnlyList<VoteCount> Usual(int agree, int disagree, int abstain) =>
        [new(MinutesWords.Agree, agree), new(MinutesWords.Disagree, disagree), new(MinutesWords.Abstain, abstain)];
}
