using MeetingHub.Browser.Tests.Running;
using Microsoft.Playwright;

namespace MeetingHub.Browser.Tests.Rooms;

[Collection(BrowserHallCollection.Name)]
public sealed class StandUpTests(BrowserHall hall)
{
    [Fact]
    public async Task People_are_called_in_turn_by_key_and_who_is_missing_is_passed_over()
    {
        await using var meeting = await hall.HoldAsync("standUp");
        var (chair, member) = await meeting.RunAsync();

        await chair.Page.Keyboard.PressAsync("n");
        await Assertions.Expect(chair.Page.Locator(".items .cur")).ToHaveCountAsync(1);
        await Assertions.Expect(chair.Page.Locator(".items .cur [role=timer]")).ToContainTextAsync("01:5");
        var first = await chair.Page.Locator(".items .cur .name").TextContentAsync();
        await chair.Page.Keyboard.PressAsync("n");

        await Assertions.Expect(member.Page.Locator(".items .cur .name")).Not.ToHaveTextAsync(first!);
        await Assertions.Expect(chair.Page.Locator(".items li", new() { HasText = "Bỏ qua" }).First).ToBeVisibleAsync();
    }
}
