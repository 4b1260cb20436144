using MeetingHub.Server.Certificates;
using MeetingHub.Server.Data;
using MeetingHub.Server.Demo;
using MeetingHub.Server.People;
using MeetingHub.Server.SignIn;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.EntityFrameworkCore;

namespace MeetingHub.Server.Hosting;

/// <summary>What stands in the terminal once the server listens: where, under which fingerprint, and the first ways in.</summary>
internal static class Announcement
{
    private static readonly TimeSpan FirstLinkLength = TimeSpan.FromDays(1);

    public static async Task PrintAsync(WebApplication app, bool isDemo, CancellationToken ct)
    {
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        foreach (var address in addresses)
            Console.WriteLine($"MeetingHub listens on {address}");
        if (addresses.Any(a => a.StartsWith("https:", StringComparison.Ordinal)))
        {
            var certificate = app.Services.GetRequiredService<ServerCertificate>();
            Console.WriteLine($"Certificate{(certificate.IsSelfSigned ? " (self-signed)" : "")}, SHA-256 fingerprint {certificate.Fingerprint}");
        }

        var address0 = addresses.First();
        await using var scope = app.Services.CreateAsyncScope();
        if (isDemo)
        {
            Console.WriteLine("Open a link and press its button; each works once, and several windows are several people:");
            foreach (var (role, link) in await DemoLinks.IssueAsync(scope.ServiceProvider, new Uri(Reachable(address0)), ct))
                Console.WriteLine($"  {role,-14} {link}");
        }
        else if (!await scope.ServiceProvider.GetRequiredService<MeetingDb>().Set<Person>().AnyAsync(ct))
        {
            var token = await scope.ServiceProvider.GetRequiredService<OneTimeLinks>()
                .IssueAsync(LinkPurpose.FirstAdministrator, null, FirstLinkLength, ct);
            Console.WriteLine($"Nobody is here yet. The first administrator comes in once, within a day: {Reachable(address0)}/enter#{token}");
        }
    }

    // The address one can type: a server that listens everywhere is on this machine too.
    private static string Reachable(string address) =>
        address.Replace("[::]", "localhost", StringComparison.Ordinal).Replace("0.0.0.0", "localhost", StringComparison.Ordinal)
            .Replace("*", "localhost", StringComparison.Ordinal).TrimEnd('/');
}
