using System.Collections.Concurrent;
using MeetingHub.Domain;
using MeetingHub.Domain.Chat;
using MeetingHub.Domain.Meetings;
using MeetingHub.Testing.Measuring;

namespace MeetingHub.Server.Tests.Rooms.Loads;

[Collection(LoadsAlone.Name)]
public sealed class CrowdTests
{
    private const int CommandsPerSecond = 20;

    /// <summary>Of a server that has just started: they are counted and not timed.</summary>
    private const int FirstCommands = CommandsPerSecond;

    [Fact]
    public async Task A_crowd_in_one_room_misses_nothing_and_hears_it_soon()
    {
        var (people, seconds) = (Figure.Count(small: 40, full: 200), Figure.Count(small: 4, full: 30));
        await using var office = await PlannedOffice.PlanAsync(people);
        await using var server = new MortalServer(office.Data);
        await server.StartAsync();
        var heard = new ConcurrentDictionary<CommandId, Hearing>();
        var hearings = new List<Hearing>();
        var pages = new List<RoomPage>();
        foreach (var cookies in office.Cookies)
        {
            var page = await RoomPage.OpenAsync(await server.ConnectAsync(cookies, CancellationToken.None), logged =>
            {
                if (logged.Command is { } command && heard.TryGetValue(command, out var hearing))
                    hearing.Hear();
            });
            Assert.NotNull((await page.EnterAsync(office.Meeting)).Welcome);
            pages.Add(page);
        }
        await pages[0].DoAsync(new StartMeeting());

        var began = TimeProvider.System.GetTimestamp();
        var answers = new List<Task<Domain.Rooms.Rejection?>>();
        for (var i = 0; i < seconds * CommandsPerSecond; i++)
        {
            var due = TimeSpan.FromSeconds((double)i / CommandsPerSecond) - TimeProvider.System.GetElapsedTime(began);
            if (due > TimeSpan.Zero)
                await Task.Delay(due);
            var id = CommandId.From(Guid.NewGuid());
            hearings.Add(heard[id] = new Hearing(people));
            answers.Add(SayAsync(pages[i % people], id));
        }
        var rejections = await Task.WhenAll(answers);
        await Task.WhenAll(heard.Values.Select(h => h.ByAll));

        Assert.All(rejections, Assert.Null);
        var log = await office.LogAsync();
        Assert.Equal(heard.Keys.Order(Comparer), log.Where(e => e.Event is ChatPosted).Select(e => e.Command!.Value).Order(Comparer));
        Assert.All(pages, page => Assert.Equal(pages[0].State.Hash(), page.State.Hash()));
        var latencies = hearings.Skip(FirstCommands).Select(h => h.Milliseconds).ToList();
        var figure = new Figure($"{people} hub clients, {latencies.Count} commands: command to last receipt, p99", "ms", 100, latencies);
        Console.WriteLine($"p50 {figure.Percentile(0.5):0.0} ms");
        figure.Report(figure.Percentile(0.99));
        foreach (var page in pages)
            await page.DisposeAsync();
    }

    private static readonly IComparer<CommandId> Comparer = Comparer<CommandId>.Create((a, b) => a.Value.CompareTo(b.Value));

    private static async Task<Domain.Rooms.Rejection?> SayAsync(RoomPage page, CommandId id) =>
        (await page.ExecuteAsync(new PostChat(ChatMessageId.From(Guid.NewGuid()), "Đã rõ"), id)).Rejection;

    private sealed class Hearing(int people)
    {
        private readonly long began = TimeProvider.System.GetTimestamp();
        private readonly TaskCompletionSource byAll = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int left = people;

        public double Milliseconds { get; private set; }
        public Task ByAll => byAll.Task.WaitAsync(TimeSpan.FromSeconds(60));

        public void Hear()
        {
            if (Interlocked.Decrement(ref left) != 0)
                return;
            Milliseconds = TimeProvider.System.GetElapsedTime(began).TotalMilliseconds;
            byAll.TrySetResult();
        }
    }
}
