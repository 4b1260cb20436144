using System.Collections.Immutable;
using MeetingHub.Domain;
using MeetingHub.Server.Data;
using Microsoft.EntityFrameworkCore;

namespace MeetingHub.Server.Voting;

internal static class SecretTally
{
    /// <summary>Final until the room writes again: it is the only writer, and does one thing at a time.</summary>
    public static async Task<ImmutableDictionary<string, int>> TallyAsync(
        this IDbContextFactory<MeetingDb> databases, MeetingId meeting, BallotId ballot, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var counters = await db.Set<BallotCounter>().AsNoTracking()
            .Where(c => c.MeetingId == meeting && c.BallotId == ballot).ToListAsync(ct);
        return counters.ToImmutableDictionary(c => c.Choice, c => c.Votes, StringComparer.Ordinal);
    }
}
