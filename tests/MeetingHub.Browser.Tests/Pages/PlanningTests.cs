using System.Globalization;
using MeetingHub.Browser.Tests.Running;
using Microsoft.Playwright;

namespace MeetingHub.Browser.Tests.Pages;

[Collection(PageHallCollection.Name)]
public sealed class PlanningTests(BrowserHall hall)
{
    private readonly string title = $"Họp chuyên đề {Guid.NewGuid():N}"[..24];
    private readonly string tomorrow = DateTime.UtcNow.AddHours(7).AddDays(1).ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    [Fact]
    public async Task A_meeting_comes_from_nothing_to_the_lists_of_those_who_are_invited()
    {
        await using var secretary = await hall.VisitAsync("secretary", "/meetings");
        await secretary.Link("Tạo cuộc họp").ClickAsync();
        await secretary.Field("Tên cuộc họp").FillAsync(title);
        await secretary.Field("Ngày").FillAsync(tomorrow);
        await secretary.Field("Giờ bắt đầu").FillAsync("8h30");
        await secretary.Pick("Chủ trì", "thanh ha", BrowserMeeting.Chair);
        await secretary.Pick("Mời cả phòng ban", "Chuyển đổi", "Phòng Chuyển đổi số");
        await secretary.Button("Lưu dự thảo").ClickAsync();
        await Assertions.Expect(secretary.Heading).ToHaveTextAsync(title);
        await Assertions.Expect(secretary.Stage).ToHaveTextAsync("Dự thảo");
        await Assertions.Expect(secretary.Page.Locator(".facts")).ToContainTextAsync("08:30 – 09:30");

        foreach (var item in (string[])["Báo cáo", "Thảo luận"])
        {
            await secretary.Button("Thêm nội dung").First.ClickAsync();
            await secretary.Dialog.GetByLabel("Nội dung", new() { Exact = true }).FillAsync(item);
            await secretary.Dialog.GetByRole(AriaRole.Button, new() { Name = "Thêm nội dung" }).ClickAsync();
            await Assertions.Expect(secretary.Page.Locator(".agenda h3").Last).ToContainTextAsync(item);
        }
        await secretary.Button("Gửi giấy mời").ClickAsync();
        await Assertions.Expect(secretary.Stage).ToHaveTextAsync("Đã mời");

        await using var member = await hall.VisitAsync("member", "/meetings");
        await member.Link(title).ClickAsync();
        await Assertions.Expect(member.Page.Locator(".agenda h3")).ToContainTextAsync(["Báo cáo", "Thảo luận"]);
        await Assertions.Expect(member.Link("Vào họp")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task What_is_wrong_stands_beside_its_field_and_goes_when_it_is_mended()
    {
        await using var secretary = await hall.VisitAsync("secretary", "/meetings/new");
        await secretary.Button("Lưu dự thảo").ClickAsync();

        await Assertions.Expect(secretary.FaultOf("Tên cuộc họp")).ToHaveTextAsync("Ghi tên cuộc họp.");
        await Assertions.Expect(secretary.FaultOf("Ngày")).ToHaveTextAsync("Ghi ngày theo dạng 30/11/2026.");
        await Assertions.Expect(secretary.FaultOf("Chủ trì")).ToHaveTextAsync("Chọn người chủ trì.");
        await Assertions.Expect(secretary.Field("Tên cuộc họp")).ToBeFocusedAsync();
        await Assertions.Expect(secretary.Field("Tên cuộc họp")).ToHaveAccessibleDescriptionAsync("Ghi tên cuộc họp.");
        await secretary.Field("Tên cuộc họp").FillAsync(title);

        await Assertions.Expect(secretary.FaultOf("Tên cuộc họp")).ToHaveCountAsync(0);
        await Assertions.Expect(secretary.FaultOf("Ngày")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task What_was_typed_and_not_saved_is_there_after_a_reload_until_it_is_thrown_away()
    {
        await using var secretary = await hall.VisitAsync("secretary", "/meetings/new");
        await secretary.Field("Tên cuộc họp").FillAsync(title);
        await secretary.Field("Ngày").FillAsync("31/02");
        await secretary.Pick("Chủ trì", "thanh ha", BrowserMeeting.Chair);

        await secretary.Page.ReloadAsync();
        await secretary.Says("Đã mở lại những gì bạn nhập lần trước");
        await Assertions.Expect(secretary.Field("Tên cuộc họp")).ToHaveValueAsync(title);
        await Assertions.Expect(secretary.Field("Ngày")).ToHaveValueAsync("31/02");
        await secretary.Says(BrowserMeeting.Chair);

        await secretary.Button("Bỏ, nhập lại từ đầu").ClickAsync();
        await Assertions.Expect(secretary.Field("Tên cuộc họp")).ToHaveValueAsync("");
    }
}
