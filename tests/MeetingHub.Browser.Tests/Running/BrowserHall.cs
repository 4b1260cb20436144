using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace MeetingHub.Browser.Tests.Running;

/// <summary>Rooms. One after the other, beside those of the other halls.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserHallCollection : ICollectionFixture<BrowserHall>
{
    public const string Name = "Browsers";
}

/// <summary>Pages before and after a meeting.</summary>
[CollectionDefinition(Name)]
public sealed class PageHallCollection : ICollectionFixture<BrowserHall>
{
    public const string Name = "Pages";
}

/// <summary>
/// Tests that judge every frame and every gap, or what a page notices within seconds: they have the machine to themselves, after the
/// others. A starved sender looks like a bad line.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class QuietHallCollection : ICollectionFixture<BrowserHall>
{
    public const string Name = "Quiet";
}

/// <summary>One server and one Chromium with a fake camera and microphone for a collection's tests; each test holds meetings of its own in it.</summary>
public sealed class BrowserHall : IAsyncLifetime
{
    private static readonly string[] Arguments =
    [
        "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream", "--no-sandbox", "--disable-background-networking",
        "--autoplay-policy=no-user-gesture-required", "--auto-select-desktop-capture-source=Entire screen",
        "--auto-accept-this-tab-capture", "--allow-loopback-in-peer-connection",
    ];

    private readonly ConcurrentDictionary<string, string> signedIn = new(StringComparer.Ordinal);
    private IPlaywright playwright = null!;
    private IBrowser browser = null!;

    public BrowserHall()
        : this(new RunningServer())
    {
    }

    /// <summary>For a test that needs a server with settings of its own.</summary>
    internal BrowserHall(RunningServer server) => Server = server;

    internal RunningServer Server { get; }

    public async Task InitializeAsync()
    {
        await Server.StartAsync();
        playwright = await Playwright.CreateAsync();
        browser = await LaunchAsync([]);
    }

    public async Task DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
        await Server.DisposeAsync();
    }

    /// <summary>A browser of its own, for instance with a camera file of its own.</summary>
    internal Task<IBrowser> LaunchAsync(IEnumerable<string> more) => playwright.Chromium.LaunchAsync(new()
    {
        ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium",
        Args = [.. Arguments, .. more],
    });

    /// <summary>Plans a meeting as the demo's secretary, with everybody invited, and sends the invitations.</summary>
    internal async Task<BrowserMeeting> HoldAsync(string kind = "briefing", params string[] agenda)
    {
        var meeting = new BrowserMeeting(this);
        await meeting.PlanAsync(kind, agenda.Length > 0 ? agenda : ["Kết luận tuần trước", "Báo cáo tiến độ", "Kết luận"]);
        return meeting;
    }

    /// <summary>A demo role's window of the ordinary pages.</summary>
    internal async Task<PageWindow> VisitAsync(string role, string path, BrowserNewContextOptions? options = null)
    {
        var window = new PageWindow(await OpenAsync(role, options: options));
        await window.GoAsync(path);
        return window;
    }

    /// <summary>A window of somebody who is not signed in.</summary>
    internal async Task<PageWindow> VisitAsync(Uri address)
    {
        var context = await browser.NewContextAsync(new() { Locale = "vi-VN", TimezoneId = "Asia/Ho_Chi_Minh", BaseURL = address.GetLeftPart(UriPartial.Authority) });
        var window = new PageWindow(await context.NewPageAsync());
        await window.GoAsync(address.ToString());
        return window;
    }

    /// <summary>A window of its own for a demo role, signed in; the link is used once and its session kept.</summary>
    internal async Task<IPage> OpenAsync(string role, IBrowser? own = null, BrowserNewContextOptions? options = null)
    {
        options ??= new();
        options.Locale = "vi-VN";
        options.TimezoneId = "Asia/Ho_Chi_Minh";
        options.BaseURL = Server.For(role).ToString();
        if (signedIn.TryGetValue(role, out var state))
        {
            options.StorageState = state;
            return await (await (own ?? browser).NewContextAsync(options)).NewPageAsync();
        }
        var context = await (own ?? browser).NewContextAsync(options);
        var page = await context.NewPageAsync();
        await page.GotoAsync(Server.Links[role].ToString());
        await page.Locator("button.primary").ClickAsync();
        await page.WaitForURLAsync(url => !new Uri(url).AbsolutePath.StartsWith("/enter", StringComparison.Ordinal));
        signedIn[role] = await context.StorageStateAsync();
        return page;
    }
}
