using MeetingHub.Domain.Rooms;
using MeetingHub.Server.Documents;
using MeetingHub.Server.Minutes;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace MeetingHub.Server.Problems;

/// <summary>
/// How a "no" leaves the server: problem+json (RFC 9457) with the stable <c>code</c> the client's language files key on, its
/// parameters, and a <c>type</c> made of the code.
/// </summary>
internal static class Problem
{
    public static ProblemHttpResult Of(Rejection rejection) => TypedResults.Problem(Details(rejection));

    public static ProblemHttpResult Of(string code) => Of(new Rejection(code));

    public static ProblemDetails Details(Rejection rejection) => Details(rejection, StatusOf(rejection.Code));

    public static ProblemDetails Details(Rejection rejection, int status)
    {
        var details = new ProblemDetails { Status = status, Type = TypeOf(rejection.Code), Title = rejection.Code };
        details.Extensions["code"] = rejection.Code;
        if (rejection.Parameters.Count > 0)
            details.Extensions["parameters"] = rejection.Parameters;
        return details;
    }

    public static string TypeOf(string code) => "urn:meetinghub:problem:" + code;

    /// <summary>
    /// What is not there is 404, what the caller may not do 403, what the state forbids just now 409, and anything else is input
    /// that breaks a rule: 422.
    /// </summary>
    private static int StatusOf(string code) => code switch
    {
        RejectionCodes.NotFound or MinutesCodes.NotPublished or MinutesCodes.WithoutWord => StatusCodes.Status404NotFound,
        RejectionCodes.NotAllowed or RejectionCodes.NotInMeeting or RejectionCodes.NotInvited => StatusCodes.Status403Forbidden,
        RejectionCodes.ChangedMeanwhile or RejectionCodes.NotStarted or RejectionCodes.PlanFrozen
            or RejectionCodes.StepNotPossible
            or MinutesCodes.Closed or MinutesCodes.NotInReview or MinutesCodes.MeetingNotOver => StatusCodes.Status409Conflict,
        DocumentCodes.TooLarge => StatusCodes.Status413PayloadTooLarge,
        _ when code.StartsWith("already", StringComparison.Ordinal) || code.EndsWith("Taken", StringComparison.Ordinal)
            => StatusCodes.Status409Conflict,
        _ => StatusCodes.Status422UnprocessableEntity,
    };
}
