using MeetingHub.Domain.Rooms;
using MeetingHub.Media.Hosting;
using MeetingHub.Server.Problems;
using MeetingHub.Server.SignIn;
using Microsoft.AspNetCore.Http.HttpResults;

namespace MeetingHub.Server.Rooms;

internal static class MediaEndpoints
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(5);

    public static IEndpointRouteBuilder MapMedia(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/media/statistics", GetAsync).RequireAuthorization(SignInSetup.Administrators).WithTags("Rooms")
            .WithName("GetMediaStatistics");
        return app;
    }

    /// <summary>What came in, what went out and what was dropped and why, by room, participant and stream; ids only, no names.</summary>
    private static async Task<Results<Ok<MediaStatistics>, ProblemHttpResult>> GetAsync(RoomMedia media, CancellationToken ct) =>
        await media.SnapshotAsync(ct).WaitAsync(Deadline, ct) is { } statistics
            ? TypedResults.Ok(statistics)
            : Problem.Of(RejectionCodes.MediaUnavailable);
}
