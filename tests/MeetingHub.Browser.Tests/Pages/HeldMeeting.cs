using MeetingHub.Browser.Tests.Running;
using Microsoft.Playwright;

namespace MeetingHub.Browser.Tests.Pages;

/// <summary>A meeting that was really held in the room, for the pages that come after it.</summary>
internal static class HeldMeeting
{
    public const string Conclusion = "Thống nhất kế hoạch quý I.";
    public const string Task = "Dự thảo kế hoạch";

    /// <summary>Planned, met by chair and member with one conclusion and one task under the first item, and ended.</summary>
    public static async Task<BrowserMeeting> HoldToTheEndAsync(this BrowserHall hall)
    {
        var meeting = await hall.HoldAsync("briefing", "Báo cáo tiến độ", "Kết luận");
        var (chair, member) = await meeting.RunAsync();
        await chair.Page.Keyboard.PressAsync("n");
        await Assertions.Expect(member.Page.Locator(".items .cur")).ToContainTextAsync("Báo cáo tiến độ");
        await chair.Open("Biên bản");
        await chair.Button("Ghi kết luận").ClickAsync();
        await chair.Page.GetByLabel("Kết luận", new() { Exact = true }).FillAsync(Conclusion);
        await chair.Button("Ghi kết luận").ClickAsync();
        await chair.Panel.GetByText(Conclusion).WaitForAsync();
        await chair.Button("Giao nhiệm vụ").ClickAsync();
        await chair.Page.GetByLabel("Việc phải làm").FillAsync(Task);
        await chair.Page.GetByLabel("Người hoặc đơn vị chịu trách nhiệm").SelectOptionAsync(new SelectOptionValue { Label = BrowserMeeting.Member });
        await chair.Page.GetByLabel("Hạn", new() { Exact = true }).FillAsync("2099-12-15");
        await chair.Button("Giao nhiệm vụ").ClickAsync();
        await chair.Panel.GetByText("hạn 15/12/2099").WaitForAsync();
        await chair.Press("Kết thúc họp");
        await chair.Page.GetByRole(AriaRole.Alertdialog).GetByRole(AriaRole.Button, new() { Name = "Kết thúc họp" }).ClickAsync();
        await member.Says("Cuộc họp đã kết thúc");
        return meeting;
    }
}
