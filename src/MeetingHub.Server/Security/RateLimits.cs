using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace MeetingHub.Server.Security;

/// <summary>Buckets for HTTP; the hub has its own, since the limiter does not see its calls.</summary>
internal static class RateLimits
{
    /// <summary>Where passwords and links are tried.</summary>
    public const string Door = "door";

    public static IServiceCollection AddRateLimits(this IServiceCollection services)
    {
        services.AddRateLimiter(_ => { });
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<SecurityOptions>>((limiter, security) => Configure(limiter, security.Value));
        return services;
    }

    private static void Configure(RateLimiterOptions limiter, SecurityOptions security)
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
            RateLimitPartition.GetTokenBucketLimiter(Who(context), _ => Bucket(security.RequestsPerMinute)));
        limiter.AddPolicy(Door, context =>
            RateLimitPartition.GetTokenBucketLimiter(Address(context), _ => Bucket(security.DoorPerMinute)));
    }

    private static TokenBucketRateLimiterOptions Bucket(int perMinute) => new()
    {
        TokenLimit = perMinute,
        TokensPerPeriod = Math.Max(1, perMinute / 6),
        ReplenishmentPeriod = TimeSpan.FromSeconds(10),
    };

    private static string Who(HttpContext context) =>
        Caller.TryOf(context.User, out var caller) ? caller.Person.ToString() : Address(context);

    private static string Address(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "";
}
