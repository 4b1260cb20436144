using MeetingHub.Domain.Meetings;
using MeetingHub.Domain.Text;

namespace MeetingHub.Domain.Agenda;

/// <summary>Closes the item that is open, if any: one at a time. An item that was closed is reopened.</summary>
public sealed record OpenAgendaItem(AgendaItemId Item) : RoomCommand
{
    internal override Decision Decide(Deciding on)
    {
        if (on.State.Find(Item) is not { } item)
            return Rejection.NotFound("agendaItem");
        if (on.State.OpenItem == Item)
            return new Rejection(RejectionCodes.AgendaItemAlreadyOpen);
        MeetingEvent opened = item.Runs.IsEmpty ? new AgendaItemOpened(Item) : new AgendaItemReopened(Item);
        return on.State.OpenItem is { } open ? Decision.Of(new AgendaItemClosed(open), opened) : opened;
    }
}

public sealed record CloseAgendaItem(AgendaItemId Item) : RoomCommand
{
    internal override Decision Decide(Deciding on)
    {
        if (on.State.Find(Item) is null)
            return Rejection.NotFound("agendaItem");
        return on.State.OpenItem == Item ? new AgendaItemClosed(Item) : new Rejection(RejectionCodes.AgendaItemNotOpen);
    }
}

/// <param name="After">Null: at the end.</param>
public sealed record AddAgendaItem(
    AgendaItemId Item, string Title, PersonId? Presenter = null, int? PlannedMinutes = null, AgendaItemId? After = null) : RoomCommand
{
    internal override Decision Decide(Deciding on)
    {
        if (Item == default || on.State.Find(Item) is not null)
            return Rejection.BadId("agendaItem");
        if (on.State.Agenda.Count >= Limits.AgendaItems)
            return Rejection.TooMany("agendaItems", Limits.AgendaItems);
        if (PlannedMinutes is < 1 or > Limits.PlannedMinutes)
            return Rejection.OutOfRange("plannedMinutes", 1, Limits.PlannedMinutes);
        if (After is { } after && on.State.Find(after) is null)
            return Rejection.NotFound("agendaItem");
        return InputText.TryClean("title", Title, Limits.Title, out var title, out var rejection)
            ? new AgendaItemAdded(new PlannedAgendaItem(Item, title, Presenter, PlannedMinutes), After)
            : rejection!;
    }
}
