using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;

namespace MeetingHub.Browser.Tests.Running;

/// <summary>One planned meeting and the windows that are in it. At the end it says what the browsers complained of.</summary>
internal sealed class BrowserMeeting(BrowserHall hall) : IAsyncDisposable
{
    public const string Chair = "Nguyễn Thị Thanh Hà";
    public const string Secretary = "Phạm Thu Trang";
    public const string Member = "Lý Minh Đức";

    private readonly List<RoomWindow> windows = [];

    public string Id { get; private set; } = "";

    public string Title { get; } = $"Giao ban {Guid.NewGuid():N}"[..20];

    public async Task PlanAsync(string kind, IReadOnlyList<string> agenda)
    {
        var page = await hall.OpenAsync("secretary");
        await page.GotoAsync("/");
        var people = (await CallAsync(page, "GET", "/api/people?size=100")).GetProperty("items").EnumerateArray()
            .ToDictionary(p => p.GetProperty("name").GetString()!, p => p.GetProperty("id").GetString()!, StringComparer.Ordinal);
        var planned = await CallAsync(page, "POST", "/api/meetings", new
        {
            title = Title,
            kind,
            // The office's clock; the plan has no zone of its own.
            localStart = DateTime.UtcNow.AddHours(7).AddMinutes(10).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture),
            plannedMinutes = 60,
            chair = people[Chair],
            secretary = people[Secretary],
            people = people.Values,
            departments = Array.Empty<string>(),
        });
        Id = planned.GetProperty("id").GetString()!;
        foreach (var title in agenda)
            await CallAsync(page, "POST", $"/api/meetings/{Id}/agenda", new { title, minutes = 10 });
        var detail = await CallAsync(page, "GET", $"/api/meetings/{Id}");
        await CallAsync(page, "POST", $"/api/meetings/{Id}/schedule", new { revision = detail.GetProperty("revision").GetInt32() });
        await page.Context.CloseAsync();
    }

    /// <summary>Opens the page before the room and goes no further.</summary>
    public async Task<RoomWindow> ComeAsync(string role, IBrowser? own = null, BrowserNewContextOptions? options = null, string? script = null)
    {
        var page = await hall.OpenAsync(role, own, options);
        if (script is not null)
            await page.AddInitScriptAsync(script);
        var window = new RoomWindow(page);
        windows.Add(window);
        await page.GotoAsync($"/room/{Id}");
        return window;
    }

    public async Task<RoomWindow> JoinAsync(string role, IBrowser? own = null, BrowserNewContextOptions? options = null, string? script = null)
    {
        var window = await ComeAsync(role, own, options, script);
        await window.JoinAsync();
        return window;
    }

    /// <summary>Both in and the meeting running.</summary>
    public async Task<(RoomWindow Chair, RoomWindow Member)> RunAsync()
    {
        var chair = await JoinAsync("chair");
        var member = await JoinAsync("member");
        await chair.Press("Bắt đầu họp");
        // Both: a key that is pressed before the page knows would start the meeting once more.
        await chair.IsIn("running");
        await member.IsIn("running");
        return (chair, member);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var window in windows)
            await window.Page.Context.CloseAsync();
        Assert.Empty(windows.SelectMany(window => window.Complaints));
    }

    /// <summary>The API as the page itself uses it.</summary>
    public static async Task<JsonElement> CallAsync(IPage page, string method, string path, object? body = null)
    {
        var answer = await page.EvaluateAsync<JsonElement>(
            """
            async ([method, path, body]) => {
              const { token } = await (await fetch('/api/antiforgery')).json();
              const headers = { 'content-type': 'application/json', 'X-XSRF-TOKEN': token };
              const response = await fetch(path, { method, headers, body: body ?? undefined });
              return { status: response.status, body: await response.json().catch(() => null) };
            }
            """,
            new object?[] { method, path, body is null ? null : JsonSerializer.Serialize(body) });
        Assert.True(answer.GetProperty("status").GetInt32() < 300, $"{method} {path}: {answer}");
        return answer.GetProperty("body");
    }
}
