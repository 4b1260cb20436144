namespace MeetingHub.Domain.Agenda;

/// <summary>Closes the item that is open, if any: one at a time. An item that was closed is reopened.</summary>
public sealed record OpenAgendaItem(AgendaItemId Item) : RoomCommand;

public sealed record CloseAgendaItem(AgendaItemId Item) : RoomCommand;

/// <param name="After">Null: at the end.</param>
public sealed record AddAgendaItem(
    AgendaItemId Item, string Title, PersonId? Presenter = null, int? PlannedMinutes = null, AgendaItemId? After = null) : RoomCommand;
