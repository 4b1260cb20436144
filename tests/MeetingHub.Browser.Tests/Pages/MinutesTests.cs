using System.Text;
using MeetingHub.Browser.Tests.Running;
using Microsoft.Playwright;

namespace MeetingHub.Browser.Tests.Pages;

[Collection(PageHallCollection.Name)]
public sealed class MinutesTests(BrowserHall hall)
{
    private const string Text = "Diễn biến: Báo cáo tiến độ";

    [Fact]
    public async Task Minutes_go_from_the_secretary_to_the_chair_and_back_until_the_invited_have_the_paper()
    {
        await using var meeting = await hall.HoldToTheEndAsync();
        var write = $"/meetings/{meeting.Id}/minutes/write";
        await using var member = await hall.VisitAsync("member", $"/meetings/{meeting.Id}/minutes");
        await member.Says("Biên bản mở cho thành phần được mời khi chủ trì đã duyệt.");
        await using var secretary = await hall.VisitAsync("secretary", write);
        await Assertions.Expect(secretary.Page.Locator(".write")).ToContainTextAsync(HeldMeeting.Conclusion);
        await secretary.Field(Text).FillAsync("Các phòng **thống nhất** số liệu.");
        await secretary.Says("Đã lưu lúc");
        await Assertions.Expect(secretary.Page.Locator(".look strong, .look b").Filter(new() { HasText = "thống nhất" })).ToBeVisibleAsync();
        await secretary.Button("Trình duyệt").ClickAsync();
        await Assertions.Expect(secretary.Stage).ToHaveTextAsync("Chờ duyệt");
        await Assertions.Expect(secretary.Field(Text)).ToHaveCountAsync(0);

        await using var chair = await hall.VisitAsync("chair", "/");
        await chair.Link($"Biên bản: {meeting.Title}").ClickAsync();
        await chair.Button("Trả lại").ClickAsync();
        await chair.Dialog.GetByRole(AriaRole.Button, new() { Name = "Trả lại" }).ClickAsync();
        await Assertions.Expect(chair.FaultOf("Cần sửa gì")).ToHaveTextAsync("Ghi điều cần sửa để thư ký biết.");
        await chair.Field("Cần sửa gì").FillAsync("Bổ sung số liệu tháng 11");
        await chair.Dialog.GetByRole(AriaRole.Button, new() { Name = "Trả lại" }).ClickAsync();
        await Assertions.Expect(chair.Stage).ToHaveTextAsync("Dự thảo");

        await secretary.Page.ReloadAsync();
        await secretary.Says("Bổ sung số liệu tháng 11");
        await secretary.Field(Text).FillAsync("Các phòng **thống nhất** số liệu tháng 11.");
        await secretary.Says("Đã lưu lúc");
        await secretary.Button("Trình duyệt").ClickAsync();
        await Assertions.Expect(secretary.Stage).ToHaveTextAsync("Chờ duyệt");
        await chair.Page.ReloadAsync();
        await chair.Button("Duyệt").ClickAsync();
        await chair.Dialog.GetByRole(AriaRole.Button, new() { Name = "Duyệt" }).ClickAsync();
        await Assertions.Expect(chair.Stage).ToHaveTextAsync("Đã duyệt");

        await member.Page.ReloadAsync();
        await member.Says($"{BrowserMeeting.Chair} đã duyệt lúc");
        await Assertions.Expect(member.Page.Locator(".desk")).ToContainTextAsync("số liệu tháng 11");
        var printed = await SaveAsync(member, "Tải PDF");
        var word = await SaveAsync(member, "Tải bản Word");
        Assert.Equal(("Biên bản " + meeting.Title + ".pdf", "%PDF-"), (printed.Name, printed.Head));
        Assert.Equal(("Biên bản " + meeting.Title + ".docx", "PK\u0003\u0004"), (word.Name, word.Head[..4]));
    }

    [Fact]
    public async Task A_save_in_a_second_window_is_shown_beside_ones_own_text_and_both_can_be_kept()
    {
        await using var meeting = await hall.HoldToTheEndAsync();
        await using var desk = await hall.VisitAsync("secretary", $"/meetings/{meeting.Id}/minutes/write");
        await using var laptop = await hall.VisitAsync("secretary", $"/meetings/{meeting.Id}/minutes/write");
        await laptop.Field(Text).WaitForAsync();
        await desk.Field(Text).FillAsync("Ghi ở bàn làm việc");
        await desk.Says("Đã lưu lúc");

        await laptop.Field(Text).FillAsync("Ghi trên máy xách tay");
        await laptop.Says("Cả hai bản còn đây");
        await laptop.Says("Ghi ở bàn làm việc");
        await laptop.Button("Lưu bản ghép").ClickAsync();
        await laptop.Says("Đã lưu lúc");

        await desk.Page.ReloadAsync();
        await Assertions.Expect(desk.Field(Text)).ToHaveValueAsync("Ghi ở bàn làm việc\n\nGhi trên máy xách tay");
    }

    private static async Task<(string Name, string Head)> SaveAsync(PageWindow window, string link)
    {
        var file = await window.Page.RunAndWaitForDownloadAsync(() => window.Link(link).ClickAsync());
        var head = new byte[5];
        await using var stream = await file.CreateReadStreamAsync();
        await stream.ReadExactlyAsync(head);
        return (file.SuggestedFilename, Encoding.ASCII.GetString(head));
    }
}
