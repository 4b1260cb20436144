using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace MeetingHub.Server.SignIn;

/// <summary>A cookie that says "this browser has been in this account before". It opens nothing; see <see cref="SignInSlowdown"/>.</summary>
internal sealed class KnownBrowser(IDataProtectionProvider protection)
{
    private const string CookieName = "meetinghub-browser";
    private readonly IDataProtector protector = protection.CreateProtector("MeetingHub.KnownBrowser.v1");

    public SignInSlowdown.Attempt AttemptOf(HttpContext context, string account)
    {
        var unknown = new SignInSlowdown.Attempt(account, SourceOf(context.Connection.RemoteIpAddress), IsKnownBrowser: false);
        if (context.Request.Cookies[CookieName] is not { Length: < 1000 } cookie)
            return unknown;
        try
        {
            var known = protector.Unprotect(cookie);
            return known.StartsWith(unknown.AccountKey + "\n", StringComparison.Ordinal)
                ? unknown with { Source = known, IsKnownBrowser = true }
                : unknown;
        }
        catch (CryptographicException)
        {
            return unknown;
        }
    }

    public void Remember(HttpContext context, SignInSlowdown.Attempt attempt)
    {
        if (attempt.IsKnownBrowser)
            return;
        var known = attempt.AccountKey + "\n" + Guid.NewGuid();
        context.Response.Cookies.Append(CookieName, protector.Protect(known), new CookieOptions
        {
            HttpOnly = true,
            Secure = context.Request.IsHttps,
            SameSite = SameSiteMode.Lax,
            MaxAge = TimeSpan.FromDays(365),
            Path = "/api/session",
            IsEssential = true,
        });
    }

    // Whoever has one address of an IPv6 network has all of its /64.
    private static string SourceOf(IPAddress? address) => address switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)),
        _ => address.ToString(),
    };
}
