using Microsoft.Extensions.Options;

namespace MeetingHub.Server.Documents;

internal static class DocumentsSetup
{
    public static WebApplicationBuilder AddDocuments(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<DocumentOptions>().BindConfiguration("Documents").ValidateOnStart();
        services.AddSingleton<IValidateOptions<DocumentOptions>, DocumentOptionsValidator>();
        services.AddSingleton<DocumentStore>();
        services.AddScoped<MeetingPapers>().AddScoped<DocumentLists>().AddScoped<DocumentOpenings>();
        return builder;
    }
}
