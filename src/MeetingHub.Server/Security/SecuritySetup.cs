using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
using IPNetwork = System.Net.IPNetwork;

namespace MeetingHub.Server.Security;

internal static class SecuritySetup
{
    // Inline styles only because Element Plus places its pop-ups that way.
    public const string ContentSecurityPolicy =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' blob: data:; connect-src 'self'; "
        + "worker-src 'self' blob:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

    public const string PermissionsPolicy =
        "camera=(self), microphone=(self), display-capture=(self), speaker-selection=(self), screen-wake-lock=(self), fullscreen=(self), "
        + "geolocation=(), payment=(), usb=(), serial=(), midi=()";

    public static WebApplicationBuilder AddSecurity(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<SecurityOptions>().BindConfiguration("Security")
            .Validate(o => o.TrustedProxies.All(p => IPNetwork.TryParse(p, out _) || IPAddress.TryParse(p, out _)),
                "Security:TrustedProxies holds something that is neither an address nor a network.")
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<SecurityOptions>, SecurityOptionsValidator>();
        services.AddAntiforgery(options =>
        {
            options.HeaderName = AntiforgeryGate.Header;
            options.Cookie.Name = "meetinghub-antiforgery";
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            // The headers of all answers say it, stricter.
            options.SuppressXFrameOptionsHeader = true;
        });
        services.AddRateLimits();
        services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<SecurityOptions>>(Trust);
        services.AddOptions<KestrelServerOptions>().Configure<IOptions<SecurityOptions>>((kestrel, security) =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = security.Value.MaxRequestBytes;
        });
        // Addresses and query strings stand in what the framework logs of a request; names in what the database would say.
        // Keys lie in the data folder as everything else does, for this user alone: no warning at each first start.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning).AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Warning)
            .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        return builder;
    }

    /// <summary>Before everything that answers: no answer leaves without these headers. An endpoint may make them stricter.</summary>
    public static WebApplication UseSecurity(this WebApplication app)
    {
        app.UseForwardedHeaders();
        app.Use((context, next) =>
        {
            // Late, since the handler of exceptions clears what was set before it.
            context.Response.OnStarting(state => AddHeaders(((HttpContext)state).Response.Headers), context);
            return next(context);
        });
        return app;
    }

    private static Task AddHeaders(IHeaderDictionary headers)
    {
        if (headers.ContentSecurityPolicy.Count == 0)
            headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers["Permissions-Policy"] = PermissionsPolicy;
        headers["Referrer-Policy"] = "no-referrer";
        headers.XContentTypeOptions = "nosniff";
        // Answers about people are nobody's to keep; what may be kept says so itself.
        if (headers.CacheControl.Count == 0)
            headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }

    private static void Trust(ForwardedHeadersOptions options, IOptions<SecurityOptions> security)
    {
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        // Without a trusted proxy the headers are not even read: an empty list would mean that everybody is one.
        if (security.Value.TrustedProxies.Count == 0)
            return;
        options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
        foreach (var proxy in security.Value.TrustedProxies)
        {
            if (IPAddress.TryParse(proxy, out var address))
                options.KnownProxies.Add(address);
            else
                options.KnownIPNetworks.Add(IPNetwork.Parse(proxy));
        }
    }
}
