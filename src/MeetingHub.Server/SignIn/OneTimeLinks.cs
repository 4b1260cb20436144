using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using MeetingHub.Domain;
using MeetingHub.Server.Data;
using Microsoft.EntityFrameworkCore;

namespace MeetingHub.Server.SignIn;

/// <summary>Links that work once. The token is told to whoever asked for the link and is known to nobody else.</summary>
internal sealed class OneTimeLinks(MeetingDb db, TimeProvider clock)
{
    private const int TokenBytes = 16;

    /// <summary>Replaces the links of the same purpose and person.</summary>
    /// <returns>The token: 22 characters that need no escaping in an address.</returns>
    public async Task<string> IssueAsync(LinkPurpose purpose, PersonId? person, TimeSpan length, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes));
        await db.Set<OneTimeLink>()
            .Where(l => l.ExpiresAt < now || (l.Purpose == purpose && l.PersonId == person)).ExecuteDeleteAsync(ct);
        db.Add(new OneTimeLink { TokenHash = HashOf(token), Purpose = purpose, PersonId = person, ExpiresAt = now + length });
        await db.SaveChangesAsync(ct);
        return token;
    }

    /// <returns>Null if it cannot be redeemed (any more).</returns>
    public async Task<OneTimeLink?> FindAsync(string token, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var hash = HashOf(token);
        return await db.Set<OneTimeLink>().AsNoTracking()
            .SingleOrDefaultAsync(l => l.TokenHash == hash && l.UsedAt == null && l.ExpiresAt > now, ct);
    }

    /// <summary>
    /// Call in the transaction of what the link is for: of two that redeem at once, one gets false, and a failure gives the link back.
    /// </summary>
    public async Task<bool> UseAsync(OneTimeLink link, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return await db.Set<OneTimeLink>().Where(l => l.TokenHash == link.TokenHash && l.UsedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(l => l.UsedAt, now), ct) == 1;
    }

    // Plain SHA-256: 128 random bits need no slow hash.
    private static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
