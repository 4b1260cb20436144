using MeetingHub.Browser.Tests.Running;
using MeetingHub.Testing.Measuring;
using Microsoft.Playwright;

namespace MeetingHub.Browser.Tests.Rooms;

[Collection(BrowserHallCollection.Name)]
public sealed class RecoveryTests(BrowserHall hall)
{
    [Fact]
    public async Task After_the_server_was_killed_every_page_is_back_by_itself_with_media_and_the_same_state()
    {
        await using var meeting = await hall.HoldAsync();
        var (chair, member) = await meeting.RunAsync();
        await chair.Sees(BrowserMeeting.Member);
        await member.Open("Trao đổi");
        await member.Page.GetByLabel("Viết cho mọi người").FillAsync("đang viết dở");

        await hall.Server.KillAsync();
        await chair.Says("Mất kết nối, đang nối lại");
        // Given while there is no line: kept by the page and sent when there is one.
        await chair.Page.Keyboard.PressAsync("n");
        await hall.Server.StartAsync();
        var up = TimeProvider.System.GetTimestamp();

        await chair.IsOnLine();
        await member.IsOnLine();
        await chair.Sees(BrowserMeeting.Member);
        await member.Sees(BrowserMeeting.Chair);
        var took = TimeProvider.System.GetElapsedTime(up).TotalMilliseconds;
        await Assertions.Expect(member.Page.Locator(".items .cur")).ToHaveCountAsync(1);
        await Assertions.Expect(member.Page.GetByLabel("Viết cho mọi người")).ToHaveValueAsync("đang viết dở");
        await Assertions.Expect(member.Key("Tắt mic")).ToBeVisibleAsync();
        Assert.Equal(await chair.StateHash(), await member.StateHash());
        new Figure("Killed server up again to both pages seeing each other", "ms", 5000, [took]).Report();
    }
}
