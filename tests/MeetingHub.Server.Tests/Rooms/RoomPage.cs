using System.Text.Json;
using MeetingHub.Domain;
using MeetingHub.Domain.Rooms;
using MeetingHub.Server.Rooms;
using MeetingHub.Server.Tests.Kit;
using MeetingHub.Testing;

namespace MeetingHub.Server.Tests.Rooms;

/// <summary>
/// What a page does in a room: it folds what it is told and asserts that no revision is missing or comes twice.
/// </summary>
internal sealed class RoomPage : IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly List<LoggedEvent> early = [];
    private readonly List<(Func<bool> Holds, TaskCompletionSource Reached)> waits = [];
    private HubClient hub = null!;
    private Action<LoggedEvent>? seen;

    public Welcome Welcome { get; private set; } = null!;
    public MeetingState State { get; private set; } = null!;

    /// <summary>All that came as events, in order.</summary>
    public List<LoggedEvent> Log { get; } = [];
    public List<Momentary> Moments { get; } = [];
    public Dictionary<string, string> Texts { get; } = [];
    public ParticipantId Me => Welcome.Participant;
    public Task Closed => hub.Closed;
    public HubClient Hub => hub;

    public static async Task<RoomPage> OpenAsync(Browser browser) => await OpenAsync(
        await browser.WebSocket().ConnectAsync(new Uri("ws://localhost" + RoomHub.Path), CancellationToken.None));

    /// <param name="seen">Each event as it comes.</param>
    public static async Task<RoomPage> OpenAsync(System.Net.WebSockets.WebSocket socket, Action<LoggedEvent>? seen = null)
    {
        var page = new RoomPage { seen = seen };
        page.hub = await HubClient.StartAsync(socket, Browser.Json, page.Take);
        return page;
    }

    /// <summary>Opens a page and comes in.</summary>
    public static async Task<RoomPage> EnterAsync(Browser browser, MeetingId meeting, RoomPage? before = null)
    {
        var page = await OpenAsync(browser);
        var answer = await page.EnterAsync(meeting, before);
        Assert.True(answer.Rejection is null, answer.Rejection?.Code);
        return page;
    }

    public async Task<EnterAnswer> EnterAsync(MeetingId meeting, RoomPage? before = null, string? contractHash = null)
    {
        if (before is not null)
            State = before.State;
        var answer = await hub.CallAsync<EnterAnswer>(nameof(RoomHub.Enter), new EnterRequest(
            meeting, contractHash ?? RoomContract.Hash, before?.State.Revision, before?.Welcome.Window));
        if (answer.Welcome is { } welcome)
            Begin(welcome);
        return answer;
    }

    public Task<ExecuteAnswer> ExecuteAsync(RoomCommand command, CommandId? id = null) =>
        hub.CallAsync<ExecuteAnswer>(nameof(RoomHub.Execute), id ?? CommandId.From(Guid.NewGuid()), command);

    /// <summary>The command is accepted, and this page has seen what came of it.</summary>
    public async Task<long> DoAsync(RoomCommand command)
    {
        var answer = await ExecuteAsync(command);
        Assert.True(answer.Rejection is null, answer.Rejection?.Code);
        await ReachesAsync(answer.Revision!.Value);
        return answer.Revision.Value;
    }

    public Task ReachesAsync(long revision) => HoldsAsync(() => State.Revision >= revision);

    public async Task<T> HearsAsync<T>() where T : Momentary
    {
        await HoldsAsync(() => Moments.OfType<T>().Any());
        lock (gate)
            return Moments.OfType<T>().Last();
    }

    /// <summary>Waits for something the page is told.</summary>
    public Task HoldsAsync(Func<bool> holds)
    {
        lock (gate)
        {
            if (holds())
                return Task.CompletedTask;
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            waits.Add((holds, reached));
            return reached.Task.WaitAsync(TimeSpan.FromSeconds(20));
        }
    }

    /// <summary>The line breaks without a word.</summary>
    public void Break() => hub.Abort();

    public ValueTask DisposeAsync() => hub.DisposeAsync();

    private void Begin(Welcome welcome)
    {
        lock (gate)
        {
            Welcome = welcome;
            if (welcome.State is not null)
                State = welcome.State;
            else
                Fold(welcome.Missed!);
            foreach (var logged in early.Where(e => e.Revision > State.Revision))
                Fold(logged);
            early.Clear();
        }
    }

    private void Take(string method, JsonElement argument)
    {
        lock (gate)
        {
            if (method == nameof(IRoomClient.Events))
                Fold(argument.Deserialize<EventBatch>(Browser.Json)!);
            else
                Moments.Add(argument.Deserialize<Momentary>(Browser.Json)!);
            foreach (var wait in waits.FindAll(w => w.Holds()))
            {
                waits.Remove(wait);
                wait.Reached.TrySetResult();
            }
        }
    }

    private void Fold(EventBatch batch)
    {
        foreach (var (id, text) in batch.Texts)
            Texts[id] = text;
        foreach (var logged in batch.Events)
        {
            if (Welcome is null)
                early.Add(logged);
            else
                Fold(logged);
        }
    }

    private void Fold(LoggedEvent logged)
    {
        Log.Add(logged);
        // Throws on a gap or a repeat.
        State = MeetingState.Fold(State, logged);
        seen?.Invoke(logged);
    }
}
