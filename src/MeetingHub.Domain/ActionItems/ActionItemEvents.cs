namespace MeetingHub.Domain.ActionItems;

/// <param name="Due">A local date: no time, no zone.</param>
/// <param name="Item">The agenda item it came from; null: the meeting as a whole.</param>
[LogRule(1, AudienceRule.All)]
public sealed record ActionItemRecorded(
    ActionItemId ActionItem, string Text, Assignee Owner, ImmutableList<Assignee> CoWorkers, DateOnly Due, AgendaItemId? Item = null)
    : MeetingEvent;

[LogRule(1, AudienceRule.All)]
public sealed record ActionItemRevised(
    ActionItemId ActionItem, string Text, Assignee Owner, ImmutableList<Assignee> CoWorkers, DateOnly Due, AgendaItemId? Item = null)
    : MeetingEvent;

[LogRule(1, AudienceRule.All)]
public sealed record ActionItemWithdrawn(ActionItemId ActionItem) : MeetingEvent;

/// <summary>A person or a department, never both.</summary>
public sealed record Assignee(PersonId? Person = null, DepartmentId? Department = null);
