using MeetingHub.Browser.Tests.Running;
using Microsoft.Playwright;

namespace MeetingHub.Browser.Tests.Rooms;

[Collection(BrowserHallCollection.Name)]
public sealed class SecretaryTests(BrowserHall hall)
{
    private const string Words = "Diễn biến";

    [Fact]
    public async Task What_is_typed_is_saved_and_previewed_by_the_servers_markdown()
    {
        await using var meeting = await hall.HoldAsync();
        var (secretary, _) = await OpenMinutesAsync(meeting);

        await secretary.Page.GetByRole(AriaRole.Textbox, new() { Name = Words }).FillAsync("Ý kiến **thống nhất**.");
        await secretary.Says("Đã lưu lúc");
        await secretary.Button("Xem như trên giấy").ClickAsync();

        await Assertions.Expect(secretary.Page.Locator(".editor .paper strong")).ToHaveTextAsync("thống nhất");
    }

    [Fact]
    public async Task Two_who_write_at_once_see_both_texts_and_choose()
    {
        await using var meeting = await hall.HoldAsync();
        var (secretary, chair) = await OpenMinutesAsync(meeting);
        await chair.Open("Biên bản");
        var mine = secretary.Page.GetByRole(AriaRole.Textbox, new() { Name = Words });
        var theirs = chair.Page.GetByRole(AriaRole.Textbox, new() { Name = Words });
        await theirs.WaitForAsync();
        // The secretary's saves are held back until the chair's is in.
        var gate = new TaskCompletionSource();
        await secretary.Page.RouteAsync("**/minutes/texts/**", async route =>
        {
            await gate.Task;
            await route.ContinueAsync();
        });

        await mine.FillAsync("Bản của thư ký");
        await theirs.FillAsync("Bản của chủ trì");
        await chair.Says("Đã lưu lúc");
        gate.SetResult();
        await secretary.Says("Cả hai bản còn đây");
        await secretary.Says("Bản của chủ trì");
        await secretary.Button("Giữ bản của tôi").ClickAsync();

        await Assertions.Expect(theirs).ToHaveValueAsync("Bản của thư ký");
    }

    [Fact]
    public async Task A_conclusion_and_a_task_are_there_for_everybody_at_once()
    {
        await using var meeting = await hall.HoldAsync();
        var (secretary, chair) = await OpenMinutesAsync(meeting);

        await secretary.Button("Ghi kết luận").ClickAsync();
        await secretary.Page.GetByLabel("Kết luận", new() { Exact = true }).FillAsync("Thống nhất kế hoạch quý I.");
        await secretary.Button("Ghi kết luận").ClickAsync();
        await secretary.Button("Giao nhiệm vụ").ClickAsync();
        await secretary.Page.GetByLabel("Việc phải làm").FillAsync("Trình dự thảo kế hoạch");
        await secretary.Page.GetByLabel("Người hoặc đơn vị chịu trách nhiệm").SelectOptionAsync(new SelectOptionValue { Label = BrowserMeeting.Member });
        await secretary.Page.GetByLabel("Hạn", new() { Exact = true }).FillAsync("2099-12-15");
        await secretary.Button("Giao nhiệm vụ").ClickAsync();

        await chair.Open("Biên bản");
        await chair.Panel.GetByText("Thống nhất kế hoạch quý I.").WaitForAsync();
        await chair.Panel.GetByText("hạn 15/12/2099").WaitForAsync();
    }

    /// <summary>The first item open, and the secretary at the minutes.</summary>
    private static async Task<(RoomWindow Secretary, RoomWindow Chair)> OpenMinutesAsync(BrowserMeeting meeting)
    {
        var chair = await meeting.JoinAsync("chair");
        var secretary = await meeting.JoinAsync("secretary");
        await chair.Press("Bắt đầu họp");
        await secretary.IsIn("running");
        await chair.Page.Keyboard.PressAsync("n");
        await secretary.Open("Biên bản");
        return (secretary, chair);
    }
}
