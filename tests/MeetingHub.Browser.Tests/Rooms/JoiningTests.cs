using MeetingHub.Browser.Tests.Running;
using Microsoft.Playwright;

namespace MeetingHub.Browser.Tests.Rooms;

[Collection(BrowserHallCollection.Name)]
public sealed class JoiningTests(BrowserHall hall)
{
    [Fact]
    public async Task The_page_before_the_room_shows_the_own_picture_and_a_level_that_moves()
    {
        await using var meeting = await hall.HoldAsync();

        var chair = await meeting.ComeAsync("chair");

        await chair.PreJoin.Locator("video").WaitForAsync();
        await chair.Says("Mic nghe rõ tiếng của bạn");
        await Assertions.Expect(chair.Page.GetByLabel("Mic", new() { Exact = true })).Not.ToHaveValueAsync("");
        await Assertions.Expect(chair.Page.Locator("h1")).ToHaveTextAsync(meeting.Title);
    }

    [Fact]
    public async Task The_page_before_the_room_says_who_is_inside()
    {
        await using var meeting = await hall.HoldAsync();
        await meeting.JoinAsync("chair");

        var member = await meeting.ComeAsync("member");

        await member.Says("Trong phòng có 1 người: Hà");
    }

    [Fact]
    public async Task Someone_with_neither_device_takes_part_by_ear_hand_and_chat()
    {
        await using var meeting = await hall.HoldAsync();
        var chair = await meeting.JoinAsync("chair");
        await chair.Press("Bắt đầu họp");

        var member = await meeting.ComeAsync("member");
        await member.Button("Vào chỉ để nghe").ClickAsync();
        await member.IsIn("running");
        await member.Press("Giơ tay");
        await member.Open("Trao đổi");
        await member.Page.GetByLabel("Viết cho mọi người").FillAsync("Tôi nghe rõ.");
        await member.Page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(member.Key("Bật mic")).ToBeVisibleAsync();
        await chair.Panel.GetByText("Đăng ký phát biểu").WaitForAsync();
        await chair.Open("Trao đổi");
        await chair.Says("Tôi nghe rõ.");
    }

    [Fact]
    public async Task A_refused_permission_is_said_with_what_to_do_and_does_not_keep_anyone_out()
    {
        await using var meeting = await hall.HoldAsync();

        var member = await meeting.ComeAsync("member", script:
            "navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError'));");
        await member.PreJoin.GetByRole(AriaRole.Alert).GetByText("biểu tượng ổ khóa").WaitForAsync();
        await member.JoinAsync();

        await Assertions.Expect(member.Key("Bật mic")).ToBeVisibleAsync();
        await Assertions.Expect(member.Key("Bật hình")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_camera_in_use_elsewhere_is_told_apart_from_a_refusal()
    {
        await using var meeting = await hall.HoldAsync();

        var member = await meeting.ComeAsync("member", script:
            """
            const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
            navigator.mediaDevices.getUserMedia = (wanted) => wanted.video ? Promise.reject(new DOMException('busy', 'NotReadableError')) : ask(wanted);
            """);

        await member.PreJoin.GetByRole(AriaRole.Alert).GetByText("Camera đang được chương trình khác dùng").WaitForAsync();
    }

    [Fact]
    public async Task A_page_without_https_says_why_there_is_no_microphone()
    {
        await using var meeting = await hall.HoldAsync();

        var member = await meeting.ComeAsync("member", script:
            "Object.defineProperty(navigator, 'mediaDevices', { value: undefined });");
        await member.PreJoin.GetByRole(AriaRole.Alert).GetByText("https").WaitForAsync();
        await member.JoinAsync();

        await member.IsOnLine();
    }

    [Fact]
    public async Task A_member_who_comes_early_waits_until_the_chair_starts()
    {
        await using var meeting = await hall.HoldAsync();
        var member = await meeting.JoinAsync("member");
        await member.Says("Chủ trì chưa vào");

        var chair = await meeting.JoinAsync("chair");
        await chair.Press("Bắt đầu họp");

        await member.IsIn("running");
    }

    [Fact]
    public async Task A_reload_leads_straight_back_into_the_room()
    {
        await using var meeting = await hall.HoldAsync();
        var (chair, member) = await meeting.RunAsync();

        await member.Page.ReloadAsync();

        await member.IsIn("running");
        await Assertions.Expect(chair.Person(BrowserMeeting.Member)).ToHaveCountAsync(1);
        await Assertions.Expect(chair.Page.Locator(".rtop")).ToContainTextAsync("2 người trong phòng");
    }
}
