using MeetingHub.Browser.Tests.Running;
using Microsoft.Playwright;

namespace MeetingHub.Browser.Tests.Rooms;

[Collection(BrowserHallCollection.Name)]
public sealed class MediaTests(BrowserHall hall)
{
    [Fact]
    public async Task Two_people_see_each_other()
    {
        await using var meeting = await hall.HoldAsync();
        var (chair, member) = await meeting.RunAsync();

        await chair.HasMedia();
        await chair.Sees(BrowserMeeting.Member);
        await member.Sees(BrowserMeeting.Chair);
    }

    [Fact]
    public async Task A_picture_goes_when_the_camera_is_turned_off_and_comes_back_with_it()
    {
        await using var meeting = await hall.HoldAsync();
        var (chair, member) = await meeting.RunAsync();
        await chair.Sees(BrowserMeeting.Member);

        await member.Press("Tắt hình");
        await Assertions.Expect(chair.Tile(BrowserMeeting.Member)).ToHaveAttributeAsync("data-picture", "false");
        await member.Press("Bật hình");

        await chair.Sees(BrowserMeeting.Member);
    }

    [Fact]
    public async Task Who_saves_data_receives_no_faces_sends_none_and_is_told_so()
    {
        await using var meeting = await hall.HoldAsync();
        var (chair, member) = await meeting.RunAsync();
        await chair.Sees(BrowserMeeting.Member);
        await member.Sees(BrowserMeeting.Chair);

        await chair.Press("Thêm");
        var saver = chair.Page.GetByRole(AriaRole.Switch, new() { Name = "Tiết kiệm dữ liệu" });
        await saver.CheckAsync();
        Assert.Empty(await chair.Page.FaultsAsync());
        await chair.Page.Keyboard.PressAsync("Escape");

        await Assertions.Expect(chair.Tile(BrowserMeeting.Member)).ToHaveAttributeAsync("data-picture", "false");
        await Assertions.Expect(member.Tile(BrowserMeeting.Chair)).ToHaveAttributeAsync("data-picture", "false");
        await chair.Says("Đang tiết kiệm dữ liệu");
        await chair.Press("Thêm");
        await saver.UncheckAsync();
        await chair.Page.Keyboard.PressAsync("Escape");
        await chair.Sees(BrowserMeeting.Member);
    }

    [Fact]
    public async Task A_shared_screen_takes_the_stage_of_the_others()
    {
        await using var meeting = await hall.HoldAsync();
        var (chair, member) = await meeting.RunAsync();
        await chair.HasMedia();

        await member.Press("Chia sẻ");
        await chair.Says($"Màn hình của {BrowserMeeting.Member}");
        await chair.Page.Locator(".desk video.fresh").WaitForAsync();
        await member.Press("Dừng chiếu");

        await Assertions.Expect(chair.Page.Locator(".desk")).ToHaveCountAsync(0);
    }
}
