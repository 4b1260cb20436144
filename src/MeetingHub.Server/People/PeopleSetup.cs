namespace MeetingHub.Server.People;

internal static class PeopleSetup
{
    public static WebApplicationBuilder AddPeople(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<PeopleDirectory>();
        return builder;
    }
}
