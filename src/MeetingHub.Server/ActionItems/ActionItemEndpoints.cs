using MeetingHub.Domain;
using Microsoft.AspNetCore.Http.HttpResults;

namespace MeetingHub.Server.ActionItems;

internal static class ActionItemEndpoints
{
    public static WebApplicationBuilder AddActionItems(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<ActionItemLists>();
        return builder;
    }

    public static IEndpointRouteBuilder MapActionItems(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/action-items", ListMineAsync).RequireAuthorization().WithTags("Action items").WithName("ListMyActionItems");
        app.MapGet("/api/meetings/{meetingId:guid}/action-items", ListAsync).RequireAuthorization().WithTags("Action items")
            .WithName("ListActionItemsOfMeeting");
        return app;
    }

    private static async Task<Ok<Page<ActionItemView>>> ListMineAsync(
        Caller caller, ActionItemLists lists, [AsParameters] PageRequest page, CancellationToken ct) =>
        TypedResults.Ok(await lists.ReadMineAsync(caller, page, ct));

    private static async Task<Results<Ok<Page<ActionItemView>>, ProblemHttpResult>> ListAsync(
        Caller caller, Guid meetingId, ActionItemLists lists, [AsParameters] PageRequest page, CancellationToken ct) =>
        (await lists.ReadAsync(caller, MeetingId.From(meetingId), page, ct)).ToResult();
}
