using MeetingHub.Browser.Tests.Running;
using Microsoft.Playwright;

namespace MeetingHub.Browser.Tests.Rooms;

[Collection(BrowserHallCollection.Name)]
public sealed class CourseTests(BrowserHall hall)
{
    [Fact]
    public async Task A_hand_is_seen_by_the_chair_who_gives_the_floor_in_one_press()
    {
        await using var meeting = await hall.HoldAsync();
        var (chair, member) = await meeting.RunAsync();

        await member.Page.Keyboard.PressAsync("h");
        await chair.Panel.GetByRole(AriaRole.Button, new() { Name = $"Mời {BrowserMeeting.Member} phát biểu" }).ClickAsync();

        await member.Says("Mời bạn phát biểu");
        await Assertions.Expect(chair.Page.Locator(".floor")).ToContainTextAsync(BrowserMeeting.Member);
        await member.Press("Nói xong");
        await Assertions.Expect(chair.Page.Locator(".floor")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_next_item_opens_by_key_for_everybody_and_its_timer_runs()
    {
        await using var meeting = await hall.HoldAsync("briefing", "Mục thứ nhất", "Mục thứ hai");
        var (chair, member) = await meeting.RunAsync();

        await chair.Page.Keyboard.PressAsync("n");
        await Assertions.Expect(member.Page.Locator(".items .cur")).ToContainTextAsync("Mục thứ nhất");
        await chair.Page.Keyboard.PressAsync("n");

        await Assertions.Expect(member.Page.Locator(".items .cur")).ToContainTextAsync("Mục thứ hai");
        await Assertions.Expect(member.Page.Locator(".items .cur [role=timer]")).ToContainTextAsync("00:02");
    }

    [Fact]
    public async Task Who_is_muted_by_the_chair_learns_it_and_alone_turns_the_microphone_on_again()
    {
        await using var meeting = await hall.HoldAsync();
        var (chair, member) = await meeting.RunAsync();
        await Assertions.Expect(member.Key("Tắt mic")).ToBeVisibleAsync();

        await chair.Person(BrowserMeeting.Member).GetByRole(AriaRole.Button).ClickAsync();
        await chair.Person(BrowserMeeting.Member).GetByRole(AriaRole.Button, new() { Name = "Tắt mic" }).ClickAsync();
        await member.Says("Chủ trì đã tắt mic của bạn");
        await Assertions.Expect(member.Key("Bật mic")).ToBeVisibleAsync();
        await chair.Person(BrowserMeeting.Member).GetByRole(AriaRole.Button, new() { Name = "Mời bật mic" }).ClickAsync();
        await member.Page.GetByRole(AriaRole.Alertdialog).GetByRole(AriaRole.Button, new() { Name = "Bật mic" }).ClickAsync();

        await Assertions.Expect(member.Key("Tắt mic")).ToBeVisibleAsync();
        await Assertions.Expect(chair.Person(BrowserMeeting.Member)).ToContainTextAsync("Mic bật");
    }

    [Fact]
    public async Task Keys_do_nothing_while_somebody_writes()
    {
        await using var meeting = await hall.HoldAsync();
        var (_, member) = await meeting.RunAsync();
        await member.Open("Trao đổi");

        await member.Page.GetByLabel("Viết cho mọi người").PressSequentiallyAsync("hmv");

        await Assertions.Expect(member.Key("Giơ tay")).ToBeVisibleAsync();
        await Assertions.Expect(member.Key("Tắt mic")).ToBeVisibleAsync();
        await Assertions.Expect(member.Key("Tắt hình")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Who_is_sent_out_is_told_and_does_not_come_back_by_himself()
    {
        await using var meeting = await hall.HoldAsync();
        var (chair, member) = await meeting.RunAsync();

        await chair.Person(BrowserMeeting.Member).GetByRole(AriaRole.Button).ClickAsync();
        await chair.Person(BrowserMeeting.Member).GetByRole(AriaRole.Button, new() { Name = "Mời ra khỏi phòng" }).ClickAsync();

        await member.Says("Bạn đã được mời ra khỏi phòng");
        await Assertions.Expect(chair.Page.Locator(".rtop")).ToContainTextAsync("1 người trong phòng");
    }

    [Fact]
    public async Task Ending_asks_once_and_then_ends_for_everybody()
    {
        await using var meeting = await hall.HoldAsync();
        var (chair, member) = await meeting.RunAsync();

        await chair.Press("Kết thúc họp");
        await Assertions.Expect(chair.Button("Tiếp tục họp")).ToBeFocusedAsync();
        await chair.Page.Keyboard.PressAsync("Escape");
        await chair.IsIn("running");
        await chair.Press("Kết thúc họp");
        await chair.Page.GetByRole(AriaRole.Alertdialog).GetByRole(AriaRole.Button, new() { Name = "Kết thúc họp" }).ClickAsync();

        await chair.Says("Cuộc họp đã kết thúc");
        await member.Says("Cuộc họp đã kết thúc");
    }
}
