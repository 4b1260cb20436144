using MeetingHub.Server.Agenda;
using MeetingHub.Server.Rooms;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MeetingHub.Server.Meetings;

internal static class MeetingsSetup
{
    /// <summary>Meetings with their agendas.</summary>
    public static WebApplicationBuilder AddMeetings(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(RoomPlans.OptionsOf(builder.Configuration));
        builder.Services.TryAddSingleton<IRoomPlans, RoomPlans>();
        builder.Services.AddScoped<MeetingPlans>().AddScoped<MeetingPages>().AddScoped<MeetingLists>().AddScoped<AgendaItems>();
        return builder;
    }
}
