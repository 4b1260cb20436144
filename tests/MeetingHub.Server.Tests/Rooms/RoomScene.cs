using System.Collections.Concurrent;
using MeetingHub.Domain;
using MeetingHub.Domain.Meetings;
using MeetingHub.Domain.Rooms;
using MeetingHub.Server.Attendance;
using MeetingHub.Server.People;
using MeetingHub.Server.Rooms;
using MeetingHub.Server.Rooms.Logs;
using MeetingHub.Server.Tests.Kit;
using MeetingHub.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MeetingHub.Server.Tests.Rooms;

/// <summary>A server with one planned meeting: a chair, a secretary, members, two items on the agenda.</summary>
internal sealed class RoomScene : IAsyncDisposable, IRoomPlans
{
    private readonly ConcurrentDictionary<MeetingId, MeetingStarted> plans = new();

    private readonly List<Person> people = [];
    private readonly List<ServerHost> crashed = [];

    public ServerHost Host { get; private set; } = null!;
    public MeetingId Meeting { get; } = MeetingId.From(Guid.NewGuid());
    public AgendaItemId FirstItem { get; } = AgendaItemId.From(Guid.NewGuid());
    public AgendaItemId SecondItem { get; } = AgendaItemId.From(Guid.NewGuid());
    public Browser Chair { get; private set; } = null!;
    public Browser Secretary { get; private set; } = null!;
    public Browser Member { get; private set; } = null!;
    public Browser Other { get; private set; } = null!;
    public Browser Stranger { get; private set; } = null!;
    public Person MemberPerson => people[2];
    public RoomOptions Options => RoomOptions.Default;

    public FakeClock Clock { get; private set; } = null!;

    /// <param name="settings">Of the server, "Section:Key".</param>
    public static async Task<RoomScene> SetAsync(params (string Key, string Value)[] settings)
    {
        var scene = new RoomScene();
        scene.Host = await ServerHost.StartAsync(builder => builder.Services.AddSingleton<IRoomPlans>(scene), settings);
        scene.Clock = scene.Host.Clock;
        foreach (var name in (string[])["Lê Văn Cường", "Trần Thị Bích Hạnh", "Phạm Minh Đức", "Vũ Thị Ngọc Ánh", "Hoàng Văn Ngoài"])
            scene.people.Add(await scene.Host.AddPersonAsync(name));
        scene.plans[scene.Meeting] = scene.Plan(scene.people.Take(4));
        await scene.SignInAsync();
        return scene;
    }

    /// <summary>
    /// Another process takes over the data folder while the first still stands, as after kill -9: nothing was stopped or
    /// finished. Browsers keep their people, not their connections.
    /// </summary>
    public async Task CrashAsync()
    {
        crashed.Add(Host);
        Host = await ServerHost.StartAsync(builder =>
        {
            builder.Services.AddSingleton<IRoomPlans>(this);
            builder.Services.AddSingleton<TimeProvider>(Clock);
        }, ("Data", Host.DataPath));
        await SignInAsync();
    }

    private async Task SignInAsync()
    {
        Chair = await Host.SignInAsAsync(people[0]);
        Secretary = await Host.SignInAsAsync(people[1]);
        Member = await Host.SignInAsAsync(people[2]);
        Other = await Host.SignInAsAsync(people[3]);
        Stranger = await Host.SignInAsAsync(people[4]);
    }

    public Task<MeetingStarted?> FindAsync(MeetingId meeting, CancellationToken ct) =>
        Task.FromResult(plans.TryGetValue(meeting, out var plan) ? plan : null);

    public Task<RoomPage> EnterAsync(Browser browser, RoomPage? before = null) => RoomPage.EnterAsync(browser, Meeting, before);

    /// <summary>Chair in, meeting started.</summary>
    public async Task<RoomPage> StartAsync()
    {
        var chair = await EnterAsync(Chair);
        await chair.DoAsync(new StartMeeting());
        return chair;
    }

    public Task<List<LoggedEvent>> LogAsync() =>
        Host.WithDbAsync(db => db.EventsAsync(Meeting, after: 0, int.MaxValue, CancellationToken.None));

    public Task<List<StoredRoom>> RoomsOnDiskAsync() => Host.WithDbAsync(db => db.Set<StoredRoom>().AsNoTracking().ToListAsync());

    public Task<List<(ParticipantId, int, PersonId?, SeatId?, DateTimeOffset, DateTimeOffset?)>> StaysAsync() => Host.WithDbAsync(async db =>
        (await db.Set<AttendanceStay>().AsNoTracking().OrderBy(s => s.ParticipantId).ThenBy(s => s.Number).ToListAsync())
        .ConvertAll(s => (s.ParticipantId, s.Number, s.PersonId, s.SeatId, s.FromAt, s.ToAt)));

    /// <summary>For what no page sees: looks at the disk until it is so.</summary>
    public async Task HoldsAsync(Func<List<LoggedEvent>, bool> holds)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!holds(await LogAsync()))
            await Task.Delay(20, deadline.Token);
    }

    public async Task HeartbeatReachesAsync(DateTimeOffset at)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!(await RoomsOnDiskAsync()).Exists(r => (at - r.HeartbeatAt).Duration() < TimeSpan.FromMilliseconds(1)))
            await Task.Delay(20, deadline.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        foreach (var host in crashed)
            await host.DisposeAsync();
    }

    private MeetingStarted Plan(IEnumerable<Person> people) => new(
        MeetingKind.Briefing,
        "Giao ban tuần",
        RoomOptions.Default,
        [.. people.Select((person, i) => new Seat(
            SeatId.From(Guid.NewGuid()), person.Id, i switch { 0 => MeetingRole.Chair, 1 => MeetingRole.Secretary, _ => MeetingRole.Member }))],
        [new PlannedAgendaItem(FirstItem, "Báo cáo tiến độ", null, 10), new PlannedAgendaItem(SecondItem, "Kế hoạch tuần", null, 15)],
        Clock.GetUtcNow(),
        60);
}
