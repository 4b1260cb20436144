using MeetingHub.Domain;
using Microsoft.AspNetCore.Http.HttpResults;

namespace MeetingHub.Server.Agenda;

internal static class AgendaEndpoints
{
    public static IEndpointRouteBuilder MapAgenda(this IEndpointRouteBuilder app)
    {
        var agenda = app.MapGroup("/api/meetings/{meetingId:guid}/agenda").RequireAuthorization().WithTags("Agenda");
        agenda.MapGet("/", GetAsync).WithName("GetAgenda");
        agenda.MapPost("/", AddAsync).WithName("AddAgendaItem");
        agenda.MapPut("/{itemId:guid}", EditAsync).WithName("EditAgendaItem");
        agenda.MapDelete("/{itemId:guid}", RemoveAsync).WithName("RemoveAgendaItem");
        agenda.MapPost("/{itemId:guid}/move", MoveAsync).WithName("MoveAgendaItem");
        return app;
    }

    private static async Task<Results<Ok<AgendaView>, ProblemHttpResult>> GetAsync(
        Caller caller, Guid meetingId, AgendaItems items, CancellationToken ct) =>
        (await items.ReadAsync(caller, MeetingId.From(meetingId), ct)).ToResult();

    private static async Task<Results<Ok<AgendaView>, ProblemHttpResult>> AddAsync(
        Caller caller, Guid meetingId, AddAgendaItemRequest request, AgendaItems items, CancellationToken ct) =>
        (await items.AddAsync(caller, MeetingId.From(meetingId), request, ct)).ToResult();

    private static async Task<Results<Ok<AgendaView>, ProblemHttpResult>> EditAsync(
        Caller caller, Guid meetingId, Guid itemId, EditAgendaItemRequest request, AgendaItems items, CancellationToken ct) =>
        (await items.EditAsync(caller, MeetingId.From(meetingId), AgendaItemId.From(itemId), request, ct)).ToResult();

    private static async Task<Results<Ok<AgendaView>, ProblemHttpResult>> RemoveAsync(
        Caller caller, Guid meetingId, Guid itemId, AgendaItems items, CancellationToken ct) =>
        (await items.RemoveAsync(caller, MeetingId.From(meetingId), AgendaItemId.From(itemId), ct)).ToResult();

    private static async Task<Results<Ok<AgendaView>, ProblemHttpResult>> MoveAsync(
        Caller caller, Guid meetingId, Guid itemId, MoveAgendaItemRequest request, AgendaItems items, CancellationToken ct) =>
        (await items.MoveAsync(caller, MeetingId.From(meetingId), AgendaItemId.From(itemId), request, ct)).ToResult();
}
