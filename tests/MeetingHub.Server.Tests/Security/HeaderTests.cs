using MeetingHub.Server.Tests.Kit;

namespace MeetingHub.Server.Tests.Security;

public sealed class HeaderTests
{
    private const string Policy =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' blob: data:; connect-src 'self'; worker-src 'self' blob:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

    [Theory]
    [InlineData("/")]
    [InlineData("/room/019a0000-0000-7000-8000-000000000000")]
    [InlineData("/icon.svg")]
    [InlineData("/api/me")]
    [InlineData("/api/nothing-here")]
    [InlineData("/healthz")]
    public async Task Every_answer_carries_the_security_headers(string path)
    {
        await using var host = await ServerHost.StartAsync();
        using var browser = host.NewBrowser();

        using var answer = await browser.Http.GetAsync(path);

        Assert.Equal(Policy, answer.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
        var permissions = answer.Headers.GetValues("Permissions-Policy").Single();
        Assert.All(["camera=(self)", "microphone=(self)", "display-capture=(self)"], p => Assert.Contains(p, permissions, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Answers_about_people_are_kept_by_nobody()
    {
        await using var host = await ServerHost.StartAsync();
        using var browser = await host.SignInAsAsync(await host.AddPersonAsync("Lê An"));

        using var answer = await browser.Http.GetAsync("/api/people");

        Assert.True(answer.Headers.CacheControl?.NoStore);
    }

    [Fact]
    public async Task An_address_that_is_no_page_is_not_found_as_a_problem()
    {
        await using var host = await ServerHost.StartAsync();
        using var browser = await host.SignInAsAsync(await host.AddPersonAsync("Lê An"));

        using var answer = await browser.Http.GetAsync("/api/nothing-here");

        await Browser.RefusedAsync(answer, System.Net.HttpStatusCode.NotFound, "notFound");
    }
}
