using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace MeetingHub.Browser.Tests.Running;

/// <summary>One person's window of the ordinary pages, spoken of as a person would. Closing it says what the browser complained of.</summary>
internal sealed partial class PageWindow : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> complaints = new();

    public PageWindow(IPage page)
    {
        Page = page;
        page.SetDefaultTimeout(20_000);
        page.PageError += (_, error) => complaints.Enqueue(error);
        page.Console += (_, message) =>
        {
            // Chromium notes every refusal of the API here; the page answers for it in words.
            if (message.Type == "error" && !Refusal().IsMatch(message.Text))
                complaints.Enqueue(message.Text);
        };
    }

    public IPage Page { get; }

    public ILocator Heading => Page.GetByRole(AriaRole.Heading, new() { Level = 1 });

    /// <summary>Where the meeting or its minutes stand.</summary>
    public ILocator Stage => Page.Locator(".steps [aria-current=step]");

    public ILocator Dialog => Page.Locator(".el-dialog");

    public Task GoAsync(string path) => Page.GotoAsync(path);

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public ILocator Link(string name) => Page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true });

    public ILocator Field(string name) => Page.GetByLabel(name, new() { Exact = true });

    /// <summary>The way to one's own settings, by whose they are.</summary>
    public ILocator Account(string name) => Page.GetByRole(AriaRole.Button, new() { Name = $"Tài khoản: {name}" });

    public Task Says(string text) => Page.GetByText(text).First.WaitForAsync();

    /// <summary>What is wrong with a field, as it stands beside it.</summary>
    public ILocator FaultOf(string field) => Page.Locator(".field", new() { Has = Page.Locator("label", new() { HasTextString = field }) }).Locator(".fault");

    /// <summary>Chooses in a list that is searched by typing, by keyboard alone.</summary>
    public async Task Pick(string field, string typed, string name)
    {
        var box = Page.GetByRole(AriaRole.Combobox, new() { Name = field, Exact = true });
        await box.FillAsync(typed);
        await Assertions.Expect(Page.GetByRole(AriaRole.Option).Filter(new() { Visible = true })).ToHaveCountAsync(1);
        await box.PressAsync("ArrowDown");
        await box.PressAsync("Enter");
        await box.PressAsync("Tab");
        await Assertions.Expect(Page.Locator(".field", new() { Has = box }).Locator(".el-select__selection")).ToContainTextAsync(name);
    }

    public async ValueTask DisposeAsync()
    {
        await Page.Context.CloseAsync();
        Assert.Empty(complaints);
    }

    [GeneratedRegex(@"^Failed to load resource: .* status of 4\d\d", RegexOptions.None, 1000)]
    private static partial Regex Refusal();
}
