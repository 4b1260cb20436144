using MeetingHub.Publishing.Docx;
using MeetingHub.Publishing.Papers;

namespace MeetingHub.Server.Minutes;

internal static class MinutesSetup
{
    public static WebApplicationBuilder AddMinutes(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IPaperRenderer, PaperPdf>().AddSingleton<PaperDocx>();
        builder.Services.AddScoped<MinutesPages>().AddScoped<MinutesTexts>().AddScoped<MinutesReviews>();
        return builder;
    }
}
