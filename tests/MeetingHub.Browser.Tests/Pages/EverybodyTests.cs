using MeetingHub.Browser.Tests.Running;
using Microsoft.Playwright;

namespace MeetingHub.Browser.Tests.Pages;

/// <summary>Every page, wide and narrow, by axe-core and by the eye of a ruler. With PICTURES set, pictures of them go to that folder.</summary>
[Collection(PageHallCollection.Name)]
public sealed class EverybodyTests(BrowserHall hall)
{
    private static readonly (int Width, int Height)[] Sizes = [(1440, 900), (390, 844), (360, 740)];
    private readonly List<string> faults = [];

    [Fact]
    public async Task No_page_of_planning_and_people_keeps_anybody_out()
    {
        await using var meeting = await hall.HoldAsync();
        await using var standUp = await hall.HoldAsync("standUp");
        await using (var secretary = await CalmAsync("secretary", "/"))
        {
            await LookAsync(secretary, "home", secretary.Page.Locator(".cols"));
            await secretary.GoAsync("/meetings");
            await LookAsync(secretary, "meetings", secretary.Page.Locator(".list"));
            await secretary.GoAsync("/meetings/new");
            await secretary.Button("Lưu dự thảo").ClickAsync();
            await LookAsync(secretary, "plan", secretary.Page.Locator(".fault").First);
            await secretary.GoAsync($"/meetings/{meeting.Id}");
            await LookAsync(secretary, "agenda", secretary.Page.Locator(".agenda"));
            await secretary.Page.GetByRole(AriaRole.Button, new() { Name = "Sửa mục 1" }).ClickAsync();
            await LookAsync(secretary, "agenda-item", secretary.Dialog);
            foreach (var tab in (string[])["people", "documents", "minutes", "tasks"])
            {
                await secretary.GoAsync($"/meetings/{meeting.Id}/{tab}");
                await LookAsync(secretary, tab, secretary.Page.Locator("section[aria-label] > *").First);
            }
            await secretary.Button("Hủy họp").ClickAsync();
            await LookAsync(secretary, "cancel", secretary.Dialog);
            await secretary.GoAsync($"/meetings/{standUp.Id}");
            await LookAsync(secretary, "stand-up", secretary.Page.Locator("form .head"));
            await secretary.GoAsync("/nowhere");
            await LookAsync(secretary, "missing", secretary.Heading);
        }
        await using (var admin = await CalmAsync("admin", "/people"))
        {
            await LookAsync(admin, "office", admin.Page.Locator(".list"));
            await admin.Button("Thêm người").ClickAsync();
            await LookAsync(admin, "person", admin.Dialog);
            await admin.GoAsync("/people");
            await admin.Button("Sửa Ban Giám đốc").ClickAsync();
            await LookAsync(admin, "department", admin.Dialog);
            await admin.GoAsync("/people");
            await admin.Button($"Đường dẫn mật khẩu: {BrowserMeeting.Member}").ClickAsync();
            await LookAsync(admin, "link", admin.Dialog);
            var link = await admin.Dialog.GetByRole(AriaRole.Textbox).InputValueAsync();
            await admin.GoAsync("/monitoring");
            await LookAsync(admin, "monitoring-empty", admin.Page.Locator(".facts"));
            await using var stranger = await hall.VisitAsync(new Uri(link));
            await LookAsync(stranger, "set-password", stranger.Field("Mật khẩu mới"));
            await stranger.GoAsync("/sign-in");
            await LookAsync(stranger, "sign-in", stranger.Heading);
        }
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Fact]
    public async Task No_page_after_a_meeting_keeps_anybody_out()
    {
        await using var meeting = await hall.HoldToTheEndAsync();
        await using (var secretary = await CalmAsync("secretary", $"/meetings/{meeting.Id}/minutes/write"))
        {
            await LookAsync(secretary, "write", secretary.Page.Locator(".look .paper"));
            foreach (var (tab, there) in (IEnumerable<(string, string)>)[("minutes", ".desk .paper"), ("people", ".came"), ("tasks", ".tasks")])
            {
                await secretary.GoAsync($"/meetings/{meeting.Id}/{tab}");
                await LookAsync(secretary, $"held-{tab}", secretary.Page.Locator(there).First);
            }
        }
        await using var member = await CalmAsync("member", "/tasks");
        await LookAsync(member, "my-tasks", member.Page.Locator(".tasks"));
        await member.Account(BrowserMeeting.Member).ClickAsync();
        await member.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Nền tối" }).ClickAsync();
        await member.GoAsync("/");
        await LookAsync(member, "dark-home", member.Page.Locator(".tasks"));
        await member.GoAsync($"/meetings/{meeting.Id}/people");
        await LookAsync(member, "dark-people", member.Page.Locator(".list"));
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Fact]
    public async Task Neither_the_page_before_the_room_nor_the_room_keeps_anybody_out()
    {
        await using var meeting = await hall.HoldAsync();
        var waiting = await meeting.ComeAsync("head", options: new() { ReducedMotion = ReducedMotion.Reduce });
        await waiting.Button("Vào họp").WaitForAsync();
        await LookAsync(waiting.Page, "prejoin", waiting.PreJoin);
        var (chair, member) = await meeting.RunAsync();
        await member.Page.Keyboard.PressAsync("h");
        await chair.Page.Keyboard.PressAsync("n");
        await chair.Panel.GetByRole(AriaRole.Button, new() { Name = $"Mời {BrowserMeeting.Member} phát biểu" }).ClickAsync();
        await LookAsync(chair.Page, "room", chair.Key("Rời họp"));
        foreach (var tab in (string[])["Trao đổi", "Biên bản"])
        {
            await chair.Open(tab);
            await LookAsync(chair.Page, $"room-{tab}", chair.Key("Rời họp"));
        }
        await chair.Press("Biểu quyết");
        await LookAsync(chair.Page, "room-ballot", chair.Button("Bắt đầu biểu quyết"));
        await chair.Button("Bắt đầu biểu quyết").ClickAsync();
        await LookAsync(chair.Page, "room-vote", chair.Page.Locator(".vote-card.asking"));
        await using var admin = await CalmAsync("admin", "/monitoring");
        await LookAsync(admin, "monitoring", admin.Page.Locator(".rooms"));
        await admin.GoAsync($"/monitoring/{meeting.Id}");
        await LookAsync(admin, "monitoring-room", admin.Page.Locator(".faces").GetByText("bit/s").First);
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Fact]
    public async Task The_open_tab_is_in_view_on_a_phone()
    {
        await using var meeting = await hall.HoldAsync();
        await using var phone = await hall.VisitAsync("secretary", $"/meetings/{meeting.Id}/tasks", new() { ViewportSize = new() { Width = 390, Height = 844 } });

        await Assertions.Expect(phone.Page.Locator(".tabs .here")).ToHaveTextAsync("Nhiệm vụ");
        // All but the pixel with which it covers the line below it.
        await Assertions.Expect(phone.Page.Locator(".tabs .here")).ToBeInViewportAsync(new() { Ratio = 0.95f });
    }

    private Task<PageWindow> CalmAsync(string role, string path) => hall.VisitAsync(role, path, new() { ReducedMotion = ReducedMotion.Reduce });

    private Task LookAsync(PageWindow window, string name, ILocator there) => LookAsync(window.Page, name, there);

    private async Task LookAsync(IPage page, string name, ILocator there)
    {
        await there.WaitForAsync();
        foreach (var (width, height) in Sizes)
        {
            await page.SetViewportSizeAsync(width, height);
            faults.AddRange((await page.FaultsAsync()).Select(fault => $"{name} {width}: {fault}"));
            if (await page.SidewaysAsync() is { Length: > 0 } wide)
                faults.Add($"{name} {width}: scrolls sideways, {wide}");
            if (Environment.GetEnvironmentVariable("PICTURES") is { Length: > 0 } folder && width != 360)
                await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{width}.png") });
        }
        await page.SetViewportSizeAsync(1440, 900);
    }
}
