using System.Collections.Concurrent;
using MeetingHub.Domain;
using MeetingHub.Domain.Meetings;
using MeetingHub.Domain.Rooms;
using MeetingHub.Server.People;
using MeetingHub.Server.Rooms;
using MeetingHub.Server.Tests.Kit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace MeetingHub.Server.Tests.Rooms;

/// <summary>A server with one planned meeting: a chair, a secretary, members, two items on the agenda.</summary>
internal sealed class RoomScene : IAsyncDisposable, IRoomPlans
{
    private readonly ConcurrentDictionary<MeetingId, MeetingStarted> plans = new();

    public ServerHost Host { get; private set; } = null!;
    public MeetingId Meeting { get; } = MeetingId.From(Guid.NewGuid());
    public AgendaItemId FirstItem { get; } = AgendaItemId.From(Guid.NewGuid());
    public AgendaItemId SecondItem { get; } = AgendaItemId.From(Guid.NewGuid());
    public Browser Chair { get; private set; } = null!;
    public Browser Secretary { get; private set; } = null!;
    public Browser Member { get; private set; } = null!;
    public Browser Other { get; private set; } = null!;
    public Browser Stranger { get; private set; } = null!;
    public Person MemberPerson { get; private set; } = null!;
    public RoomOptions Options => RoomOptions.Default;

    public static async Task<RoomScene> SetAsync(Action<WebApplicationBuilder>? configure = null)
    {
        var scene = new RoomScene();
        scene.Host = await ServerHost.StartAsync(builder =>
        {
            builder.Services.AddSingleton<IRoomPlans>(scene);
            configure?.Invoke(builder);
        });
        var people = new List<Person>();
        foreach (var name in (string[])["Lê Văn Cường", "Trần Thị Bích Hạnh", "Phạm Minh Đức", "Vũ Thị Ngọc Ánh", "Hoàng Văn Ngoài"])
            people.Add(await scene.Host.AddPersonAsync(name));
        scene.MemberPerson = people[2];
        scene.Chair = await scene.Host.SignInAsAsync(people[0]);
        scene.Secretary = await scene.Host.SignInAsAsync(people[1]);
        scene.Member = await scene.Host.SignInAsAsync(people[2]);
        scene.Other = await scene.Host.SignInAsAsync(people[3]);
        scene.Stranger = await scene.Host.SignInAsAsync(people[4]);
        scene.plans[scene.Meeting] = scene.Plan(people.Take(4));
        return scene;
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

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    private MeetingStarted Plan(IEnumerable<Person> people) => new(
        MeetingKind.Briefing,
        "Giao ban tuần",
        RoomOptions.Default,
        [.. people.Select((person, i) => new Seat(
            SeatId.From(Guid.NewGuid()), person.Id, i switch { 0 => MeetingRole.Chair, 1 => MeetingRole.Secretary, _ => MeetingRole.Member }))],
        [new PlannedAgendaItem(FirstItem, "Báo cáo tiến độ", null, 10), new PlannedAgendaItem(SecondItem, "Kế hoạch tuần", null, 15)],
        Host.Clock.GetUtcNow(),
        60);
}
