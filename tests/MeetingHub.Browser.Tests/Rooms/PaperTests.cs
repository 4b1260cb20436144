using System.Text.Json;
using MeetingHub.Browser.Tests.Running;
using Microsoft.Playwright;

namespace MeetingHub.Browser.Tests.Rooms;

[Collection(BrowserHallCollection.Name)]
public sealed class PaperTests(BrowserHall hall)
{
    private const string Name = "Báo cáo tiến độ.pdf";

    [Fact]
    public async Task A_paper_is_presented_page_by_page_followed_left_and_taken_off()
    {
        await using var meeting = await hall.HoldAsync();
        var (chair, member) = await meeting.RunAsync();
        await AddAsync(chair.Page, meeting.Id);
        long fetched = 0;
        member.Page.Response += (_, response) =>
        {
            if (response.Status == 206)
                Interlocked.Add(ref fetched, long.Parse(response.Headers["content-length"], System.Globalization.CultureInfo.InvariantCulture));
        };

        await chair.Press("Chia sẻ");
        await chair.Page.GetByRole(AriaRole.Button, new() { Name = Name }).ClickAsync();
        await Shows(chair, 1, "255,0,0");
        await Shows(member, 1, "255,0,0");
        Assert.InRange(Interlocked.Read(ref fetched), 1, 300_000);
        await chair.Page.Keyboard.PressAsync("PageDown");

        await Shows(member, 2, "0,255,0");
        await Assertions.Expect(member.Page.Locator(".desk .textLayer")).ToContainTextAsync("Trang hai");
        await Assertions.Expect(member.Page.Locator(".desk")).ToHaveAttributeAsync("aria-label", $"Trang 2/3 của {Name}");
        var late = await meeting.JoinAsync("head");
        await Shows(late, 2, "0,255,0");

        await member.Button("Trang sau").ClickAsync();
        await Shows(member, 3, "0,0,255");
        await member.Says("Đang xem riêng trang 3");
        await member.Button("Về trang đang trình bày").ClickAsync();
        await Shows(member, 2, "0,255,0");

        await chair.Press("Dừng chiếu");
        await Assertions.Expect(member.Page.Locator(".desk")).ToHaveCountAsync(0);
        await Assertions.Expect(member.Page.Locator(".equal figure.tile")).ToHaveCountAsync(3);
    }

    /// <summary>The page is drawn, in its colour.</summary>
    private static async Task Shows(RoomWindow window, int page, string colour)
    {
        await window.Page.Locator($".desk[data-page='{page}'][data-behind=false]").WaitForAsync();
        Assert.Equal(colour, await window.Page.Locator(".desk canvas").EvaluateAsync<string>(
            "canvas => canvas.getContext('2d').getImageData(canvas.width / 2, canvas.height / 2, 1, 1).data.slice(0, 3).join()"));
    }

    private static async Task AddAsync(IPage page, string meeting)
    {
        var added = await page.EvaluateAsync<JsonElement>(
            """
            async ([path, bytes]) => {
              const { token } = await (await fetch('/api/antiforgery')).json();
              const body = Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0));
              return (await fetch(path, { method: 'POST', headers: { 'X-XSRF-TOKEN': token }, body })).json();
            }
            """,
            new[] { $"/api/meetings/{meeting}/documents?name={Uri.EscapeDataString(Name)}", Convert.ToBase64String(ColouredPaper.Make()) });
        Assert.Equal("application/pdf", added.GetProperty("mediaType").GetString());
    }
}
