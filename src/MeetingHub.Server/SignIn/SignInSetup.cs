using MeetingHub.Server.People;
using MeetingHub.Server.Security;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace MeetingHub.Server.SignIn;

internal static class SignInSetup
{
    public const string Administrators = "administrators";

    public static WebApplicationBuilder AddSignIn(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<SignInOptions>().BindConfiguration("SignIn").ValidateOnStart();
        services.AddSingleton<IValidateOptions<SignInOptions>, SignInOptionsValidator>();
        // Of Identity, the hashing and its upgrades; its user manager would be a second way to change a person.
        services.AddSingleton<IPasswordHasher<Person>, PasswordHasher<Person>>();
        services.AddSingleton<SessionEnds>();
        services.AddScoped<Sessions>();
        services.AddScoped<OneTimeLinks>();
        services.AddScoped<Accounts>();
        services.AddSingleton<SignInSlowdown>();
        services.AddSingleton<KnownBrowser>();

        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddCookie(IdentityConstants.ApplicationScheme, Configure);
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build())
            .AddPolicy(Administrators, policy => policy.RequireRole(nameof(PersonRole.Administrator)));
        return builder;
    }

    /// <summary>Whatever comes after knows the caller, and no unsafe call comes through without its token.</summary>
    public static WebApplication UseSignIn(this WebApplication app)
    {
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.UseMiddleware<AntiforgeryGate>();
        return app;
    }

    private static void Configure(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "meetinghub-session";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        // The row of the session says when it ends; the cookie only has to outlive it.
        options.ExpireTimeSpan = TimeSpan.FromDays(100);
        options.SlidingExpiration = true;
        options.Events.OnRedirectToLogin = context => Answer(context.Response, StatusCodes.Status401Unauthorized);
        options.Events.OnRedirectToAccessDenied = context => Answer(context.Response, StatusCodes.Status403Forbidden);
        options.Events.OnValidatePrincipal = ValidateAsync;
    }

    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        if (context.Principal is { } principal && Caller.TryOf(principal, out var claimed)
            && await context.HttpContext.RequestServices.GetRequiredService<Sessions>()
                .FindAsync(claimed.Session, context.HttpContext.RequestAborted) is { } caller)
        {
            context.ReplacePrincipal(caller.ToPrincipal(context.Scheme.Name));
            return;
        }
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(context.Scheme.Name);
    }

    private static Task Answer(HttpResponse response, int status)
    {
        response.StatusCode = status;
        return Task.CompletedTask;
    }
}
