using System.Text;
using MeetingHub.Domain;
using MeetingHub.Publishing.Papers;
using MeetingHub.Server.Documents;
using MeetingHub.Server.Problems;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace MeetingHub.Server.Minutes;

internal static class MinutesEndpoints
{
    public static IEndpointRouteBuilder MapMinutes(this IEndpointRouteBuilder app)
    {
        var meeting = app.MapGroup("/api/meetings/{meetingId:guid}").RequireAuthorization().WithTags("Minutes");
        meeting.MapGet("/minutes", GetAsync).WithName("GetMinutes");
        meeting.MapGet("/minutes.html", GetHtmlAsync).WithName("GetMinutesHtml");
        meeting.MapGet("/minutes.pdf", GetPdfAsync).WithName("GetMinutesPdf")
            .Produces<Stream>(StatusCodes.Status200OK, contentType: DocumentFormat.Pdf.MediaType());
        meeting.MapGet("/minutes.docx", GetWordAsync).WithName("GetMinutesWord")
            .Produces<Stream>(StatusCodes.Status200OK, contentType: DocumentFormat.Docx.MediaType());
        meeting.MapGet("/minutes/texts/{itemId:guid}", GetTextAsync).WithName("GetMinutesText");
        meeting.MapPut("/minutes/texts/{itemId:guid}", SaveTextAsync).WithName("SaveMinutesText");
        meeting.MapPost("/minutes/preview", PreviewAsync).WithName("PreviewMinutes");
        meeting.MapPut("/minutes/absences/{seatId:guid}", SetAbsenceAsync).WithName("SetAbsence");
        meeting.MapPost("/minutes/submit", SubmitAsync).WithName("SubmitMinutes");
        meeting.MapPost("/minutes/return", ReturnAsync).WithName("ReturnMinutes");
        meeting.MapPost("/minutes/approve", ApproveAsync).WithName("ApproveMinutes");
        app.MapGet("/api/papers/paper.css", GetStyleSheet).RequireAuthorization().WithTags("Minutes").WithName("GetPaperStyleSheet");
        return app;
    }

    private static async Task<Results<Ok<MinutesPage>, ProblemHttpResult>> GetAsync(
        Caller caller, Guid meetingId, MinutesPages pages, CancellationToken ct) =>
        (await pages.ReadAsync(caller, MeetingId.From(meetingId), ct)).ToResult();

    private static async Task<Results<ContentHttpResult, ProblemHttpResult>> GetHtmlAsync(
        Caller caller, Guid meetingId, MinutesPages pages, CancellationToken ct)
    {
        var html = await pages.ReadHtmlAsync(caller, MeetingId.From(meetingId), ct);
        return html.Value is { } fragment ? TypedResults.Text(fragment, "text/html", Encoding.UTF8) : html.ToProblem();
    }

    // Shown in the browser's own viewer or saved: this server wrote it, so it carries nothing that runs.
    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> GetPdfAsync(
        Caller caller, Guid meetingId, HttpContext context, MinutesPages pages, CancellationToken ct) =>
        Give(await pages.ReadPdfAsync(caller, MeetingId.From(meetingId), ct), DocumentFormat.Pdf, "inline", context);

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> GetWordAsync(
        Caller caller, Guid meetingId, HttpContext context, MinutesPages pages, CancellationToken ct) =>
        Give(await pages.ReadWordAsync(caller, MeetingId.From(meetingId), ct), DocumentFormat.Docx, "attachment", context);

    private static async Task<Results<Ok<MinutesTextView>, ProblemHttpResult>> GetTextAsync(
        Caller caller, Guid meetingId, Guid itemId, MinutesTexts texts, CancellationToken ct) =>
        (await texts.ReadAsync(caller, MeetingId.From(meetingId), AgendaItemId.From(itemId), ct)).ToResult();

    private static async Task<Results<Ok<MinutesTextView>, ProblemHttpResult>> SaveTextAsync(
        Caller caller, Guid meetingId, Guid itemId, SaveMinutesTextRequest request, MinutesTexts texts, CancellationToken ct) =>
        (await texts.SaveAsync(caller, MeetingId.From(meetingId), AgendaItemId.From(itemId), request, ct)).ToResult();

    private static async Task<Results<Ok<MinutesPreview>, ProblemHttpResult>> PreviewAsync(
        Caller caller, Guid meetingId, PreviewMinutesRequest request, MinutesTexts texts, CancellationToken ct) =>
        (await texts.PreviewAsync(caller, MeetingId.From(meetingId), request, ct)).ToResult();

    private static async Task<Results<Ok<MinutesAbsenceView>, ProblemHttpResult>> SetAbsenceAsync(
        Caller caller, Guid meetingId, Guid seatId, SetAbsenceRequest request, MinutesTexts texts, CancellationToken ct) =>
        (await texts.SetAbsenceAsync(caller, MeetingId.From(meetingId), SeatId.From(seatId), request, ct)).ToResult();

    private static async Task<Results<Ok<MinutesPage>, ProblemHttpResult>> SubmitAsync(
        Caller caller, Guid meetingId, MinutesStepRequest request, MinutesReviews reviews, CancellationToken ct) =>
        (await reviews.SubmitAsync(caller, MeetingId.From(meetingId), request, ct)).ToResult();

    private static async Task<Results<Ok<MinutesPage>, ProblemHttpResult>> ReturnAsync(
        Caller caller, Guid meetingId, ReturnMinutesRequest request, MinutesReviews reviews, CancellationToken ct) =>
        (await reviews.ReturnAsync(caller, MeetingId.From(meetingId), request, ct)).ToResult();

    private static async Task<Results<Ok<MinutesPage>, ProblemHttpResult>> ApproveAsync(
        Caller caller, Guid meetingId, MinutesStepRequest request, MinutesReviews reviews, CancellationToken ct) =>
        (await reviews.ApproveAsync(caller, MeetingId.From(meetingId), request, ct)).ToResult();

    private static Results<FileContentHttpResult, ProblemHttpResult> Give(
        Outcome<MinutesFile> outcome, DocumentFormat format, string kind, HttpContext context)
    {
        if (outcome.Value is not { } file)
            return outcome.ToProblem();
        var disposition = new ContentDispositionHeaderValue(kind);
        disposition.SetHttpFileName(file.Name);
        context.Response.Headers.ContentDisposition = disposition.ToString();
        return TypedResults.File(file.Bytes, format.MediaType());
    }

    private static ContentHttpResult GetStyleSheet() => TypedResults.Text(PaperHtml.StyleSheet, "text/css", Encoding.UTF8);
}
