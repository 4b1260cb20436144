namespace MeetingHub.Domain.Agenda;

/// <param name="Runs">Each time it was opened; the last is without end while it is open.</param>
public sealed record AgendaItem(
    AgendaItemId Id, string Title, ImmutableList<AgendaRun> Runs, PersonId? Presenter = null, int? PlannedMinutes = null);

/// <param name="To">Null while open.</param>
public sealed record AgendaRun(DateTimeOffset From, DateTimeOffset? To = null);
