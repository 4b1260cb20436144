using System.Net;
using MeetingHub.Domain.Meetings;
using MeetingHub.Domain.Rooms;
using MeetingHub.Server.Meetings;
using MeetingHub.Server.People;
using MeetingHub.Server.Rooms;
using MeetingHub.Server.Tests.Kit;
using MeetingHub.Server.Tests.Rooms;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MeetingHub.Server.Tests.Meetings;

/// <summary>The border between the tables and the log.</summary>
public sealed class PlanBorderTests
{
    [Fact]
    public async Task A_meeting_begun_in_its_room_takes_its_plan_along_and_is_not_planned_any_more()
    {
        await using var office = await Office.OpenAsync();
        var meeting = await office.ScheduledAsync();
        var agenda = await office.AddItemAsync(meeting.Id, "Báo cáo");
        await using var chair = await RoomPage.EnterAsync(office.ChairPage, meeting.Id);

        await chair.DoAsync(new StartMeeting());

        Assert.Equal("Giao ban tuần 48", chair.State.Title);
        Assert.Equal([MeetingRole.Chair, MeetingRole.Secretary, MeetingRole.Member], chair.State.Seats.Select(seat => seat.Role));
        Assert.Equal(agenda.Items[0].Id, Assert.Single(chair.State.Agenda).Id);
        var edit = await office.SecretaryPage.PutAsync($"/api/meetings/{meeting.Id}", Office.EditOf(meeting, office.Plan("Khác")));
        await Browser.RefusedAsync(edit, HttpStatusCode.Conflict, RejectionCodes.PlanFrozen);
        Assert.Equal(MeetingStage.InProgress, (await office.MemberPage.GetAsync<MeetingDetail>($"/api/meetings/{meeting.Id}")).Stage);
    }

    // A title saved between the reading of the plan and the append would have stood in the tables and not in the log.
    [Fact]
    public async Task A_plan_changed_after_it_was_read_is_not_what_a_meeting_starts_with()
    {
        await using var office = await Office.OpenAsync();
        var meeting = await office.ScheduledAsync();
        var read = await office.Host.Services.GetRequiredService<IRoomPlans>().FindAsync(meeting.Id, CancellationToken.None);
        await office.AddItemAsync(meeting.Id, "Thêm vào phút chót");
        await using var chair = await RoomPage.EnterAsync(office.ChairPage, meeting.Id);
        var waiting = chair.State;
        var started = MeetingState.Fold(waiting, new LoggedEvent(waiting.Revision + 1, office.Host.Clock.GetUtcNow(), read!));

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => office.Host.WithDbAsync(async db =>
        {
            await MeetingProjection.ApplyAsync(db, waiting, started, CancellationToken.None);
            return true;
        }));

        Assert.Null((await office.ChairPage.GetAsync<MeetingDetail>($"/api/meetings/{meeting.Id}")).StartedAt);
    }

    [Fact]
    public async Task Nobody_comes_into_a_draft_or_a_cancelled_meeting()
    {
        await using var office = await Office.OpenAsync();
        var draft = await office.DraftAsync();
        var scheduled = await office.ScheduledAsync();
        await office.SecretaryPage.PostAsync($"/api/meetings/{scheduled.Id}/cancel", new PlanStepRequest(scheduled.Revision));
        await using var page = await RoomPage.OpenAsync(office.ChairPage);

        Assert.Equal(RejectionCodes.NotFound, (await page.EnterAsync(draft.Id)).Rejection?.Code);
        Assert.Equal(RejectionCodes.NotFound, (await page.EnterAsync(scheduled.Id)).Rejection?.Code);
    }

    [Fact]
    public async Task A_department_that_was_invited_can_still_be_removed_once_it_is_empty()
    {
        await using var office = await Office.OpenAsync();
        var department = await office.Host.AddDepartmentAsync("Phòng cũ");
        var person = await office.Host.AddPersonAsync("Hoàng Thị Lan Anh", department: department.Id);
        var meeting = await office.DraftAsync(office.Plan() with { Departments = [department.Id] });
        await office.Host.WithDbAsync(db => db.Set<Person>().Where(p => p.Id == person.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.DepartmentId, office.Member.DepartmentId)));

        using var removed = await office.AdministratorPage.Http.DeleteAsync($"/api/departments/{department.Id}");

        Assert.True(removed.IsSuccessStatusCode, await removed.Content.ReadAsStringAsync());
        var seat = (await office.SecretaryPage.GetAsync<MeetingDetail>($"/api/meetings/{meeting.Id}")).Seats.Single(s => s.Person.Id == person.Id);
        Assert.Null(seat.Via);
    }
}
