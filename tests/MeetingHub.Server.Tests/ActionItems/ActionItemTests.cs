using MeetingHub.Domain;
using MeetingHub.Domain.ActionItems;
using MeetingHub.Server.ActionItems;
using MeetingHub.Server.Rooms.Logs;
using MeetingHub.Server.Tests.Minutes;
using Microsoft.EntityFrameworkCore;
using ActionItem = MeetingHub.Server.ActionItems.ActionItem;

namespace MeetingHub.Server.Tests.ActionItems;

public sealed class ActionItemTests
{
    [Fact]
    public async Task A_task_given_in_the_meeting_is_listed_on_it_and_for_its_owner()
    {
        await using var held = await HeldMeeting.EndedAsync();
        var office = held.Office;

        var mine = await office.MemberPage.GetAsync<Page<ActionItemView>>("/api/action-items");
        var all = await office.AdministratorPage.Http.GetAsync(held.Path + "/action-items");
        var ofMeeting = await office.ChairPage.GetAsync<Page<ActionItemView>>(held.Path + "/action-items");

        Assert.Equal((HeldMeeting.Task, "Vũ Đình Khoa", false), (mine.Items[0].Text, mine.Items[0].Owner?.Name, mine.Items[0].IsLate));
        Assert.Equal(mine.Items[0].Id, Assert.Single(ofMeeting.Items).Id);
        Assert.Empty((await office.ChairPage.GetAsync<Page<ActionItemView>>("/api/action-items")).Items);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, all.StatusCode);
    }

    [Fact]
    public async Task A_task_is_late_when_its_day_is_over_where_the_meeting_was()
    {
        await using var held = await HeldMeeting.EndedAsync();
        var task = (await held.Office.MemberPage.GetAsync<Page<ActionItemView>>("/api/action-items")).Items[0];
        var midnight = new DateTimeOffset(task.Due.AddDays(1), TimeOnly.MinValue, TimeSpan.FromHours(7));

        held.Office.Host.Clock.Advance(midnight.AddMinutes(-1) - held.Office.Host.Clock.GetUtcNow());
        using var before = await held.Office.Host.SignInAsAsync(held.Office.Member);
        Assert.False((await before.GetAsync<Page<ActionItemView>>("/api/action-items")).Items[0].IsLate);
        held.Office.Host.Clock.Advance(TimeSpan.FromMinutes(2));

        Assert.True((await before.GetAsync<Page<ActionItemView>>("/api/action-items")).Items[0].IsLate);
    }

    [Fact]
    public async Task Tasks_rebuilt_from_the_log_are_those_that_were_kept_along_with_it()
    {
        await using var held = await HeldMeeting.BeginAsync();
        var (revised, withdrawn) = (ActionItemId.From(Guid.NewGuid()), ActionItemId.From(Guid.NewGuid()));
        var due = DateOnly.FromDateTime(held.Office.Host.Clock.GetUtcNow().UtcDateTime).AddDays(10);
        var (owner, helper) = (new Assignee(held.Office.Member.Id), new Assignee(Department: held.Office.Member.DepartmentId));
        await held.Chair.DoAsync(new RecordActionItem(revised, "Việc một", owner, [], due));
        await held.Chair.DoAsync(new RecordActionItem(withdrawn, "Việc hai", owner, [], due));
        await held.Chair.DoAsync(new ReviseActionItem(revised, 1, "Việc một, sửa", helper, [owner], due.AddDays(1), held.FirstItem));
        await held.Chair.DoAsync(new WithdrawActionItem(withdrawn));
        var kept = await RowsAsync(held);

        await held.Office.Host.WithDbAsync(async db =>
        {
            await db.Set<ActionItem>().ExecuteDeleteAsync();
            await Projections.ReplayAsync(db, held.Id, CancellationToken.None);
            return true;
        });

        Assert.Equal(("Việc một, sửa", 1), (Assert.Single(kept).What, kept[0].CoWorkers.Count));
        Assert.Equivalent(kept, await RowsAsync(held), strict: true);
    }

    private static Task<List<ActionItem>> RowsAsync(HeldMeeting held) => held.Office.Host.WithDbAsync(db =>
        db.Set<ActionItem>().AsNoTracking().Where(i => i.MeetingId == held.Id).OrderBy(i => i.Id).ToListAsync());
}
