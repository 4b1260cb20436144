using System.Net;
using System.Net.Http.Headers;
using MeetingHub.Domain.Floor;
using MeetingHub.Server.People;
using MeetingHub.Server.Tests.Kit;
using MeetingHub.Server.Tests.Rooms;
using MeetingHub.Testing.Measuring;
using Microsoft.Extensions.Options;

namespace MeetingHub.Server.Tests.Monitoring;

public sealed class MetricsTests
{
    private const string Token = "0123456789abcdef-token";

    [Fact]
    public async Task Metrics_are_for_administrators_and_for_whoever_has_the_token()
    {
        await using var host = await ServerHost.StartAsync(settings: ("Metrics:Token", Token));
        using var stranger = host.NewBrowser();
        using var secretary = await host.SignInAsAsync(await host.AddPersonAsync("Lê An", PersonRole.Secretary));
        using var administrator = await host.SignInAsAsync(await host.AddPersonAsync("Vũ Khôi", PersonRole.Administrator));

        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(stranger));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(stranger, Token + "x"));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(stranger, ""));
        Assert.Equal(HttpStatusCode.Forbidden, await AskAsync(secretary));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(administrator));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(stranger, Token));
    }

    [Fact]
    public async Task The_token_opens_nothing_else()
    {
        await using var host = await ServerHost.StartAsync(settings: ("Metrics:Token", Token));
        using var program = host.NewBrowser();

        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(program, Token, "/api/people"));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(program, Token, "/api/media/statistics"));
    }

    [Fact]
    public async Task Without_a_token_in_the_configuration_no_token_is_right()
    {
        await using var host = await ServerHost.StartAsync();
        using var stranger = host.NewBrowser();

        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(stranger, ""));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(stranger, Token));
    }

    [Fact]
    public async Task Metrics_that_are_off_are_not_there()
    {
        await using var host = await ServerHost.StartAsync(settings: [("Metrics:Enabled", "false"), ("Metrics:Token", Token)]);
        using var administrator = await host.SignInAsAsync(await host.AddPersonAsync("Vũ Khôi", PersonRole.Administrator));

        Assert.Equal(HttpStatusCode.NotFound, await AskAsync(administrator));
        Assert.Equal(HttpStatusCode.NotFound, await AskAsync(administrator, Token));
    }

    [Fact]
    public async Task A_token_that_can_be_guessed_stops_the_start()
    {
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => ServerHost.StartAsync(settings: ("Metrics:Token", "secret")));

        Assert.Contains("Token", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_happens_in_a_room_is_in_the_metrics_and_nobody_is_named()
    {
        await using var scene = await RoomScene.SetAsync(
            ("Metrics:Token", Token), ("Media:Enabled", "true"), ("Media:Port", "0"), ("Media:IncludeLoopback", "true"));
        await using var chair = await scene.StartAsync();
        await using var member = await scene.EnterAsync(scene.Member);
        await member.DoAsync(new RaiseHand());
        using var program = scene.Host.NewBrowser();
        program.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);

        var text = await program.Http.GetStringAsync("/metrics");
        var metrics = Exposition.Parse(text);

        Assert.Equal(1, metrics["meetinghub_room_count"]);
        Assert.Equal(2, metrics["meetinghub_room_connection_count"]);
        var events = (await scene.LogAsync()).Count;
        Assert.Equal(events, metrics["meetinghub_log_events_total"]);
        Assert.InRange(metrics["meetinghub_log_commit_duration_seconds_count"], 1, events);
        Assert.Equal(metrics["meetinghub_log_commit_duration_seconds_count"], metrics["meetinghub_log_commit_duration_seconds_bucket", ("le", "+Inf")]);
        Assert.Equal(0, metrics["meetinghub_media_peer_count", ("state", "connected")]);
        Assert.Equal(0, metrics["meetinghub_media_io_bytes_total", ("network_io_direction", "transmit")]);
        Assert.True(metrics["meetinghub_media_loop_time_seconds_total"] > 0);
        Assert.Equal(0, metrics["meetinghub_media_peer_limited"]);
        // The machine's and the framework's own, as far as .NET measures them.
        Assert.True(metrics["dotnet_process_memory_working_set_bytes"] > 1e6);
        Assert.True(metrics["dotnet_process_cpu_time_seconds_total", ("cpu_mode", "user")] > 0);
        Assert.NotEmpty(metrics.Find("dotnet_gc_collections_total"));
        Assert.Equal(2, metrics["signalr_server_active_connections"]);
        foreach (var id in (string[])[scene.Meeting.ToString(), chair.Me.ToString(), "Giao ban", "127.0.0.1"])
            Assert.DoesNotContain(id, text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task How_long_a_packet_waits_for_the_loop_is_sampled_each_second()
    {
        await using var host = await ServerHost.StartAsync(settings: [("Metrics:Token", Token), ("Media:Enabled", "true"), ("Media:Port", "0")]);
        using var program = host.NewBrowser();
        program.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));

        // A sample is taken beside the clock's beat, so that it is there a moment after it.
        for (var samples = 0.0; samples < 3; await Task.Delay(20, deadline.Token))
        {
            host.Clock.Advance(TimeSpan.FromSeconds(1));
            var metrics = Exposition.Parse(await program.Http.GetStringAsync("/metrics", deadline.Token));
            samples = metrics.Find("meetinghub_media_loop_wait_seconds_count") is [var counted] ? counted.Value : 0;
        }
    }

    private static async Task<HttpStatusCode> AskAsync(Browser browser, string? token = null, string path = "/metrics")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (token is not null)
            request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + token);
        using var answer = await browser.Http.SendAsync(request);
        return answer.StatusCode;
    }
}
