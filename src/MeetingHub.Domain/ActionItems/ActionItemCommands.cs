using MeetingHub.Domain.Text;

namespace MeetingHub.Domain.ActionItems;

public sealed record RecordActionItem(
    ActionItemId ActionItem, string Text, Assignee Owner, ImmutableList<Assignee> CoWorkers, DateOnly Due, AgendaItemId? Item = null)
    : RoomCommand
{
    internal override Decision Decide(Deciding on)
    {
        if (ActionItem == default || on.State.Find(ActionItem) is not null)
            return Rejection.BadId("actionItem");
        if (on.State.ActionItems.Count >= Limits.ActionItems)
            return Rejection.TooMany("actionItems", Limits.ActionItems);
        if (Assignment.Refuses(on, Owner, CoWorkers, Due, Item) is { } refusal)
            return refusal;
        return InputText.TryClean("text", Text, Limits.ActionItem, out var text, out var rejection)
            ? new ActionItemRecorded(ActionItem, text, Owner, CoWorkers, Due, Item)
            : rejection!;
    }
}

/// <param name="Edition">The one that was read; refused when it is no longer the newest.</param>
public sealed record ReviseActionItem(
    ActionItemId ActionItem, int Edition, string Text, Assignee Owner, ImmutableList<Assignee> CoWorkers, DateOnly Due,
    AgendaItemId? Item = null)
    : RoomCommand
{
    internal override Decision Decide(Deciding on)
    {
        if (on.State.Find(ActionItem) is not { } actionItem)
            return Rejection.NotFound("actionItem");
        if (actionItem.IsWithdrawn)
            return new Rejection(RejectionCodes.Withdrawn);
        if (actionItem.Edition != Edition)
            return new Rejection(RejectionCodes.ChangedMeanwhile);
        if (Assignment.Refuses(on, Owner, CoWorkers, Due, Item) is { } refusal)
            return refusal;
        return InputText.TryClean("text", Text, Limits.ActionItem, out var text, out var rejection)
            ? new ActionItemRevised(ActionItem, text, Owner, CoWorkers, Due, Item)
            : rejection!;
    }
}

public sealed record WithdrawActionItem(ActionItemId ActionItem) : RoomCommand
{
    internal override Decision Decide(Deciding on)
    {
        if (on.State.Find(ActionItem) is not { } actionItem)
            return Rejection.NotFound("actionItem");
        return actionItem.IsWithdrawn ? new Rejection(RejectionCodes.Withdrawn) : new ActionItemWithdrawn(ActionItem);
    }
}

internal static class Assignment
{
    /// <summary>Whether the people and departments exist is the directory's to say.</summary>
    public static Rejection? Refuses(
        Deciding on, Assignee owner, ImmutableList<Assignee> coWorkers, DateOnly due, AgendaItemId? item)
    {
        if (!owner.IsOne)
            return new Rejection(RejectionCodes.OneOwner);
        if (coWorkers.Count > Limits.CoWorkers)
            return Rejection.TooMany("coWorkers", Limits.CoWorkers);
        if (!coWorkers.TrueForAll(worker => worker is { IsOne: true }) || coWorkers.Add(owner).Distinct().Count() <= coWorkers.Count)
            return Rejection.BadId("coWorker");
        // The date is local and the zone is not known here: yesterday in UTC can be today somewhere.
        if (due < DateOnly.FromDateTime(on.Now.UtcDateTime).AddDays(-1))
            return new Rejection(RejectionCodes.DueInThePast);
        return item is { } from && on.State.Find(from) is null ? Rejection.NotFound("agendaItem") : null;
    }
}
