using System.Net;
using MeetingHub.Domain;
using MeetingHub.Domain.Rooms;
using MeetingHub.Server.Agenda;
using MeetingHub.Server.Meetings;
using MeetingHub.Server.Tests.Kit;
using MeetingHub.Server.Tests.Meetings;

namespace MeetingHub.Server.Tests.Agenda;

public sealed class AgendaTests
{
    [Fact]
    public async Task Items_come_in_the_order_in_which_they_were_put()
    {
        await using var office = await Office.OpenAsync();
        var meeting = await office.DraftAsync();
        var first = await office.AddItemAsync(meeting.Id, "Kết quả tuần trước");
        await office.AddItemAsync(meeting.Id, "Kết luận");

        var agenda = await office.AddItemAsync(meeting.Id, "Khai mạc", before: first.Items[0].Id);

        Assert.Equal(["Khai mạc", "Kết quả tuần trước", "Kết luận"], agenda.Items.Select(i => i.Title));
    }

    [Fact]
    public async Task An_item_is_moved_before_another_and_to_the_end()
    {
        await using var office = await Office.OpenAsync();
        var (meeting, items) = await WithItemsAsync(office, "A", "B", "C");

        Assert.Equal(["C", "A", "B"], Titles(await MoveAsync(office, meeting, items[2].Id, before: items[0].Id)));
        Assert.Equal(["C", "B", "A"], Titles(await MoveAsync(office, meeting, items[0].Id, before: null)));
        Assert.Equal(["C", "B", "A"], Titles(await MoveAsync(office, meeting, items[1].Id, before: items[1].Id)));
    }

    [Fact]
    public async Task Moves_at_once_all_count_and_no_item_is_lost()
    {
        await using var office = await Office.OpenAsync();
        var (meeting, items) = await WithItemsAsync(office, "A", "B", "C", "D", "E");

        var answers = await Task.WhenAll(items.Select((item, i) =>
            MoveAsync(i % 2 == 0 ? office.SecretaryPage : office.ChairPage, meeting, item.Id, items[(i + 2) % 5].Id)));

        var agenda = await office.ChairPage.GetAsync<AgendaView>($"/api/meetings/{meeting}/agenda");
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Equal(["A", "B", "C", "D", "E"], Titles(agenda).Order());
        Assert.Equal(10, agenda.Revision);
    }

    [Fact]
    public async Task An_item_keeps_its_words_when_two_edit_it_and_the_second_is_told()
    {
        await using var office = await Office.OpenAsync();
        var (meeting, items) = await WithItemsAsync(office, "A");
        var path = $"/api/meetings/{meeting}/agenda/{items[0].Id}";
        await Browser.ReadAsync<AgendaView>(await office.ChairPage.PutAsync(path, new EditAgendaItemRequest(1, "Của chủ trì", 20)));

        var second = await office.SecretaryPage.PutAsync(path, new EditAgendaItemRequest(1, "Của thư ký", 25));

        await Browser.RefusedAsync(second, HttpStatusCode.Conflict, RejectionCodes.ChangedMeanwhile);
        Assert.Contains("Của chủ trì", await second.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Moving_an_item_does_not_disturb_who_edits_another_or_the_title()
    {
        await using var office = await Office.OpenAsync();
        var plan = await office.DraftAsync();
        var a = await office.AddItemAsync(plan.Id, "A");
        var b = await office.AddItemAsync(plan.Id, "B");
        await Browser.ReadAsync<AgendaView>(await MoveAsync(office.ChairPage, plan.Id, b.Items[1].Id, a.Items[0].Id));

        var item = await office.SecretaryPage.PutAsync(
            $"/api/meetings/{plan.Id}/agenda/{a.Items[0].Id}", new EditAgendaItemRequest(1, "A sửa", 10, office.Member.Id, "**Chuẩn bị**"));
        var title = await office.SecretaryPage.PutAsync($"/api/meetings/{plan.Id}", Office.EditOf(plan, office.Plan("Tên mới")));

        var agenda = await Browser.ReadAsync<AgendaView>(item);
        Assert.Equal([("B", null), ("A sửa", "Vũ Đình Khoa")], agenda.Items.Select(i => (i.Title, i.Presenter?.Name)));
        Assert.Equal("Tên mới", (await Browser.ReadAsync<MeetingDetail>(title)).Title);
    }

    [Fact]
    public async Task Script_and_javascript_links_in_notes_reach_the_page_as_words()
    {
        await using var office = await Office.OpenAsync();
        var (meeting, items) = await WithItemsAsync(office, "A");
        const string notes = "<script>alert(1)</script> [bấm](javascript:alert(2)) <img src=x onerror=alert(3)> ![x](https://xau.vn/x.png)";

        var agenda = await Browser.ReadAsync<AgendaView>(await office.SecretaryPage.PutAsync(
            $"/api/meetings/{meeting}/agenda/{items[0].Id}", new EditAgendaItemRequest(1, "A", 10, null, notes)));

        var html = agenda.Items[0].NotesHtml;
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("href=\"javascript:", html, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(notes, agenda.Items[0].Notes);
    }

    [Fact]
    public async Task A_removed_item_closes_its_gap()
    {
        await using var office = await Office.OpenAsync();
        var (meeting, items) = await WithItemsAsync(office, "A", "B", "C");

        using var response = await office.SecretaryPage.Http.DeleteAsync($"/api/meetings/{meeting}/agenda/{items[1].Id}");

        Assert.Equal(["A", "C"], Titles(await Browser.ReadAsync<AgendaView>(response)));
        Assert.Equal(["A", "D", "C"], Titles(await office.AddItemAsync(meeting, "D", before: items[2].Id)));
    }

    [Fact]
    public async Task A_neighbour_that_is_gone_and_an_item_too_many_are_refused()
    {
        await using var office = await Office.OpenAsync();
        var (meeting, items) = await WithItemsAsync(office, "A");

        await Browser.RefusedAsync(await MoveAsync(office.ChairPage, meeting, items[0].Id, AgendaItemId.From(Guid.NewGuid())),
            HttpStatusCode.NotFound, RejectionCodes.NotFound);
        for (var i = 1; i < Limits.AgendaItems; i++)
            await office.AddItemAsync(meeting, $"{i}");
        await Browser.RefusedAsync(
            await office.SecretaryPage.PostAsync($"/api/meetings/{meeting}/agenda", new AddAgendaItemRequest("Thừa", 5)),
            HttpStatusCode.UnprocessableEntity, RejectionCodes.TooMany);
    }

    [Fact]
    public async Task The_agenda_of_a_running_meeting_changes_only_in_its_room()
    {
        await using var office = await Office.OpenAsync();
        var meeting = await office.ScheduledAsync();
        await office.StartedAsync(meeting.Id);

        await Browser.RefusedAsync(
            await office.SecretaryPage.PostAsync($"/api/meetings/{meeting.Id}/agenda", new AddAgendaItemRequest("Muộn", 5)),
            HttpStatusCode.Conflict, RejectionCodes.PlanFrozen);
    }

    private static async Task<(MeetingId Meeting, IReadOnlyList<AgendaItemView> Items)> WithItemsAsync(Office office, params string[] titles)
    {
        var meeting = await office.DraftAsync();
        AgendaView? agenda = null;
        foreach (var title in titles)
            agenda = await office.AddItemAsync(meeting.Id, title);
        return (meeting.Id, agenda!.Items);
    }

    private static async Task<AgendaView> MoveAsync(Office office, MeetingId meeting, AgendaItemId item, AgendaItemId? before) =>
        await Browser.ReadAsync<AgendaView>(await MoveAsync(office.SecretaryPage, meeting, item, before));

    private static Task<HttpResponseMessage> MoveAsync(Browser page, MeetingId meeting, AgendaItemId item, AgendaItemId? before) =>
        page.PostAsync($"/api/meetings/{meeting}/agenda/{item}/move", new MoveAgendaItemRequest(before));

    private static IEnumerable<string> Titles(AgendaView agenda) => agenda.Items.Select(i => i.Title);
}
