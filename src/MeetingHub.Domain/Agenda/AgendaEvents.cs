using MeetingHub.Domain.Meetings;

namespace MeetingHub.Domain.Agenda;

[LogRule(1, AudienceRule.All)]
public sealed record AgendaItemOpened(AgendaItemId Item) : MeetingEvent;

[LogRule(1, AudienceRule.All)]
public sealed record AgendaItemClosed(AgendaItemId Item) : MeetingEvent;

/// <summary>Opened again after it had been closed: its time goes on.</summary>
[LogRule(1, AudienceRule.All)]
public sealed record AgendaItemReopened(AgendaItemId Item) : MeetingEvent;

/// <param name="After">Null: at the end.</param>
[LogRule(1, AudienceRule.All)]
public sealed record AgendaItemAdded(PlannedAgendaItem Item, AgendaItemId? After = null) : MeetingEvent;
