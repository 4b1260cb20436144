using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using MeetingHub.Server.People;
using MeetingHub.Server.Tests.Kit;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace MeetingHub.Server.Tests.Security;

/// <summary>Walks what the server really maps, so that an endpoint of tomorrow is covered too.</summary>
public sealed class EndpointWalkTests
{
    // Who may be a stranger, and why: the door itself, what supervisors ask, the pages, and the description of the API.
    private static readonly string[] OpenToStrangers =
    [
        "/healthz", "/api/antiforgery", "/api/session", "/api/session/link", "/api/session/link/look", "/api/session/password",
        "/api/session/administrator", "/openapi/{documentName}.json", "/room/{**rest:nonfile}", "/{**page:nonfile}",
    ];

    [Fact]
    public async Task Only_a_short_list_of_endpoints_is_open_to_strangers()
    {
        await using var host = await ServerHost.StartAsync();

        var open = EndpointsOf(host).Where(e => e.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            .Select(e => "/" + e.RoutePattern.RawText!.Trim('/')).Distinct();

        Assert.Empty(open.Except(OpenToStrangers));
    }

    [Fact]
    public async Task Every_other_endpoint_turns_a_stranger_away()
    {
        await using var host = await ServerHost.StartAsync();
        using var stranger = host.NewBrowser();
        var walked = 0;

        foreach (var (method, path) in CallsOf(host, e => e.Metadata.GetMetadata<IAllowAnonymous>() is null))
        {
            using var answer = await stranger.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), path) { Content = Json() });

            Assert.True(answer.StatusCode == HttpStatusCode.Unauthorized, $"{method} {path} answered {(int)answer.StatusCode}");
            walked++;
        }

        Assert.True(walked > 20, $"Only {walked} endpoints were found.");
    }

    [Fact]
    public async Task Every_unsafe_call_without_its_token_is_refused()
    {
        await using var host = await ServerHost.StartAsync(settings: ("Security:RequestsPerMinute", "10000"));
        using var browser = await host.SignInAsAsync(await host.AddPersonAsync("Vũ Khôi", PersonRole.Administrator));
        browser.SendsToken = false;
        var walked = 0;

        foreach (var (method, path) in CallsOf(host, _ => true).Where(c => c.Path.StartsWith("/api", StringComparison.Ordinal) && c.Method != "GET"))
        {
            using var answer = await browser.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), path) { Content = Json() });

            await Browser.RefusedAsync(answer, HttpStatusCode.BadRequest, "antiforgery");
            walked++;
        }

        Assert.True(walked > 10, $"Only {walked} unsafe calls were found.");
    }

    [Fact]
    public async Task A_token_of_somebody_else_is_refused()
    {
        await using var host = await ServerHost.StartAsync();
        using var victim = await host.SignInAsAsync(await host.AddPersonAsync("Lê An"));
        using var other = await host.SignInAsAsync(await host.AddPersonAsync("Trần Bình"));
        var token = (await other.GetAsync<Server.SignIn.AntiforgeryView>("/api/antiforgery")).Token;
        victim.SendsToken = false;
        using var request = new HttpRequestMessage(HttpMethod.Delete, "/api/session");
        request.Headers.Add("X-XSRF-TOKEN", token);

        using var answer = await victim.Http.SendAsync(request);

        await Browser.RefusedAsync(answer, HttpStatusCode.BadRequest, "antiforgery");
    }

    private static IEnumerable<RouteEndpoint> EndpointsOf(ServerHost host) =>
        host.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>();

    private static IEnumerable<(string Method, string Path)> CallsOf(ServerHost host, Func<RouteEndpoint, bool> which) =>
        from endpoint in EndpointsOf(host).Where(which)
        let path = "/" + Regex.Replace(endpoint.RoutePattern.RawText!.Trim('/'), @"\{[^}]*\}", Guid.Empty.ToString())
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["POST"]
        select (method, path);

    private static StringContent Json() => new("{}", Encoding.UTF8, "application/json");
}
