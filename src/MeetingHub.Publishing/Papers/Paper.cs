using MeetingHub.Publishing.Text;

namespace MeetingHub.Publishing.Papers;

/// <summary>
/// An administrative paper with its words composed and nothing laid out: the same value becomes a web page, a PDF or a Word file.
/// Names of bodies are already in capitals.
/// </summary>
public sealed record Paper
{
    /// <summary>Title in the metadata and the window of a reader.</summary>
    public required string Name { get; init; }

    public required DateTimeOffset PreparedAt { get; init; }

    /// <summary>DỰ THẢO stands on every page.</summary>
    public required bool IsDraft { get; init; }

    public string? ParentBody { get; init; }

    public required string Body { get; init; }

    /// <summary>"Số: 05/BB-SKHCN".</summary>
    public required string NumberLine { get; init; }

    /// <summary>"BIÊN BẢN".</summary>
    public required string Kind { get; init; }

    public required string Subject { get; init; }

    public required IReadOnlyList<Block> Blocks { get; init; }

    /// <summary>From left to right; at most two.</summary>
    public required IReadOnlyList<Signature> Signatures { get; init; }

    /// <summary>Complete lines with dash and stop, the filing line last.</summary>
    public required IReadOnlyList<string> Recipients { get; init; }
}

/// <param name="Capacity">"CHỦ TỌA".</param>
public sealed record Signature(string Capacity, string Name);
