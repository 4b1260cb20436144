using MeetingHub.Browser.Tests.Running;
using Microsoft.Playwright;

namespace MeetingHub.Browser.Tests.Pages;

[Collection(PageHallCollection.Name)]
public sealed class AgendaTests(BrowserHall hall)
{
    [Fact]
    public async Task An_item_is_moved_by_keyboard_and_each_step_is_said()
    {
        await using var meeting = await hall.HoldAsync("briefing", "Một", "Hai", "Ba");
        await using var secretary = await hall.VisitAsync("secretary", $"/meetings/{meeting.Id}");
        var said = secretary.Page.Locator("[aria-live=assertive]");
        await secretary.Button("Đổi chỗ mục 1, Một").FocusAsync();

        await secretary.Page.Keyboard.PressAsync("Space");
        await Assertions.Expect(said).ToContainTextAsync("Đã nhấc Một, đang ở vị trí 1 trên 3.");
        await secretary.Page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(said).ToHaveTextAsync("Một: vị trí 2 trên 3.");
        await secretary.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(said).ToHaveTextAsync("Đã trả Một về chỗ cũ.");
        await secretary.Page.Keyboard.PressAsync("Space");
        await secretary.Page.Keyboard.PressAsync("ArrowDown");
        await secretary.Page.Keyboard.PressAsync("ArrowDown");
        await secretary.Page.Keyboard.PressAsync("Space");

        await Assertions.Expect(said).ToHaveTextAsync("Đã đặt Một ở vị trí 3.");
        await Assertions.Expect(secretary.Button("Đổi chỗ mục 3, Một")).ToBeFocusedAsync();
        await StaysAsync(secretary, "Hai", "Ba", "Một");
    }

    [Fact]
    public async Task An_item_is_dragged_to_its_place_and_the_hours_follow()
    {
        await using var meeting = await hall.HoldAsync("briefing", "Một", "Hai", "Ba");
        await using var secretary = await hall.VisitAsync("secretary", $"/meetings/{meeting.Id}");
        var first = await secretary.Page.Locator(".agenda .at").First.TextContentAsync();
        var grip = (await secretary.Button("Đổi chỗ mục 3, Ba").BoundingBoxAsync())!;
        var top = (await secretary.Button("Đổi chỗ mục 1, Một").BoundingBoxAsync())!;

        await secretary.Page.Mouse.MoveAsync(grip.X + 8, grip.Y + 8);
        await secretary.Page.Mouse.DownAsync();
        await secretary.Page.Mouse.MoveAsync(grip.X + 8, top.Y - 4, new() { Steps = 8 });
        await secretary.Page.Mouse.UpAsync();

        await StaysAsync(secretary, "Ba", "Một", "Hai");
        await Assertions.Expect(secretary.Page.Locator(".agenda li", new() { HasText = "Ba" }).Locator(".at")).ToHaveTextAsync(first!);
    }

    [Fact]
    public async Task Minutes_typed_in_place_are_kept_and_what_is_no_number_is_not()
    {
        await using var meeting = await hall.HoldAsync("briefing", "Một", "Hai");
        await using var secretary = await hall.VisitAsync("secretary", $"/meetings/{meeting.Id}");

        await Minutes(secretary, 1).FillAsync("25");
        await secretary.Page.Keyboard.PressAsync("Tab");
        await secretary.Says("Đã lưu lúc");
        await Minutes(secretary, 2).FillAsync("lâu");
        await secretary.Page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(Minutes(secretary, 2)).ToHaveValueAsync("10");

        await secretary.Page.ReloadAsync();
        await Assertions.Expect(Minutes(secretary, 1)).ToHaveValueAsync("25");
    }

    private static ILocator Minutes(PageWindow window, int item) => window.Page.GetByRole(AriaRole.Textbox, new() { Name = $"Số phút mục {item}" });

    /// <summary>Now, and as the server has it.</summary>
    private static async Task StaysAsync(PageWindow window, params string[] titles)
    {
        var items = window.Page.Locator(".agenda h3");
        await Assertions.Expect(items).ToContainTextAsync(titles);
        await window.Says("Đã lưu lúc");
        await window.Page.ReloadAsync();
        await Assertions.Expect(items).ToContainTextAsync(titles);
    }
}
