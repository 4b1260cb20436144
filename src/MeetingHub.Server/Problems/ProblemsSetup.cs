using MeetingHub.Domain.Rooms;
using Microsoft.AspNetCore.Mvc;

namespace MeetingHub.Server.Problems;

internal static class ProblemsSetup
{
    public static WebApplicationBuilder AddProblems(this WebApplicationBuilder builder)
    {
        builder.Services.AddProblemDetails(options => options.CustomizeProblemDetails = context => AddCode(context.ProblemDetails));
        builder.Services.AddValidation();
        return builder;
    }

    /// <summary>Outermost, so that whatever goes wrong inside leaves as problem+json, without detail if it is a bug.</summary>
    public static WebApplication UseProblems(this WebApplication app)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        return app;
    }

    private static void AddCode(ProblemDetails problem)
    {
        if (problem.Extensions.ContainsKey("code"))
            return;
        var code = problem.Status switch
        {
            StatusCodes.Status400BadRequest => problem is HttpValidationProblemDetails ? "validation" : "badRequest",
            StatusCodes.Status401Unauthorized => "unauthorized",
            StatusCodes.Status403Forbidden => RejectionCodes.NotAllowed,
            StatusCodes.Status404NotFound => RejectionCodes.NotFound,
            StatusCodes.Status405MethodNotAllowed => "methodNotAllowed",
            StatusCodes.Status413PayloadTooLarge => "tooLarge",
            StatusCodes.Status415UnsupportedMediaType => "unsupportedMediaType",
            StatusCodes.Status429TooManyRequests => "tooManyRequests",
            _ => "failed",
        };
        problem.Extensions["code"] = code;
        problem.Type = Problem.TypeOf(code);
    }
}
