using MeetingHub.Domain;
using MeetingHub.Domain.ActionItems;
using MeetingHub.Domain.Agenda;
using MeetingHub.Domain.Floor;
using MeetingHub.Domain.Meetings;
using MeetingHub.Domain.Minutes;
using MeetingHub.Server.Meetings;
using MeetingHub.Server.Tests.Meetings;
using MeetingHub.Server.Tests.Rooms;

namespace MeetingHub.Server.Tests.Minutes;

/// <summary>A briefing that really took place in a room of the real server: started, spoken in, decided in, ended.</summary>
internal sealed class HeldMeeting : IAsyncDisposable
{
    public const string Conclusion = "Năm xã dưới chỉ tiêu lập kế hoạch khắc phục.";
    public const string Task = "Làm việc với nhà mạng về vùng lõm sóng";

    private readonly List<RoomPage> pages = [];

    public required Office Office { get; init; }
    public required MeetingId Id { get; init; }
    public required AgendaItemId FirstItem { get; init; }
    public required AgendaItemId SecondItem { get; init; }

    /// <summary>Of Lò Văn Tới, who was invited and never came.</summary>
    public required SeatId AbsentSeat { get; init; }
    public RoomPage Chair => pages[0];
    public RoomPage Member => pages[1];
    public string Path => $"/api/meetings/{Id}";

    /// <summary>The chair and a member are in, the first item is open, twelve minutes have gone.</summary>
    public static async Task<HeldMeeting> BeginAsync(Office? office = null, MeetingKind kind = MeetingKind.Briefing)
    {
        office ??= await Office.OpenAsync();
        var start = PlannedTime.At(office.Host.Clock.GetUtcNow(), PlannedTime.DefaultZone).AddMinutes(1).DateTime;
        var plan = await office.ScheduledAsync(office.Plan(kind: kind) with { LocalStart = start, People = [office.Member.Id, office.Other.Id] });
        await office.AddItemAsync(plan.Id, "Báo cáo tiến độ");
        var agenda = await office.AddItemAsync(plan.Id, "Kế hoạch tuần");
        var held = new HeldMeeting
        {
            Office = office,
            Id = plan.Id,
            FirstItem = agenda.Items[0].Id,
            SecondItem = agenda.Items[1].Id,
            AbsentSeat = plan.Seats.Single(seat => seat.Person.Id == office.Other.Id).Id,
        };
        office.Host.Clock.Advance(TimeSpan.FromMinutes(2));
        held.pages.Add(await RoomPage.EnterAsync(office.ChairPage, plan.Id));
        await held.Chair.DoAsync(new StartMeeting());
        held.pages.Add(await RoomPage.EnterAsync(office.MemberPage, plan.Id));
        await held.Chair.DoAsync(new OpenAgendaItem(held.FirstItem));
        office.Host.Clock.Advance(TimeSpan.FromMinutes(12));
        return held;
    }

    public static async Task<HeldMeeting> EndedAsync(Office? office = null)
    {
        var held = await BeginAsync(office);
        await held.Chair.DoAsync(new GiveFloor(held.Member.Me));
        await held.Chair.DoAsync(new RecordConclusion(ConclusionId.From(Guid.NewGuid()), Conclusion, held.FirstItem));
        var due = DateOnly.FromDateTime(held.Office.Host.Clock.GetUtcNow().UtcDateTime).AddDays(10);
        await held.Chair.DoAsync(new RecordActionItem(
            ActionItemId.From(Guid.NewGuid()), Task, new Assignee(held.Office.Member.Id), [], due, held.FirstItem));
        await held.EndAsync();
        return held;
    }

    public Task<long> EndAsync() => Chair.DoAsync(new EndMeeting());

    public async ValueTask DisposeAsync()
    {
        foreach (var page in pages)
            await page.DisposeAsync();
        await Office.DisposeAsync();
    }
}
