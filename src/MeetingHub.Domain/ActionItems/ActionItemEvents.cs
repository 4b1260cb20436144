using System.Text.Json.Serialization;

namespace MeetingHub.Domain.ActionItems;

/// <param name="Due">A local date: no time, no zone.</param>
/// <param name="Item">The agenda item it came from; null: the meeting as a whole.</param>
[LogRule(1, AudienceRule.All)]
public sealed record ActionItemRecorded(
    ActionItemId ActionItem, string Text, Assignee Owner, ImmutableList<Assignee> CoWorkers, DateOnly Due, AgendaItemId? Item = null)
    : MeetingEvent
{
    internal override MeetingState Fold(MeetingState state, DateTimeOffset at) => state with
    {
        ActionItems = state.ActionItems.Add(
            new ActionItem(ActionItem, Text, Owner, CoWorkers, Due, Edition: 1, IsWithdrawn: false, at, Item)),
    };
}

[LogRule(1, AudienceRule.All)]
public sealed record ActionItemRevised(
    ActionItemId ActionItem, string Text, Assignee Owner, ImmutableList<Assignee> CoWorkers, DateOnly Due, AgendaItemId? Item = null)
    : MeetingEvent
{
    internal override MeetingState Fold(MeetingState state, DateTimeOffset at) => state.Change(ActionItem, item => item with
    {
        Text = Text,
        Owner = Owner,
        CoWorkers = CoWorkers,
        Due = Due,
        Item = Item,
        Edition = item.Edition + 1,
    });
}

[LogRule(1, AudienceRule.All)]
public sealed record ActionItemWithdrawn(ActionItemId ActionItem) : MeetingEvent
{
    internal override MeetingState Fold(MeetingState state, DateTimeOffset at) =>
        state.Change(ActionItem, item => item with { IsWithdrawn = true });
}

/// <summary>A person or a department, never both.</summary>
public sealed record Assignee(PersonId? Person = null, DepartmentId? Department = null)
{
    [JsonIgnore]
    public bool IsOne => Person.HasValue != Department.HasValue;
}
