using MeetingHub.Server.People;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace MeetingHub.Server.Monitoring;

internal static class MonitoringSetup
{
    /// <summary>Administrators, and programs with the token.</summary>
    public const string MetricsReaders = "metrics-readers";

    public static WebApplicationBuilder AddMonitoring(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<MetricsOptions>().BindConfiguration("Metrics").ValidateOnStart();
        services.AddSingleton<IValidateOptions<MetricsOptions>, MetricsOptionsValidator>();
        services.AddSingleton<MediaMeter>();
        services.AddSingleton<RoomMeter>();
        services.AddSingleton<Metrics>();
        services.AddSingleton<CallReports>();
        services.AddSingleton<MediaReadings>();
        services.AddScoped<Conditions>();
        services.AddSingleton<MediaSampler>();
        services.AddHostedService(provider => provider.GetRequiredService<Metrics>());
        services.AddHostedService(provider => provider.GetRequiredService<MediaSampler>());
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, MetricsToken>(MetricsToken.Name, configureOptions: null);
        services.AddAuthorizationBuilder().AddPolicy(MetricsReaders, policy => policy
            .AddAuthenticationSchemes(IdentityConstants.ApplicationScheme, MetricsToken.Name)
            .RequireAuthenticatedUser()
            .RequireAssertion(context =>
                context.User.IsInRole(nameof(PersonRole.Administrator)) || context.User.HasClaim(claim => claim.Type == MetricsToken.MayRead)));
        return builder;
    }

    public static IEndpointRouteBuilder MapMonitoring(this IEndpointRouteBuilder app)
    {
        app.MapMetrics();
        app.MapConditions();
        return app;
    }
}
