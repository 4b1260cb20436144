using MeetingHub.Domain.Rooms;
using MeetingHub.Server.Problems;
using Microsoft.AspNetCore.Antiforgery;

namespace MeetingHub.Server.Security;

/// <summary>
/// Every unsafe call under <c>/api</c> must carry the token of <c>GET /api/antiforgery</c> in this header. .NET itself checks only endpoints
/// that bind a form; standing in front of all of them, none can forget it.
/// </summary>
internal sealed class AntiforgeryGate(RequestDelegate next, IAntiforgery antiforgery)
{
    public const string Header = "X-XSRF-TOKEN";

    private const string Code = "antiforgery";

    public async Task InvokeAsync(HttpContext context)
    {
        if (!MustCarryToken(context.Request) || await antiforgery.IsRequestValidAsync(context))
            await next(context);
        else
            await TypedResults.Problem(Problem.Details(new Rejection(Code), StatusCodes.Status400BadRequest)).ExecuteAsync(context);
    }

    private static bool MustCarryToken(HttpRequest request) =>
        request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)
        && !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method)
        && !HttpMethods.IsOptions(request.Method) && !HttpMethods.IsTrace(request.Method);
}
