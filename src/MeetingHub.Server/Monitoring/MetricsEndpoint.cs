using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace MeetingHub.Server.Monitoring;

internal static class MetricsEndpoint
{
    public const string Path = "/metrics";

    public static void MapMetrics(this IEndpointRouteBuilder app)
    {
        // When it is off the address must not fall to the pages, which answer any that is not taken.
        if (app.ServiceProvider.GetRequiredService<IOptions<MetricsOptions>>().Value.Enabled)
            app.MapGet(Path, ReadAsync).RequireAuthorization(MonitoringSetup.MetricsReaders).ExcludeFromDescription();
        else
            app.MapGet(Path, NotFound () => TypedResults.NotFound()).AllowAnonymous().ExcludeFromDescription();
    }

    private static async Task<ContentHttpResult> ReadAsync(Metrics metrics, MediaSampler sampler, CancellationToken ct)
    {
        await sampler.RefreshAsync(ct);
        return TypedResults.Text(await metrics.ReadAsync(ct), PrometheusText.ContentType, Encoding.UTF8);
    }
}
