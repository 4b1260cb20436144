namespace MeetingHub.Domain.ActionItems;

public sealed record RecordActionItem(
    ActionItemId ActionItem, string Text, Assignee Owner, ImmutableList<Assignee> CoWorkers, DateOnly Due, AgendaItemId? Item = null)
    : RoomCommand;

/// <param name="Edition">The one that was read; refused when it is no longer the newest.</param>
public sealed record ReviseActionItem(
    ActionItemId ActionItem, int Edition, string Text, Assignee Owner, ImmutableList<Assignee> CoWorkers, DateOnly Due,
    AgendaItemId? Item = null)
    : RoomCommand;

public sealed record WithdrawActionItem(ActionItemId ActionItem) : RoomCommand;
