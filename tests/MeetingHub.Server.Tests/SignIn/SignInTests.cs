using System.Net;
using MeetingHub.Server.People;
using MeetingHub.Server.SignIn;
using MeetingHub.Server.Tests.Kit;

namespace MeetingHub.Server.Tests.SignIn;

public sealed class SignInTests
{
    private const string Password = "mùa-thu-lá-bay";

    [Fact]
    public async Task The_right_password_opens_and_the_account_may_be_typed_in_any_case()
    {
        await using var host = await ServerHost.StartAsync();
        await host.AddPersonWithPasswordAsync("Trần Thị Bích Hạnh", "hanh.ttb", Password, PersonRole.Secretary);
        using var browser = host.NewBrowser();

        using var answer = await browser.PostAsync("/api/session", new SignInRequest("Hanh.TTB", Password));

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        browser.ForgetToken();
        var me = await browser.GetAsync<Me>("/api/me");
        Assert.Equal(("Trần Thị Bích Hạnh", "secretary"), (me.Name, Assert.Single(me.Roles)));
    }

    [Theory]
    [InlineData("hanh.ttb", "mùa-thu-lá-rơi")]
    [InlineData("nobody", Password)]
    public async Task A_wrong_account_and_a_wrong_password_get_the_same_answer(string account, string password)
    {
        await using var host = await ServerHost.StartAsync();
        await host.AddPersonWithPasswordAsync("Trần Thị Bích Hạnh", "hanh.ttb", Password);
        using var browser = host.NewBrowser();

        using var answer = await browser.PostAsync("/api/session", new SignInRequest(account, password));

        await Browser.RefusedAsync(answer, HttpStatusCode.UnprocessableEntity, "wrongPassword");
    }

    [Fact]
    public async Task The_session_cookie_is_out_of_reach_of_scripts_and_other_sites()
    {
        await using var host = await ServerHost.StartAsync();
        await host.AddPersonWithPasswordAsync("Lê An", "an", Password);
        using var browser = host.NewBrowser();

        using var answer = await browser.PostAsync("/api/session", new SignInRequest("an", Password));

        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), c => c.StartsWith("meetinghub-session=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task On_https_the_cookies_are_secure()
    {
        await using var host = await ServerHost.StartAsync();
        await host.AddPersonWithPasswordAsync("Lê An", "an", Password);
        using var browser = host.NewBrowser("https://localhost");

        using var answer = await browser.PostAsync("/api/session", new SignInRequest("an", Password));

        Assert.All(answer.Headers.GetValues("Set-Cookie"), c => Assert.Contains("secure", c, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task After_signing_out_the_old_cookie_is_worth_nothing()
    {
        await using var host = await ServerHost.StartAsync();
        using var browser = await host.SignInAsAsync(await host.AddPersonAsync("Lê An"));
        var stolen = browser.SessionCookie;

        (await browser.Http.DeleteAsync("/api/session")).EnsureSuccessStatusCode();

        using var thief = host.NewBrowser();
        thief.SetCookie("meetinghub-session", stolen);
        using var answer = await thief.Http.GetAsync("/api/me");
        await Browser.RefusedAsync(answer, HttpStatusCode.Unauthorized, "unauthorized");
    }

    [Fact]
    public async Task Signing_out_ends_this_session_and_no_other_of_the_person()
    {
        await using var host = await ServerHost.StartAsync();
        var person = await host.AddPersonAsync("Lê An");
        using var phone = await host.SignInAsAsync(person);
        using var laptop = await host.SignInAsAsync(person);
        var ended = host.ListenForEnds();

        (await phone.Http.DeleteAsync("/api/session")).EnsureSuccessStatusCode();

        var end = Assert.Single(ended);
        Assert.Equal(person.Id, end.Person);
        Assert.NotNull(end.Session);
        (await laptop.Http.GetAsync("/api/me")).EnsureSuccessStatusCode();
    }

    [Fact]
    public async Task A_session_that_is_used_goes_on_and_one_that_is_not_ends()
    {
        await using var host = await ServerHost.StartAsync(settings: ("SignIn:SessionLength", "2.00:00:00"));
        var person = await host.AddPersonAsync("Lê An");
        using var used = await host.SignInAsAsync(person);
        using var idle = await host.SignInAsAsync(person);

        host.Clock.Advance(TimeSpan.FromDays(1.5));
        (await used.Http.GetAsync("/api/me")).EnsureSuccessStatusCode();
        host.Clock.Advance(TimeSpan.FromDays(1));

        (await used.Http.GetAsync("/api/me")).EnsureSuccessStatusCode();
        Assert.Equal(HttpStatusCode.Unauthorized, (await idle.Http.GetAsync("/api/me")).StatusCode);
    }

    [Fact]
    public async Task Guessing_is_slowed_and_said_so_and_the_right_password_comes_in_after_the_wait()
    {
        await using var host = await ServerHost.StartAsync();
        await host.AddPersonWithPasswordAsync("Lê An", "an", Password);
        using var browser = host.NewBrowser();
        for (var i = 0; i < 5; i++)
        {
            host.Clock.Advance(TimeSpan.FromSeconds(30));
            await Browser.RefusedAsync(
                await browser.PostAsync("/api/session", new SignInRequest("an", "wrong-guess")), HttpStatusCode.UnprocessableEntity, "wrongPassword");
        }

        using var refused = await browser.PostAsync("/api/session", new SignInRequest("an", Password));
        await Browser.RefusedAsync(refused, HttpStatusCode.TooManyRequests, "tooSoon");
        host.Clock.Advance(refused.Headers.RetryAfter!.Delta!.Value);

        Assert.Equal(HttpStatusCode.NoContent, (await browser.PostAsync("/api/session", new SignInRequest("an", Password))).StatusCode);
    }

    [Fact]
    public async Task A_stranger_in_the_same_office_cannot_bar_a_browser_that_was_in_the_account_before()
    {
        await using var host = await ServerHost.StartAsync();
        await host.AddPersonWithPasswordAsync("Lê An", "an", Password);
        using var chair = host.NewBrowser();
        (await chair.PostAsync("/api/session", new SignInRequest("an", Password))).EnsureSuccessStatusCode();
        chair.ForgetToken();
        using var stranger = host.NewBrowser();
        for (var i = 0; i < 40; i++)
        {
            await stranger.PostAsync("/api/session", new SignInRequest("an", "wrong-guess"));
            host.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        using var again = await chair.PostAsync("/api/session", new SignInRequest("an", Password));

        Assert.Equal(HttpStatusCode.NoContent, again.StatusCode);
    }
}
