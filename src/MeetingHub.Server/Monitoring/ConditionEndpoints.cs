using MeetingHub.Domain;
using MeetingHub.Domain.Rooms;
using MeetingHub.Server.Problems;
using MeetingHub.Server.SignIn;
using Microsoft.AspNetCore.Http.HttpResults;

namespace MeetingHub.Server.Monitoring;

internal static class ConditionEndpoints
{
    public static void MapConditions(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/monitoring").RequireAuthorization(SignInSetup.Administrators).WithTags("Monitoring");
        group.MapGet("/server", ServerAsync).WithName("GetServerCondition");
        group.MapGet("/rooms", RoomsAsync).WithName("ListRoomConditions");
        group.MapGet("/rooms/{meeting:guid}", RoomAsync).WithName("GetRoomCondition");
        group.MapGet("/rooms/{meeting:guid}/windows", WindowsAsync).WithName("ListWindowConditions");
        group.MapGet("/rooms/{meeting:guid}/bad-minutes", BadMinutesAsync).WithName("ListBadMinutes");
    }

    private static async Task<Ok<ServerCondition>> ServerAsync(Conditions conditions, CancellationToken ct) =>
        TypedResults.Ok(await conditions.ServerAsync(ct));

    private static async Task<Ok<Page<RoomCondition>>> RoomsAsync(
        Caller caller, Conditions conditions, [AsParameters] PageRequest page, CancellationToken ct) =>
        TypedResults.Ok(await conditions.RoomsAsync(caller, page, ct));

    private static async Task<Results<Ok<RoomCondition>, ProblemHttpResult>> RoomAsync(
        Guid meeting, Caller caller, Conditions conditions, CancellationToken ct) =>
        Found(await conditions.RoomAsync(MeetingId.From(meeting), caller, ct));

    private static async Task<Results<Ok<Page<WindowCondition>>, ProblemHttpResult>> WindowsAsync(
        Guid meeting, Conditions conditions, [AsParameters] PageRequest page, CancellationToken ct) =>
        Found(await conditions.WindowsAsync(MeetingId.From(meeting), page, ct));

    private static async Task<Results<Ok<Page<BadMinute>>, ProblemHttpResult>> BadMinutesAsync(
        Guid meeting, Conditions conditions, [AsParameters] PageRequest page, CancellationToken ct) =>
        Found(await conditions.BadMinutesAsync(MeetingId.From(meeting), page, ct));

    private static Results<Ok<T>, ProblemHttpResult> Found<T>(T? found) where T : class =>
        found is null ? Problem.Of(RejectionCodes.NotFound) : TypedResults.Ok(found);
}
