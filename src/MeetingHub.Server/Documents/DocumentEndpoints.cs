using System.ComponentModel.DataAnnotations;
using MeetingHub.Domain;
using MeetingHub.Server.Meetings;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace MeetingHub.Server.Documents;

internal static class DocumentEndpoints
{
    public static IEndpointRouteBuilder MapDocuments(this IEndpointRouteBuilder app)
    {
        var documents = app.MapGroup("/api/meetings/{meetingId:guid}/documents").RequireAuthorization().WithTags("Documents");
        documents.MapGet("/", ListAsync).WithName("ListDocuments");
        documents.MapPost("/", AddAsync).WithName("AddDocument");
        documents.MapGet("/{documentId:guid}", OpenAsync).WithName("OpenDocument");
        documents.MapDelete("/{documentId:guid}", RemoveAsync).WithName("RemoveDocument");
        documents.MapGet("/{documentId:guid}/openings", ListOpeningsAsync).WithName("ListDocumentOpenings");
        app.MapGet("/api/documents/unread", ListUnreadAsync).RequireAuthorization().WithTags("Documents").WithName("ListUnreadDocuments");
        return app;
    }

    private static async Task<Results<Ok<MeetingDocuments>, ProblemHttpResult>> ListAsync(
        Caller caller, Guid meetingId, DocumentLists lists, CancellationToken ct) =>
        (await lists.ReadAsync(caller, MeetingId.From(meetingId), ct)).ToResult();

    /// <summary>The body is the file itself, whatever its media type says.</summary>
    private static async Task<Results<Created<DocumentView>, ProblemHttpResult>> AddAsync(
        Caller caller, Guid meetingId, [StringLength(1000)] string name, HttpContext context, MeetingPapers papers, CancellationToken ct,
        Guid? agendaItem = null, [AllowedValues("none", "internal", "confidential", "secret", "topSecret")] string marking = "none")
    {
        // The limit is the capability's own, counted while bytes come; the server's smaller one would cut the connection without a
        // word. What is refused unread is still drained for a while, so that the browser lives to read the answer.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = null;
        var item = agendaItem is { } id ? AgendaItemId.From(id) : (AgendaItemId?)null;
        var added = await papers.AddAsync(
            caller, MeetingId.From(meetingId), item, name, Enum.Parse<Marking>(marking, ignoreCase: true), context.Request.ContentLength,
            context.Request.Body, ct);
        return added.ToCreated(document => $"/api/meetings/{meetingId}/documents/{document.Id}");
    }

    private static async Task<Results<PhysicalFileHttpResult, ProblemHttpResult>> OpenAsync(
        Caller caller, Guid meetingId, Guid documentId, HttpContext context, DocumentOpenings openings, CancellationToken ct,
        [Range(1, int.MaxValue)] int? version = null)
    {
        var isPart = context.Request.Headers.Range.Count > 0;
        var opened = await openings.OpenAsync(caller, MeetingId.From(meetingId), DocumentId.From(documentId), version, isPart, ct);
        if (opened.Value is not { } document)
            return opened.ToProblem();
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        headers.XContentTypeOptions = "nosniff";
        // Asked for again each time, so that each opening is noted and a right that is gone is gone.
        headers.CacheControl = "private, no-cache";
        return TypedResults.PhysicalFile(
            document.Path, document.MediaType, document.Name, document.AddedAt, new EntityTagHeaderValue($"\"{document.Sha256}\""),
            enableRangeProcessing: true);
    }

    private static async Task<Results<Ok<MeetingDocuments>, ProblemHttpResult>> RemoveAsync(
        Caller caller, Guid meetingId, Guid documentId, MeetingPapers papers, CancellationToken ct) =>
        (await papers.RemoveAsync(caller, MeetingId.From(meetingId), DocumentId.From(documentId), ct)).ToResult();

    private static async Task<Results<Ok<Page<DocumentOpeningView>>, ProblemHttpResult>> ListOpeningsAsync(
        Caller caller, Guid meetingId, Guid documentId, DocumentLists lists, [AsParameters] PageRequest page, CancellationToken ct) =>
        (await lists.ReadOpeningsAsync(caller, MeetingId.From(meetingId), DocumentId.From(documentId), page, ct)).ToResult();

    private static async Task<Ok<Page<UnreadDocument>>> ListUnreadAsync(
        Caller caller, DocumentLists lists, [AsParameters] PageRequest page, CancellationToken ct) =>
        TypedResults.Ok(await lists.ReadUnreadAsync(caller, page, ct));
}
