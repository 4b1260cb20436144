using System.Net;
using MeetingHub.Domain.Rooms;
using MeetingHub.Server.Rooms.Logs;
using MeetingHub.Server.Rooms.Wire;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
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
        services.AddSingleton<LogMeter>();
        services.AddSingleton<EventLog>();
        services.AddSingleton<RoomParts>();
        services.AddSingleton<LiveRooms>();
        services.AddSingleton<BrokenLines>();
        services.AddSingleton<RoomDoor>();
        services.AddSingleton<RoomEnds>();
        services.AddHostedService(provider => provider.GetRequiredService<LiveRooms>());
        services.AddHostedService(provider => provider.GetRequiredService<RoomEnds>());
        services.AddOptions<MediaSettings>().BindConfiguration("Media")
            .Validate(o => o.AdvertisedAddresses.TrueForAll(a => IPAddress.TryParse(a, out _)), "Media:AdvertisedAddresses holds something that is no address.")
            .Validate(o => o.Turn.IsSound, "Media:Turn needs urls that begin with turn: or turns:, a secret, and a lifetime of 5 minutes to 7 days.")
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<MediaSettings>, MediaSettingsValidator>();
        services.AddSingleton(provider => RoomMedia.Start(
            provider.GetRequiredService<IOptions<MediaSettings>>().Value,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<RoomMedia>>()));
        services.AddHostedService<MediaNotices>();
        services.AddHostedService<MediaWatch>();
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
