using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace MeetingHub.Browser.Tests.Running;

/// <summary>One person's page of a meeting, spoken of as a person would.</summary>
internal sealed class RoomWindow
{
    private readonly ConcurrentQueue<string> complaints = new();

    public RoomWindow(IPage page)
    {
        Page = page;
        page.SetDefaultTimeout(30_000);
        page.PageError += (_, error) => complaints.Enqueue(error);
        page.Console += (_, message) =>
        {
            if (message.Text.Contains("Content Security Policy", StringComparison.Ordinal))
                complaints.Enqueue(message.Text);
        };
    }

    public IPage Page { get; }

    /// <summary>Errors nobody caught, and what the content security policy held back.</summary>
    public IEnumerable<string> Complaints => complaints;

    public ILocator Room => Page.Locator(".room");

    public ILocator PreJoin => Page.Locator(".prejoin");

    public ILocator Panel => Page.Locator(".side .scroll");

    public async Task JoinAsync()
    {
        await PreJoin.WaitForAsync();
        await Page.GetByText("Trình duyệt đang hỏi quyền").WaitForAsync(new() { State = WaitForSelectorState.Hidden });
        await Page.GetByRole(AriaRole.Button, new() { Name = "Vào họp", Exact = true }).ClickAsync();
        await IsOnLine();
    }

    public Task IsOnLine() => Page.Locator(".room[data-line=open]").WaitForAsync();

    /// <param name="phase">waiting, running.</param>
    public Task IsIn(string phase) => Page.Locator($".room[data-phase={phase}]").WaitForAsync();

    public Task HasMedia() => Page.Locator(".room[data-media=true]").WaitForAsync();

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    /// <summary>A key of the bar, by the word on it.</summary>
    public Task Press(string name) => Page.Locator(".rbar").GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).ClickAsync();

    public ILocator Key(string name) => Page.Locator(".rbar").GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public Task Open(string tab) => Page.GetByRole(AriaRole.Tab, new() { NameRegex = new Regex("^" + tab, RegexOptions.None, TimeSpan.FromSeconds(1)) }).ClickAsync();

    public ILocator Tile(string name) => Page.Locator("figure.tile", new() { HasText = name });

    /// <summary>The tile of this person shows a moving picture of the right source.</summary>
    public Task Sees(string name) => Page.Locator("figure.tile[data-picture=true]", new() { HasText = name }).WaitForAsync();

    public Task Says(string text) => Page.GetByText(text).First.WaitForAsync();

    /// <summary>Of the state as this page folded it, once it stands still.</summary>
    public Task<string> StateHash() => Page.EvaluateAsync<string>("() => meetingHub.stateHash()");

    public ILocator Person(string name) => Page.Locator(".ppl li", new() { HasText = name });
}
