using MeetingHub.Domain.Rooms;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MeetingHub.Server.Hosting;

internal static class HostingSetup
{
    public static WebApplicationBuilder AddHosting(this WebApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddHealthChecks();
        builder.Services.ConfigureHttpJsonOptions(options => RoomJson.Configure(options.SerializerOptions));
        return builder;
    }

    public static IEndpointRouteBuilder MapHosting(this IEndpointRouteBuilder app)
    {
        app.MapHealthChecks("/healthz").AllowAnonymous();
        return app;
    }
}
