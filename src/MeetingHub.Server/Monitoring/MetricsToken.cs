using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace MeetingHub.Server.Monitoring;

/// <summary>Lets in a program that knows <see cref="MetricsOptions.Token"/>. It is nobody in particular, and may read metrics only.</summary>
internal sealed class MetricsToken(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, IOptions<MetricsOptions> metrics)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Name = "metrics-token";
    public const string MayRead = "metrics";

    private const string Prefix = "Bearer ";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (metrics.Value.Token is not { Length: > 0 } token || !header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            return Task.FromResult(AuthenticateResult.NoResult());
        // Hashed, so that the comparison takes as long whatever the length is.
        if (!CryptographicOperations.FixedTimeEquals(Hash(header[Prefix.Length..].Trim()), Hash(token)))
            return Task.FromResult(AuthenticateResult.Fail("Not the token."));
        var principal = new ClaimsPrincipal(new ClaimsIdentity([new Claim(MayRead, "")], Scheme.Name));
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(principal, Scheme.Name)));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.Append(HeaderNames.WWWAuthenticate, "Bearer");
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        return Task.CompletedTask;
    }

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
