using System.Net;
using MeetingHub.Domain;
using MeetingHub.Domain.Meetings;
using MeetingHub.Domain.Rooms;
using MeetingHub.Server.Agenda;
using MeetingHub.Server.Meetings;
using MeetingHub.Server.People;
using MeetingHub.Server.Tests.Kit;
using Microsoft.AspNetCore.Builder;

namespace MeetingHub.Server.Tests.Meetings;

/// <summary>A small office and its browsers: who chairs, who writes, who is invited, who is not, who administers, and a stranger.</summary>
internal sealed class Office : IAsyncDisposable
{
    public required ServerHost Host { get; init; }
    public required Person Chair { get; init; }
    public required Person Secretary { get; init; }
    public required Person Member { get; init; }
    public required Person Other { get; init; }
    public required Person Administrator { get; init; }
    public required Browser ChairPage { get; init; }
    public required Browser SecretaryPage { get; init; }
    public required Browser MemberPage { get; init; }
    public required Browser OtherPage { get; init; }
    public required Browser AdministratorPage { get; init; }
    public required Browser StrangerPage { get; init; }

    public static async Task<Office> OpenAsync(Action<WebApplicationBuilder>? configure = null, params (string Key, string Value)[] settings)
    {
        var host = await ServerHost.StartAsync(configure, settings);
        await host.AddDepartmentAsync("Văn phòng");
        var chair = await host.AddPersonAsync("Nguyễn Thị Hà", PersonRole.Leader);
        var secretary = await host.AddPersonAsync("Phạm Thu Trang", PersonRole.Secretary);
        var member = await host.AddPersonAsync("Vũ Đình Khoa");
        var other = await host.AddPersonAsync("Lò Văn Tới", PersonRole.Secretary);
        var administrator = await host.AddPersonAsync("Đinh Văn Quý", PersonRole.Administrator);
        return new Office
        {
            Host = host,
            Chair = chair,
            Secretary = secretary,
            Member = member,
            Other = other,
            Administrator = administrator,
            ChairPage = await host.SignInAsAsync(chair),
            SecretaryPage = await host.SignInAsAsync(secretary),
            MemberPage = await host.SignInAsAsync(member),
            OtherPage = await host.SignInAsAsync(other),
            AdministratorPage = await host.SignInAsAsync(administrator),
            StrangerPage = host.NewBrowser(),
        };
    }

    /// <summary>Tomorrow as the fake clock has it, so that a plan is never in the past.</summary>
    public DateTime Tomorrow(int hour = 8, int minute = 30) =>
        Host.Clock.GetUtcNow().UtcDateTime.Date.AddDays(1).AddHours(hour).AddMinutes(minute);

    public PlanMeetingRequest Plan(string title = "Giao ban tuần 48", MeetingKind kind = MeetingKind.Briefing) => new(
        title, kind, DateTime.SpecifyKind(Tomorrow(), DateTimeKind.Unspecified), 90, Chair.Id, Secretary.Id, [Member.Id], [],
        Place: "Phòng họp số 2");

    public static EditMeetingRequest EditOf(MeetingDetail meeting, PlanMeetingRequest plan) => new(
        meeting.Revision, plan.Title, plan.Kind, plan.LocalStart, plan.PlannedMinutes, plan.Chair, plan.Secretary, plan.People,
        plan.Departments, plan.Place, plan.Zone, plan.Marking);

    public async Task<MeetingDetail> DraftAsync(PlanMeetingRequest? plan = null)
    {
        using var response = await SecretaryPage.PostAsync("/api/meetings", plan ?? Plan());
        Assert.True(response.StatusCode == HttpStatusCode.Created, await response.Content.ReadAsStringAsync());
        return await Browser.ReadAsync<MeetingDetail>(response);
    }

    /// <summary>A meeting whose invitations are out.</summary>
    public async Task<MeetingDetail> ScheduledAsync(PlanMeetingRequest? plan = null)
    {
        var draft = await DraftAsync(plan);
        using var response = await SecretaryPage.PostAsync($"/api/meetings/{draft.Id}/schedule", new PlanStepRequest(draft.Revision));
        return await Browser.ReadAsync<MeetingDetail>(response);
    }

    /// <summary>As the log's projection would write it.</summary>
    public Task StartedAsync(MeetingId meeting) => Host.WithDbAsync(async db =>
    {
        var waiting = MeetingState.Before(meeting);
        await MeetingProjection.ApplyAsync(db, waiting, waiting with { StartedAt = Host.Clock.GetUtcNow() }, CancellationToken.None);
        return true;
    });

    public async Task<AgendaView> AddItemAsync(MeetingId meeting, string title, AgendaItemId? before = null)
    {
        using var response = await SecretaryPage.PostAsync($"/api/meetings/{meeting}/agenda", new AddAgendaItemRequest(title, 15, Before: before));
        return await Browser.ReadAsync<AgendaView>(response);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var page in (Browser[])[ChairPage, SecretaryPage, MemberPage, OtherPage, AdministratorPage, StrangerPage])
            page.Dispose();
        await Host.DisposeAsync();
    }
}
