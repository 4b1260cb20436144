using System.Collections.Concurrent;
using MeetingHub.Browser.Tests.Running;
using Microsoft.Playwright;

namespace MeetingHub.Browser.Tests.Rooms;

[Collection(BrowserHallCollection.Name)]
public sealed class VotingTests(BrowserHall hall)
{
    [Fact]
    public async Task Everybody_sees_the_same_result_of_an_open_and_a_secret_vote_and_no_page_hears_a_secret_choice()
    {
        await using var meeting = await hall.HoldAsync("briefing", "Báo cáo tiến độ");
        var chair = await meeting.ComeAsync("chair");
        var heard = new ConcurrentQueue<string>();
        chair.Page.WebSocket += (_, line) => line.FrameReceived += (_, frame) => heard.Enqueue(frame.Text ?? "");
        await chair.JoinAsync();
        var member = await meeting.JoinAsync("member");
        await chair.Press("Bắt đầu họp");
        await chair.IsIn("running");
        await chair.Page.Keyboard.PressAsync("n");
        await Assertions.Expect(member.Page.Locator(".items .cur")).ToHaveCountAsync(1);

        await chair.Press("Biểu quyết");
        await chair.Button("Bắt đầu biểu quyết").ClickAsync();
        await Card(member).GetByRole(AriaRole.Button, new() { Name = "Không tán thành" }).ClickAsync();
        await Assertions.Expect(Card(member)).ToContainTextAsync("Đã ghi nhận: Không tán thành");
        await Card(member).GetByRole(AriaRole.Button, new() { Name = "Đổi ý kiến" }).ClickAsync();
        await Choice(member, "Tán thành").ClickAsync();
        await Assertions.Expect(Card(member)).ToContainTextAsync("Đã ghi nhận: Tán thành");
        await Choice(chair, "Tán thành").WaitForAsync();
        await chair.Page.Keyboard.PressAsync("b");
        await chair.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Card(chair)).ToContainTextAsync("2/2 người đã biểu quyết");
        await Card(chair).GetByRole(AriaRole.Button, new() { Name = "Kết thúc biểu quyết" }).ClickAsync();
        await Assertions.Expect(Card(member)).ToHaveCountAsync(0);

        await chair.Press("Biểu quyết");
        await chair.Page.GetByLabel("Nội dung biểu quyết").FillAsync("Bầu tổ trưởng");
        await chair.Page.GetByLabel("Phiếu kín").CheckAsync();
        await chair.Button("Bắt đầu biểu quyết").ClickAsync();
        await Choice(member, "Không có ý kiến").ClickAsync();
        await Card(member).GetByRole(AriaRole.Button, new() { Name = "Bỏ phiếu: Không có ý kiến" }).ClickAsync();
        await Assertions.Expect(Card(member)).ToContainTextAsync("Đã nhận phiếu kín của bạn");
        await Assertions.Expect(chair.Panel).ToContainTextAsync("1/2 người đã biểu quyết");
        foreach (var window in (RoomWindow[])[chair, member])
            Assert.Equal(["seat"], await window.Page.EvaluateAsync<string[]>("() => Object.keys(meetingHub.state().ballots[1].votes[0]).filter(key => meetingHub.state().ballots[1].votes[0][key] !== undefined)"));
        await chair.Press("Kết thúc họp");
        await chair.Button("Đến biểu quyết").ClickAsync();
        await chair.Panel.GetByRole(AriaRole.Button, new() { Name = "Kết thúc biểu quyết" }).ClickAsync();
        await Assertions.Expect(chair.Page.GetByRole(AriaRole.Alertdialog)).ToContainTextAsync($"Còn 1/2 người chưa biểu quyết: {BrowserMeeting.Chair}.");
        await chair.Page.GetByRole(AriaRole.Alertdialog).GetByRole(AriaRole.Button, new() { Name = "Kết thúc biểu quyết" }).ClickAsync();

        await member.Open("Biểu quyết");
        foreach (var window in (RoomWindow[])[chair, member])
        {
            await Assertions.Expect(window.Panel.Locator("article dl")).ToHaveTextAsync(
            [
                "Tán thành0/2 (0%)Không tán thành0/2 (0%)Không có ý kiến1/2 (50%)Không biểu quyết1/2 (50%)",
                "Tán thành2/2 (100%)Không tán thành0/2 (0%)Không có ý kiến0/2 (0%)",
            ]);
        }
        Assert.Equal(await chair.StateHash(), await member.StateHash());
        var casts = heard.Where(text => text.Contains("ballotCast", StringComparison.Ordinal)).ToList();
        Assert.Contains(casts, text => text.Contains("disagree", StringComparison.Ordinal));
        Assert.DoesNotContain(casts, text => text.Contains("abstain", StringComparison.Ordinal));
        var draft = await BrowserMeeting.CallAsync(chair.Page, "GET", $"/api/meetings/{meeting.Id}/minutes");
        Assert.Equal(
            ["tán thành 2, không tán thành 0, không có ý kiến 0", "tán thành 0, không tán thành 0, không có ý kiến 1"],
            draft.GetProperty("document").GetProperty("course")[0].GetProperty("votes").EnumerateArray().Select(vote => string.Join(
                ", ", vote.GetProperty("counts").EnumerateArray().Select(count => $"{count.GetProperty("choice").GetString()} {count.GetProperty("votes").GetInt32()}"))));
    }

    private static ILocator Card(RoomWindow window) => window.Page.Locator(".vote-card");

    private static ILocator Choice(RoomWindow window, string name) => Card(window).GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
}
