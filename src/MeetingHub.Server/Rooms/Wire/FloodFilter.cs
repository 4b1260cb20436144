using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;

namespace MeetingHub.Server.Rooms.Wire;

/// <summary>
/// A bucket for each connection and one for each person over all of his connections: the limiter of ASP.NET sees the
/// connection's first request and none of the calls that follow.
/// </summary>
internal sealed class FloodFilter(TimeProvider clock, ILogger<FloodFilter> logger) : IHubFilter
{
    /// <summary>Two windows of a person may work at full speed.</summary>
    private const double ConnectionBurst = 60, ConnectionPerSecond = 20, PersonBurst = 120, PersonPerSecond = 40;

    /// <summary>SDP is parsed and answered by the media loop: a re-offer costs as much as many commands.</summary>
    private const double OfferCost = 5;

    /// <summary>Everybody is told of a device that goes on or off, and the media loop looks at all their slots.</summary>
    private const double SourcesCost = 4;

    /// <summary>Calls refused to one connection until it is ended: a refusal costs no less than many a call. Our page is never refused one.</summary>
    public const int MostRefused = 200;

    /// <summary>Above it buckets that have refilled are dropped.</summary>
    private const int MaxPeople = 4096;

    private readonly ConcurrentDictionary<string, TokenBucket> people = new(StringComparer.Ordinal);

    public async ValueTask<object?> InvokeMethodAsync(
        HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        var now = clock.GetUtcNow();
        var cost = invocationContext.HubMethodName switch
        {
            nameof(RoomHub.Negotiate) => OfferCost,
            nameof(RoomHub.SetSources) => SourcesCost,
            _ => 1,
        };
        var connection = OfConnection(invocationContext.Context, now);
        var person = OfPerson(invocationContext.Context.UserIdentifier ?? "", now);
        bool allowed;
        lock (person)
            allowed = connection.TryTake(cost, now) && person.TryTake(cost, now);
        if (allowed)
            return await next(invocationContext);

        var refused = invocationContext.Context.Items.TryGetValue(typeof(FloodFilter), out var before) ? (int)before! + 1 : 1;
        invocationContext.Context.Items[typeof(FloodFilter)] = refused;
        if (refused == 1)
            RoomLog.Flooding(logger, invocationContext.Context.ConnectionId);
        if (refused == MostRefused)
            invocationContext.Context.Abort();
        throw new HubException("too_many_calls");
    }

    private static TokenBucket OfConnection(HubCallerContext context, DateTimeOffset now)
    {
        if (context.Items.TryGetValue(typeof(TokenBucket), out var known))
            return (TokenBucket)known!;
        var bucket = new TokenBucket(ConnectionBurst, ConnectionPerSecond, now);
        context.Items[typeof(TokenBucket)] = bucket;
        return bucket;
    }

    private TokenBucket OfPerson(string person, DateTimeOffset now)
    {
        if (people.Count > MaxPeople)
        {
            foreach (var (id, bucket) in people)
            {
                lock (bucket)
                {
                    if (bucket.IsFull(now))
                        people.TryRemove(id, out _);
                }
            }
        }
        return people.GetOrAdd(person, _ => new TokenBucket(PersonBurst, PersonPerSecond, now));
    }
}
