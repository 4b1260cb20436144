using System.ComponentModel.DataAnnotations;
using MeetingHub.Domain;
using MeetingHub.Domain.Rooms;
using MeetingHub.Server.Meetings;

namespace MeetingHub.Server.Agenda;

/// <param name="Notes">Markdown.</param>
/// <param name="Before">The new item comes before this one; null puts it at the end.</param>
public sealed record AddAgendaItemRequest(
    [Required, StringLength(Limits.Title)] string Title,
    [Range(1, Limits.PlannedMinutes)] int Minutes,
    PersonId? Presenter = null,
    [StringLength(Limits.Notes)] string? Notes = null,
    AgendaItemId? Before = null);

/// <param name="Revision">Of the item that was edited; another now is answered with 409 and the agenda as it is.</param>
public sealed record EditAgendaItemRequest(
    [Range(1, int.MaxValue)] int Revision,
    [Required, StringLength(Limits.Title)] string Title,
    [Range(1, Limits.PlannedMinutes)] int Minutes,
    PersonId? Presenter = null,
    [StringLength(Limits.Notes)] string? Notes = null);

/// <param name="Before">
/// The item comes to stand before this one; null is the end. By neighbour and not by number, so that two who move at once both get
/// what they meant.
/// </param>
public sealed record MoveAgendaItemRequest(AgendaItemId? Before = null);

/// <param name="Revision">Grows with each change, so that of two answers the newer is known.</param>
public sealed record AgendaView(int Revision, IReadOnlyList<AgendaItemView> Items);

/// <param name="Notes">Markdown, empty if none.</param>
/// <param name="NotesHtml">The same, safe to put into the page.</param>
public sealed record AgendaItemView(
    AgendaItemId Id, int Revision, string Title, PersonName? Presenter, int Minutes, string Notes, string NotesHtml);
