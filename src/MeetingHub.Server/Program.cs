using MeetingHub.Server.ActionItems;
using MeetingHub.Server.Agenda;
using MeetingHub.Server.Certificates;
using MeetingHub.Server.Data;
using MeetingHub.Server.Documents;
using MeetingHub.Server.Hosting;
using MeetingHub.Server.Meetings;
using MeetingHub.Server.Minutes;
using MeetingHub.Server.Monitoring;
using MeetingHub.Server.Pages;
using MeetingHub.Server.People;
using MeetingHub.Server.Problems;
using MeetingHub.Server.Rooms;
using MeetingHub.Server.Security;
using MeetingHub.Server.SignIn;
using MeetingHub.Server.StandUps;

namespace MeetingHub.Server;

internal static class Program
{
    public static Task<int> Main(string[] args) => Launch.RunAsync(args);

    /// <summary>The table of contents: what the server is made of, one line a capability.</summary>
    public static WebApplication Build(WebApplicationBuilder builder)
    {
        builder.AddHosting()
            .AddOpenApi()
            .AddData()
            .AddCertificate()
            .AddProblems()
            .AddSecurity()
            .AddSignIn()
            .AddPeople()
            .AddMeetings()
            .AddDocuments()
            .AddStandUps()
            .AddMinutes()
            .AddActionItems()
            .AddRooms()
            .AddMonitoring();

        var app = builder.Build();
        app.UseSecurity()
            .UseProblems()
            .UsePages()
            .UseRooms()
            .UseSignIn();

        app.MapHosting();
        app.MapOpenApiDocument();
        app.MapSignIn();
        app.MapPeople();
        app.MapMeetings();
        app.MapAgenda();
        app.MapDocuments();
        app.MapStandUps();
        app.MapMinutes();
        app.MapActionItems();
        app.MapRooms();
        app.MapMedia();
        app.MapMonitoring();
        app.MapPages();
        return app;
    }

    /// <summary>What must be done before the first request: to be called once, before the start.</summary>
    public static Task PrepareAsync(this WebApplication app, CancellationToken ct) =>
        app.Services.GetRequiredService<SchemaMigrator>().MigrateAsync(ct);
}
