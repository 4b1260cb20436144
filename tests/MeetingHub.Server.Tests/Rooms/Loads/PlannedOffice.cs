using MeetingHub.Domain;
using MeetingHub.Domain.Meetings;
using MeetingHub.Domain.Rooms;
using MeetingHub.Server.Meetings;
using MeetingHub.Server.People;
using MeetingHub.Server.Rooms.Logs;
using MeetingHub.Server.Tests.Kit;
using MeetingHub.Testing;

namespace MeetingHub.Server.Tests.Rooms.Loads;

/// <summary>A data folder with people who are signed in and one meeting that all of them are invited to; the first one chairs.</summary>
internal sealed class PlannedOffice(ServerHost host, TemporaryFolder folder) : IAsyncDisposable
{
    public MeetingId Meeting { get; private set; }
    public List<string> Cookies { get; } = [];
    public string Data => folder.Path;

    public static async Task<PlannedOffice> PlanAsync(int people)
    {
        var data = new TemporaryFolder();
        var server = await ServerHost.StartAsync(configure: null, ("Data", data.Path), ServerHost.Today);
        var office = new PlannedOffice(server, data);
        var all = new List<Person>();
        for (var i = 0; i < people; i++)
            all.Add(await server.AddPersonAsync($"Người thứ {i}", i == 0 ? PersonRole.Secretary : PersonRole.Member));
        foreach (var person in all)
        {
            using var browser = await server.SignInAsAsync(person);
            office.Cookies.Add(browser.CookieHeader);
        }
        using var planner = await server.SignInAsAsync(all[0]);
        using var planned = await planner.PostAsync("/api/meetings", new PlanMeetingRequest(
            "Giao ban toàn cơ quan", MeetingKind.Briefing, DateTime.SpecifyKind(server.Clock.GetUtcNow().UtcDateTime.AddDays(1), DateTimeKind.Unspecified), 60,
            all[0].Id, all[1].Id, [.. all.Skip(2).Select(p => p.Id)], []));
        var draft = await Browser.ReadAsync<MeetingDetail>(planned);
        using var scheduled = await planner.PostAsync($"/api/meetings/{draft.Id}/schedule", new PlanStepRequest(draft.Revision));
        office.Meeting = (await Browser.ReadAsync<MeetingDetail>(scheduled)).Id;
        // The process under load is the only one to write.
        await server.App.StopAsync();
        return office;
    }

    public Task<List<LoggedEvent>> LogAsync() =>
        host.WithDbAsync(db => db.EventsAsync(Meeting, after: 0, int.MaxValue, CancellationToken.None));

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        folder.Dispose();
    }
}
