namespace MeetingHub.Domain.Minutes;

/// <param name="Edition">1 when recorded, one more with each revision.</param>
public sealed record Conclusion(
    ConclusionId Id, string Text, int Edition, bool IsWithdrawn, DateTimeOffset RecordedAt, AgendaItemId? Item = null);
