using System.Net;
using MeetingHub.Server.SignIn;
using MeetingHub.Server.Tests.Kit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace MeetingHub.Server.Tests.Security;

public sealed class LimitTests
{
    [Fact]
    public async Task Too_many_tries_at_the_door_are_refused_whatever_the_account()
    {
        await using var host = await ServerHost.StartAsync(settings: ("Security:DoorPerMinute", "3"));
        using var browser = host.NewBrowser();
        for (var i = 0; i < 3; i++)
            await browser.PostAsync("/api/session/link", new LinkRequest("nothing"));

        using var answer = await browser.PostAsync("/api/session/link", new LinkRequest("nothing"));

        await Browser.RefusedAsync(answer, HttpStatusCode.TooManyRequests, "tooManyRequests");
    }

    [Fact]
    public async Task One_person_cannot_use_up_what_another_may_ask()
    {
        await using var host = await ServerHost.StartAsync(settings: ("Security:RequestsPerMinute", "10"));
        using var greedy = await host.SignInAsAsync(await host.AddPersonAsync("Lê An"));
        using var other = await host.SignInAsAsync(await host.AddPersonAsync("Trần Bình"));
        for (var i = 0; i < 10; i++)
            await greedy.Http.GetAsync("/api/me");

        using var refused = await greedy.Http.GetAsync("/api/me");
        using var answered = await other.Http.GetAsync("/api/me");

        await Browser.RefusedAsync(refused, HttpStatusCode.TooManyRequests, "tooManyRequests");
        Assert.Equal(HttpStatusCode.OK, answered.StatusCode);
    }

    [Fact]
    public async Task Forwarded_headers_are_believed_from_configured_proxies_alone()
    {
        var stranger = await SeenAddressAsync(peer: "192.0.2.9", ("Security:TrustedProxies:0", "10.0.0.0/8"));
        var proxy = await SeenAddressAsync(peer: "10.1.2.3", ("Security:TrustedProxies:0", "10.0.0.0/8"));
        var nobodyTrusted = await SeenAddressAsync(peer: "10.1.2.3");

        Assert.Equal(("192.0.2.9", "203.0.113.7", "10.1.2.3"), (stranger, proxy, nobodyTrusted));
    }

    [Fact]
    public async Task A_proxy_that_is_no_address_stops_the_start()
    {
        await Assert.ThrowsAsync<OptionsValidationException>(async () =>
        {
            await using var host = await ServerHost.StartAsync(settings: ("Security:TrustedProxies:0", "the proxy"));
        });
    }

    [Fact]
    public async Task Neither_names_nor_addresses_nor_query_strings_stand_in_the_log()
    {
        await using var host = await ServerHost.StartAsync();
        await host.AddPersonWithPasswordAsync("Trần Thị Bích Hạnh", "hanh.ttb", "mùa-thu-lá-bay");
        using var browser = host.NewBrowser("thư-viện.example");
        await browser.PostAsync("/api/session", new SignInRequest("hanh.ttb", "a-wrong-guess"));
        (await browser.PostAsync("/api/session", new SignInRequest("hanh.ttb", "mùa-thu-lá-bay"))).EnsureSuccessStatusCode();
        await browser.Http.GetAsync("/api/people?search=bich-hanh-secret");
        await browser.Http.GetAsync("/api/people?page=nonsense");
        await browser.Http.GetAsync("/nothing.here?token=bich-hanh-secret");

        Assert.DoesNotContain(host.Log.All, line =>
            line.Contains("hanh", StringComparison.OrdinalIgnoreCase) || line.Contains("Hạnh", StringComparison.OrdinalIgnoreCase)
            || line.Contains("wrong-guess", StringComparison.Ordinal) || line.Contains("nonsense", StringComparison.Ordinal)
            || line.Contains("127.0.0.1", StringComparison.Ordinal));
    }

    private static async Task<string> SeenAddressAsync(string peer, params (string, string)[] settings)
    {
        await using var host = await ServerHost.StartAsync(settings: settings);
        var options = host.Services.GetRequiredService<IOptions<ForwardedHeadersOptions>>();
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse(peer);
        context.Request.Headers["X-Forwarded-For"] = "203.0.113.7";
        var logger = host.Services.GetRequiredService<Microsoft.Extensions.Logging.ILoggerFactory>();
        await new ForwardedHeadersMiddleware(_ => Task.CompletedTask, logger, options).Invoke(context);
        return context.Connection.RemoteIpAddress!.ToString();
    }
}
