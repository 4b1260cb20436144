namespace MeetingHub.Publishing.Minutes;

/// <summary>How long one person was heard, measured by the meeting room; persons stand in the order of the attendance, not of length.</summary>
public sealed record SpeakingTime(Person Person)
{
    /// <summary>In the order of the course.</summary>
    public IReadOnlyList<ItemSpeech> Items { get; init; } = [];
}

/// <param name="Item">Number in the course, from 1; null for what was said outside any item.</param>
public sealed record ItemSpeech(int? Item, TimeSpan Time);
