namespace MeetingHub.Domain.ActionItems;

/// <param name="Edition">1 when recorded, one more with each revision.</param>
public sealed record ActionItem(
    ActionItemId Id, string Text, Assignee Owner, ImmutableList<Assignee> CoWorkers, DateOnly Due, int Edition, bool IsWithdrawn,
    DateTimeOffset RecordedAt, AgendaItemId? Item = null);
