using MeetingHub.Domain.Rooms;
using MeetingHub.Server.Rooms.Logs;
using MeetingHub.Server.Rooms.Wire;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace MeetingHub.Server.Rooms;

internal static class RoomSetup
{
    public static WebApplicationBuilder AddRooms(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSignalR(Configure).AddHubOptions<RoomHub>(options => options.AddFilter<FloodFilter>());
        services.Configure<JsonHubProtocolOptions>(options => RoomJson.Configure(options.PayloadSerializerOptions));
        // The last of a name is the one that is used.
        services.AddSingleton<IHubProtocol>(provider =>
            new SizedHubProtocol(new JsonHubProtocol(provider.GetRequiredService<IOptions<JsonHubProtocolOptions>>())));
        services.AddSingleton<FloodFilter>();
        services.AddSingleton<EventLog>();
        services.TryAddSingleton<IRoomPlans, NoPlans>();
        services.AddSingleton<RoomParts>();
        services.AddSingleton<LiveRooms>();
        services.AddSingleton<RoomDoor>();
        services.AddSingleton<RoomEnds>();
        services.AddHostedService(provider => provider.GetRequiredService<LiveRooms>());
        services.AddHostedService(provider => provider.GetRequiredService<RoomEnds>());
        services.AddSingleton(new RoomMedia(server: null, "notConfigured"));
        return builder;
    }

    /// <summary>Before sign-in reads the cookie: a foreign page learns not even whether there is a session.</summary>
    public static WebApplication UseRooms(this WebApplication app)
    {
        var logger = app.Services.GetRequiredService<ILogger<RoomHub>>();
        app.UseWhen(context => context.Request.Path.StartsWithSegments(RoomHub.Path, StringComparison.OrdinalIgnoreCase), hub => hub.Use(
            async (context, next) =>
            {
                if (SameOrigin.Allows(context.Request))
                {
                    await next(context);
                    return;
                }
                RoomLog.ForeignOrigin(logger);
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
            }));
        return app;
    }

    private static void Configure(HubOptions options)
    {
        options.MaximumReceiveMessageSize = SizedHubProtocol.MaxOfferBytes;
        options.EnableDetailedErrors = false;
        options.KeepAliveInterval = TimeSpan.FromSeconds(5);
        // Three silent pings: the participant then has as long again as the room's options say.
        options.ClientTimeoutInterval = TimeSpan.FromSeconds(15);
        options.HandshakeTimeout = TimeSpan.FromSeconds(5);
    }
}

/// <summary>Until the planning tables are there, no meeting is.</summary>
internal sealed class NoPlans : IRoomPlans
{
    public RoomOptions Options => RoomOptions.Default;

    public Task<Domain.Meetings.MeetingStarted?> FindAsync(Domain.MeetingId meeting, CancellationToken ct) =>
        Task.FromResult<Domain.Meetings.MeetingStarted?>(null);
}
