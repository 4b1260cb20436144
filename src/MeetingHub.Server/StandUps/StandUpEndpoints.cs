using MeetingHub.Domain;
using Microsoft.AspNetCore.Http.HttpResults;

namespace MeetingHub.Server.StandUps;

internal static class StandUpEndpoints
{
    public static WebApplicationBuilder AddStandUps(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<StandUpAnswers>();
        return builder;
    }

    public static IEndpointRouteBuilder MapStandUps(this IEndpointRouteBuilder app)
    {
        var standUp = app.MapGroup("/api/meetings/{meetingId:guid}/stand-up").RequireAuthorization().WithTags("Stand-ups");
        standUp.MapGet("/", ListAsync).WithName("ListStandUpAnswers");
        standUp.MapGet("/mine", GetMineAsync).WithName("GetMyStandUpAnswer");
        standUp.MapPut("/mine", AnswerAsync).WithName("AnswerStandUp");
        return app;
    }

    private static async Task<Results<Ok<IReadOnlyList<StandUpAnswerView>>, ProblemHttpResult>> ListAsync(
        Caller caller, Guid meetingId, StandUpAnswers answers, CancellationToken ct) =>
        (await answers.ReadAsync(caller, MeetingId.From(meetingId), ct)).ToResult();

    private static async Task<Results<Ok<StandUpAnswerView>, ProblemHttpResult>> GetMineAsync(
        Caller caller, Guid meetingId, StandUpAnswers answers, CancellationToken ct) =>
        (await answers.ReadMineAsync(caller, MeetingId.From(meetingId), ct)).ToResult();

    private static async Task<Results<Ok<StandUpAnswerView>, ProblemHttpResult>> AnswerAsync(
        Caller caller, Guid meetingId, AnswerStandUpRequest request, StandUpAnswers answers, CancellationToken ct) =>
        (await answers.AnswerAsync(caller, MeetingId.From(meetingId), request, ct)).ToResult();
}
