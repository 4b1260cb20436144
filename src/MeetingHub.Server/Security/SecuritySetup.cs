namespace MeetingHub.Server.Security;

internal static class SecuritySetup
{
    public static WebApplicationBuilder AddSecurity(this WebApplicationBuilder builder)
    {
        builder.Services.AddAntiforgery(options =>
        {
            options.HeaderName = AntiforgeryGate.Header;
            options.Cookie.Name = "meetinghub-antiforgery";
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            // The headers of all answers say it, stricter.
            options.SuppressXFrameOptionsHeader = true;
        });
        return builder;
    }
}
