using System.Collections.Concurrent;
using System.Net.WebSockets;
using MeetingHub.Domain;
using MeetingHub.Domain.Chat;
using MeetingHub.Domain.Meetings;
using MeetingHub.Domain.Rooms;
using MeetingHub.Testing;
using MeetingHub.Testing.Measuring;

namespace MeetingHub.Server.Tests.Rooms.Loads;

[Collection(LoadsAlone.Name)]
public sealed class KillTests
{
    private const int People = 5;

    /// <summary>
    /// Each client notes what was acknowledged and sends the rest again, as a page does. Whatever the moment of the kill: all
    /// that was acknowledged is there, once, under the revision that was said.
    /// </summary>
    [Fact]
    public async Task Kills_under_a_stream_of_commands_lose_and_double_nothing()
    {
        var kills = Figure.Count(small: 3, full: 20);
        await using var office = await PlannedOffice.PlanAsync(People);
        await using var server = new MortalServer(office.Data);
        await server.StartAsync();
        var clients = office.Cookies.ConvertAll(cookies => new Client(server, cookies, office.Meeting));
        foreach (var client in clients)
            await client.ConnectAsync();
        await clients[0].DoAsync(new StartMeeting());
        using var enough = new CancellationTokenSource();
        var streams = clients.ConvertAll(client => client.StreamAsync(enough.Token));
        var back = new List<double>();

        for (var kill = 0; kill < kills; kill++)
        {
            // Some commands of every life are answered, and the kill comes at another point of their work each time.
            var answered = clients.Sum(c => c.Acknowledged.Count);
            await UntilAsync(() => clients.Sum(c => c.Acknowledged.Count) > answered + 20 + kill);
            await server.KillAsync();
            await server.StartAsync();
            var up = TimeProvider.System.GetTimestamp();
            await Task.WhenAll(clients.Select(c => c.IsBackAsync()));
            back.Add(TimeProvider.System.GetElapsedTime(up).TotalMilliseconds);
        }
        await enough.CancelAsync();
        await Task.WhenAll(streams);

        var last = clients.SelectMany(c => c.Acknowledged.Values).Max();
        await Task.WhenAll(clients.Select(c => c.Page.ReachesAsync(last)));
        await using var fresh = await clients[0].OpenAsync();
        var snapshot = (await fresh.EnterAsync(office.Meeting)).Welcome!;
        await server.KillAsync();
        var log = await office.LogAsync();

        Assert.Equal(Enumerable.Range(1, log.Count).Select(i => (long)i), log.Select(e => e.Revision));
        var done = log.Where(e => e.Command is not null).GroupBy(e => e.Command!.Value).ToDictionary(g => g.Key, g => g.ToList());
        Assert.All(clients.SelectMany(c => c.Acknowledged), a => Assert.Equal(a.Value, done[a.Key][^1].Revision));
        Assert.All(clients.SelectMany(c => c.Sent), id => Assert.Single(done[id]));
        Assert.Equal(done.Count - 1, clients.Sum(c => c.Sent.Count));
        var folded = MeetingState.Before(office.Meeting).After(log.Where(e => e.Revision <= snapshot.Revision));
        Assert.Equal(folded.AsSeenBy(folded.ViewerOf(snapshot.Participant)!.Value).Hash(), snapshot.State!.Hash());
        foreach (var page in clients.Select(c => c.Page))
        {
            var state = MeetingState.Before(office.Meeting).After(log.Where(e => e.Revision <= page.State.Revision));
            Assert.Equal(state.AsSeenBy(state.ViewerOf(page.Me)!.Value).Hash(), page.State.Hash());
        }
        new Figure($"{kills} kills, {done.Count} commands: all pages back after the server", "ms", 5000, back).Report();
        foreach (var client in clients)
            await client.Page.DisposeAsync();
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        while (!holds())
            await Task.Delay(5, deadline.Token);
    }

    private sealed class Client(MortalServer server, string cookies, MeetingId meeting)
    {
        private TaskCompletionSource gone = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public RoomPage Page { get; private set; } = null!;
        public ConcurrentDictionary<CommandId, long> Acknowledged { get; } = new();

        /// <summary>All that were ever sent, acknowledged or not at the time.</summary>
        public List<CommandId> Sent { get; } = [];

        public async Task<RoomPage> OpenAsync()
        {
            using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(120));
            while (true)
            {
                try
                {
                    return await RoomPage.OpenAsync(await server.ConnectAsync(cookies, deadline.Token));
                }
                catch (Exception e) when (e is WebSocketException or HubErrorException)
                {
                    await Task.Delay(50, deadline.Token);
                }
            }
        }

        public async Task ConnectAsync()
        {
            while (true)
            {
                var page = await OpenAsync();
                try
                {
                    var answer = await page.EnterAsync(meeting, Page);
                    Assert.True(answer.Rejection is null, answer.Rejection?.Code);
                    Page = page;
                    return;
                }
                catch (HubErrorException)
                {
                    // Killed while it let us in.
                    await page.DisposeAsync();
                }
            }
        }

        public async Task DoAsync(RoomCommand command) => await Page.DoAsync(command);

        /// <summary>After a kill: the line of the life before is gone and another one stands.</summary>
        public async Task IsBackAsync()
        {
            await gone.Task.WaitAsync(TimeSpan.FromSeconds(120));
            gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        public async Task StreamAsync(CancellationToken enough)
        {
            while (!enough.IsCancellationRequested)
            {
                var id = CommandId.From(Guid.NewGuid());
                Sent.Add(id);
                var command = new PostChat(ChatMessageId.From(Guid.NewGuid()), "Đã rõ");
                while (!await TryAsync(id, command))
                {
                    await ConnectAsync();
                    gone.TrySetResult();
                }
                await Task.Delay(60, CancellationToken.None);
            }
        }

        private async Task<bool> TryAsync(CommandId id, RoomCommand command)
        {
            try
            {
                var answer = await Page.ExecuteAsync(command, id);
                Assert.True(answer.Rejection is null, answer.Rejection?.Code);
                Acknowledged[id] = answer.Revision!.Value;
                return true;
            }
            catch (Exception e) when (e is HubErrorException or WebSocketException or ObjectDisposedException)
            {
                return false;
            }
        }
    }
}
