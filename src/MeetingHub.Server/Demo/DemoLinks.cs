using MeetingHub.Server.Data;
using MeetingHub.Server.People;
using MeetingHub.Server.SignIn;
using Microsoft.EntityFrameworkCore;

namespace MeetingHub.Server.Demo;

internal static class DemoLinks
{
    private static readonly TimeSpan Length = TimeSpan.FromDays(1);

    /// <summary>Fresh at every start; those of the start before are void.</summary>
    /// <param name="server">Of this machine: its host is replaced by one for each role.</param>
    public static async Task<IReadOnlyList<(string Role, Uri Link)>> IssueAsync(IServiceProvider services, Uri server, CancellationToken ct)
    {
        var links = services.GetRequiredService<OneTimeLinks>();
        var people = await services.GetRequiredService<MeetingDb>().Set<Person>().AsNoTracking()
            .Where(p => p.AccountKey != null).ToDictionaryAsync(p => p.AccountKey!, p => p.Id, StringComparer.Ordinal, ct);
        var issued = new List<(string, Uri)>();
        foreach (var (role, account) in DemoPeople.Roles)
        {
            var token = await links.IssueAsync(LinkPurpose.SignIn, people[account], Length, ct);
            issued.Add((role, new UriBuilder(server) { Host = role + ".localhost", Path = "/enter", Fragment = token }.Uri));
        }
        return issued;
    }
}
