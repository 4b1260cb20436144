using System.Net;
using MeetingHub.Server.People;
using MeetingHub.Server.SignIn;
using MeetingHub.Server.Tests.Kit;
using Microsoft.EntityFrameworkCore;

namespace MeetingHub.Server.Tests.SignIn;

public sealed class OneTimeLinkTests
{
    private const string Password = "mùa-thu-lá-bay";

    [Fact]
    public async Task A_sign_in_link_opens_once()
    {
        await using var host = await ServerHost.StartAsync();
        var token = await host.IssueLinkAsync(LinkPurpose.SignIn, (await host.AddPersonAsync("Lê An")).Id);
        using var first = host.NewBrowser();
        using var second = host.NewBrowser();

        (await first.PostAsync("/api/session/link", new LinkRequest(token))).EnsureSuccessStatusCode();

        using var refused = await second.PostAsync("/api/session/link", new LinkRequest(token));
        await Browser.RefusedAsync(refused, HttpStatusCode.UnprocessableEntity, "linkNotValid");
        (await first.Http.GetAsync("/api/me")).EnsureSuccessStatusCode();
    }

    [Fact]
    public async Task Of_two_that_redeem_a_link_at_once_one_comes_in()
    {
        await using var host = await ServerHost.StartAsync();
        var token = await host.IssueLinkAsync(LinkPurpose.SignIn, (await host.AddPersonAsync("Lê An")).Id);
        var browsers = Enumerable.Range(0, 4).Select(_ => host.NewBrowser()).ToList();

        var answers = await Task.WhenAll(browsers.Select(b => b.PostAsync("/api/session/link", new LinkRequest(token))));

        Assert.Single(answers, a => a.IsSuccessStatusCode);
    }

    [Fact]
    public async Task A_link_expires()
    {
        await using var host = await ServerHost.StartAsync();
        var token = await host.IssueLinkAsync(LinkPurpose.SignIn, (await host.AddPersonAsync("Lê An")).Id, TimeSpan.FromMinutes(10));
        using var browser = host.NewBrowser();
        host.Clock.Advance(TimeSpan.FromMinutes(10));

        using var refused = await browser.PostAsync("/api/session/link", new LinkRequest(token));

        await Browser.RefusedAsync(refused, HttpStatusCode.UnprocessableEntity, "linkNotValid");
    }

    [Fact]
    public async Task Opening_the_address_of_a_link_does_not_use_it_nor_does_looking()
    {
        await using var host = await ServerHost.StartAsync();
        var token = await host.IssueLinkAsync(LinkPurpose.SignIn, (await host.AddPersonAsync("Lê An")).Id);
        using var scanner = host.NewBrowser();
        await scanner.Http.GetAsync("/enter");
        await scanner.PostAsync("/api/session/link/look", new LinkRequest(token));
        using var browser = host.NewBrowser();

        using var answer = await browser.PostAsync("/api/session/link", new LinkRequest(token));

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    [Fact]
    public async Task A_token_has_128_bits_and_is_kept_only_as_its_hash()
    {
        await using var host = await ServerHost.StartAsync();

        var token = await host.IssueLinkAsync(LinkPurpose.SignIn, (await host.AddPersonAsync("Lê An")).Id);

        Assert.Equal(16, System.Buffers.Text.Base64Url.DecodeFromChars(token).Length);
        Assert.DoesNotContain(token, await host.WithDbAsync(db => db.Set<OneTimeLink>().Select(l => l.TokenHash).SingleAsync()), StringComparison.Ordinal);
        Assert.DoesNotContain(host.Log.All, line => line.Contains(token, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_password_link_sets_the_password_and_ends_the_sessions_under_the_old_one()
    {
        await using var host = await ServerHost.StartAsync();
        var person = await host.AddPersonWithPasswordAsync("Lê An", "an", "the-old-password");
        using var before = await host.SignInAsAsync(person);
        var token = await host.IssueLinkAsync(LinkPurpose.SetPassword, person.Id);
        using var browser = host.NewBrowser();

        (await browser.PostAsync("/api/session/password", new SetPasswordRequest(token, Password))).EnsureSuccessStatusCode();

        (await browser.Http.GetAsync("/api/me")).EnsureSuccessStatusCode();
        Assert.Equal(HttpStatusCode.Unauthorized, (await before.Http.GetAsync("/api/me")).StatusCode);
        using var door = host.NewBrowser();
        Assert.Equal(HttpStatusCode.NoContent, (await door.PostAsync("/api/session", new SignInRequest("an", Password))).StatusCode);
    }

    [Theory]
    [InlineData("short", "passwordTooShort")]
    [InlineData("NGUYEN.VAN.AN", "passwordTooEasy")]
    public async Task A_bad_password_is_refused_and_the_link_stays_good(string password, string code)
    {
        await using var host = await ServerHost.StartAsync();
        var person = await host.AddPersonWithPasswordAsync("Nguyễn Văn An", "nguyen.van.an", "the-old-password");
        var token = await host.IssueLinkAsync(LinkPurpose.SetPassword, person.Id);
        using var browser = host.NewBrowser();

        using var refused = await browser.PostAsync("/api/session/password", new SetPasswordRequest(token, password));

        await Browser.RefusedAsync(refused, HttpStatusCode.UnprocessableEntity, code);
        Assert.True((await browser.PostAsync("/api/session/password", new SetPasswordRequest(token, Password))).IsSuccessStatusCode);
    }

    [Fact]
    public async Task A_link_to_set_a_password_does_not_sign_in_by_itself()
    {
        await using var host = await ServerHost.StartAsync();
        var token = await host.IssueLinkAsync(LinkPurpose.SetPassword, (await host.AddPersonAsync("Lê An")).Id);
        using var browser = host.NewBrowser();

        using var refused = await browser.PostAsync("/api/session/link", new LinkRequest(token));

        await Browser.RefusedAsync(refused, HttpStatusCode.UnprocessableEntity, "linkNotValid");
    }

    [Fact]
    public async Task The_first_administrator_names_the_organisation_and_is_in()
    {
        await using var host = await ServerHost.StartAsync();
        var token = await host.IssueLinkAsync(LinkPurpose.FirstAdministrator, null);
        using var browser = host.NewBrowser();

        using var answer = await browser.PostAsync("/api/session/administrator",
            new FirstAdministratorRequest(token, "Sở Khoa học và Công nghệ", "Vũ Minh Khôi", "khoi", Password));

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        var me = await browser.GetAsync<Me>("/api/me");
        Assert.Equal(("Vũ Minh Khôi", "administrator", "Sở Khoa học và Công nghệ"), (me.Name, me.Roles[0], me.Organisation?.Name));
    }

    [Fact]
    public async Task There_is_no_second_first_administrator()
    {
        await using var host = await ServerHost.StartAsync();
        var token = await host.IssueLinkAsync(LinkPurpose.FirstAdministrator, null);
        await host.AddPersonAsync("Vũ Minh Khôi", PersonRole.Administrator);
        using var browser = host.NewBrowser();

        using var refused = await browser.PostAsync("/api/session/administrator",
            new FirstAdministratorRequest(token, "Kẻ lạ", "Kẻ Lạ", "stranger", Password));

        await Browser.RefusedAsync(refused, HttpStatusCode.UnprocessableEntity, "linkNotValid");
    }
}
