using MeetingHub.Domain.Meetings;

namespace MeetingHub.Domain.Agenda;

[LogRule(1, AudienceRule.All)]
public sealed record AgendaItemOpened(AgendaItemId Item) : MeetingEvent
{
    internal override MeetingState Fold(MeetingState state, DateTimeOffset at) => state.OpenItemAt(Item, at);
}

[LogRule(1, AudienceRule.All)]
public sealed record AgendaItemClosed(AgendaItemId Item) : MeetingEvent
{
    internal override MeetingState Fold(MeetingState state, DateTimeOffset at) => state.CloseItem(Item, at);
}

/// <summary>Opened again after it had been closed: its time goes on.</summary>
[LogRule(1, AudienceRule.All)]
public sealed record AgendaItemReopened(AgendaItemId Item) : MeetingEvent
{
    internal override MeetingState Fold(MeetingState state, DateTimeOffset at) => state.OpenItemAt(Item, at);
}

/// <param name="After">Null: at the end.</param>
[LogRule(1, AudienceRule.All)]
public sealed record AgendaItemAdded(PlannedAgendaItem Item, AgendaItemId? After = null) : MeetingEvent
{
    internal override MeetingState Fold(MeetingState state, DateTimeOffset at)
    {
        var added = new AgendaItem(Item.Id, Item.Title, Runs: [], Item.Presenter, Item.PlannedMinutes);
        var index = After is { } after ? state.Agenda.FindIndex(item => item.Id == after) + 1 : state.Agenda.Count;
        return state with { Agenda = state.Agenda.Insert(index, added) };
    }
}
