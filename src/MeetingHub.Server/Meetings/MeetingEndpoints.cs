using System.ComponentModel.DataAnnotations;
using MeetingHub.Domain;
using Microsoft.AspNetCore.Http.HttpResults;

namespace MeetingHub.Server.Meetings;

internal static class MeetingEndpoints
{
    public static IEndpointRouteBuilder MapMeetings(this IEndpointRouteBuilder app)
    {
        var meetings = app.MapGroup("/api/meetings").RequireAuthorization().WithTags("Meetings");
        meetings.MapGet("/", ListAsync).WithName("ListMeetings");
        meetings.MapGet("/waiting", ListWaitingAsync).WithName("ListMeetingsWaiting");
        meetings.MapPost("/", CreateAsync).WithName("CreateMeeting");
        meetings.MapGet("/{meetingId:guid}", GetAsync).WithName("GetMeeting");
        meetings.MapPut("/{meetingId:guid}", EditAsync).WithName("EditMeeting");
        meetings.MapPost("/{meetingId:guid}/schedule", ScheduleAsync).WithName("ScheduleMeeting");
        meetings.MapPost("/{meetingId:guid}/postpone", PostponeAsync).WithName("PostponeMeeting");
        meetings.MapPost("/{meetingId:guid}/cancel", CancelAsync).WithName("CancelMeeting");
        return app;
    }

    private static async Task<Ok<Page<MeetingSummary>>> ListAsync(
        Caller caller, MeetingLists lists, [AsParameters] PageRequest page, CancellationToken ct,
        [AllowedValues("coming", "past")] string when = "coming") =>
        TypedResults.Ok(await lists.ReadAsync(caller, Enum.Parse<MeetingsWhen>(when, ignoreCase: true), page, ct));

    private static async Task<Ok<Page<MeetingSummary>>> ListWaitingAsync(
        Caller caller, MeetingLists lists, [AllowedValues("approval", "submission")] string @for, [AsParameters] PageRequest page,
        CancellationToken ct) =>
        TypedResults.Ok(await lists.ReadWaitingAsync(caller, Enum.Parse<MeetingsWaiting>(@for, ignoreCase: true), page, ct));

    private static async Task<Results<Created<MeetingDetail>, ProblemHttpResult>> CreateAsync(
        Caller caller, PlanMeetingRequest request, MeetingPlans plans, CancellationToken ct) =>
        (await plans.CreateAsync(caller, request, ct)).ToCreated(meeting => $"/api/meetings/{meeting.Id}");

    private static async Task<Results<Ok<MeetingDetail>, ProblemHttpResult>> GetAsync(
        Caller caller, Guid meetingId, MeetingPages pages, CancellationToken ct) =>
        (await pages.ReadAsync(caller, MeetingId.From(meetingId), ct)).ToResult();

    private static async Task<Results<Ok<MeetingDetail>, ProblemHttpResult>> EditAsync(
        Caller caller, Guid meetingId, EditMeetingRequest request, MeetingPlans plans, CancellationToken ct) =>
        (await plans.EditAsync(caller, MeetingId.From(meetingId), request, ct)).ToResult();

    private static async Task<Results<Ok<MeetingDetail>, ProblemHttpResult>> ScheduleAsync(
        Caller caller, Guid meetingId, PlanStepRequest request, MeetingPlans plans, CancellationToken ct) =>
        (await plans.TakeAsync(caller, MeetingId.From(meetingId), PlanStep.Schedule, request, ct)).ToResult();

    private static async Task<Results<Ok<MeetingDetail>, ProblemHttpResult>> PostponeAsync(
        Caller caller, Guid meetingId, PlanStepRequest request, MeetingPlans plans, CancellationToken ct) =>
        (await plans.TakeAsync(caller, MeetingId.From(meetingId), PlanStep.Postpone, request, ct)).ToResult();

    private static async Task<Results<Ok<MeetingDetail>, ProblemHttpResult>> CancelAsync(
        Caller caller, Guid meetingId, PlanStepRequest request, MeetingPlans plans, CancellationToken ct) =>
        (await plans.TakeAsync(caller, MeetingId.From(meetingId), PlanStep.Cancel, request, ct)).ToResult();
}
