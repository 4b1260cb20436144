using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using MeetingHub.Server.Meetings;
using MeetingHub.Server.People;
using MeetingHub.Server.Security;
using MeetingHub.Server.SignIn;
using MeetingHub.Server.Tests.Kit;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace MeetingHub.Server.Tests.Documents;

/// <summary>Over a real socket: what a browser lives through is a matter of the connection.</summary>
public sealed class OversizedUploadTests
{
    private const long Announced = 600L * 1024 * 1024;

    [Fact]
    public async Task Six_hundred_megabytes_are_refused_before_they_come_and_the_sender_can_read_why()
    {
        await using var host = await StartAsync();
        using var http = await SignInAsync(host);
        using var socket = new TcpClient();
        await using var stream = await BeginUploadAsync(host, http, socket, Announced);
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));

        var answer = ReadHeadAsync(stream, deadline.Token);
        // A browser goes on sending for a while before it looks: it must not be cut off meanwhile.
        var zeros = new byte[64 * 1024];
        for (var i = 0; i < 160; i++)
            await stream.WriteAsync(zeros, deadline.Token);

        Assert.StartsWith("HTTP/1.1 413", await answer, StringComparison.Ordinal);
        Assert.Empty(Contents(host));
    }

    [Fact]
    public async Task An_upload_that_breaks_off_leaves_nothing()
    {
        await using var host = await StartAsync();
        using var http = await SignInAsync(host);
        using (var socket = new TcpClient())
        {
            await using var stream = await BeginUploadAsync(host, http, socket, 1_000_000);
            await stream.WriteAsync(Paperwork.Pdf());
            await UntilAsync(() => Contents(host).Any());
        }

        await UntilAsync(() => !Contents(host).Any());
    }

    private static Task<ServerHost> StartAsync() =>
        ServerHost.StartAsync(builder => builder.WebHost.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0)));

    private static IEnumerable<string> Contents(ServerHost host) =>
        System.IO.Directory.EnumerateFiles(Path.Combine(host.DataPath, "documents"), "*", SearchOption.AllDirectories);

    /// <summary>What a file system does is told to nobody: looked at until it holds, with a deadline.</summary>
    private static async Task UntilAsync(Func<bool> holds)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!holds())
            await look.WaitForNextTickAsync(deadline.Token);
    }

    private static async Task<NetworkStream> BeginUploadAsync(ServerHost host, HttpClient http, TcpClient socket, long announced)
    {
        var meeting = await PlanAsync(host, http);
        var address = http.BaseAddress!;
        await socket.ConnectAsync(address.Host, address.Port);
        var stream = socket.GetStream();
        var cookie = http.DefaultRequestHeaders.GetValues("Cookie").Single();
        var token = http.DefaultRequestHeaders.GetValues(AntiforgeryGate.Header).Single();
        var head = string.Create(CultureInfo.InvariantCulture,
            $"POST /api/meetings/{meeting}/documents?name=a.pdf HTTP/1.1\r\nHost: {address.Authority}\r\nCookie: {cookie}\r\n")
            + string.Create(CultureInfo.InvariantCulture, $"{AntiforgeryGate.Header}: {token}\r\nContent-Length: {announced}\r\n\r\n");
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head));
        return stream;
    }

    private static async Task<string> ReadHeadAsync(NetworkStream stream, CancellationToken ct)
    {
        var bytes = new byte[4096];
        return Encoding.ASCII.GetString(bytes, 0, await stream.ReadAsync(bytes, ct));
    }

    private static async Task<HttpClient> SignInAsync(ServerHost host)
    {
        await host.AddPersonWithPasswordAsync("Phạm Thu Trang", "trang", "mật khẩu đủ dài 2026", PersonRole.Secretary);
        var address = new Uri(host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        using var handler = new SocketsHttpHandler { UseCookies = true };
        using var door = new HttpClient(handler) { BaseAddress = address };
        door.DefaultRequestHeaders.Add(AntiforgeryGate.Header, await TokenAsync(door));
        using var signedIn = await door.PostAsJsonAsync("/api/session", new SignInRequest("trang", "mật khẩu đủ dài 2026"));
        Assert.True(signedIn.IsSuccessStatusCode, await signedIn.Content.ReadAsStringAsync());
        var token = await TokenAsync(door);
        var http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = address };
        http.DefaultRequestHeaders.Add("Cookie", handler.CookieContainer.GetCookieHeader(address));
        http.DefaultRequestHeaders.Add(AntiforgeryGate.Header, token);
        return http;
    }

    private static async Task<string> TokenAsync(HttpClient http) =>
        (await http.GetFromJsonAsync<JsonElement>("/api/antiforgery")).GetProperty("token").GetString()!;

    private static async Task<Domain.MeetingId> PlanAsync(ServerHost host, HttpClient http)
    {
        var me = (await http.GetFromJsonAsync<JsonElement>("/api/me")).GetProperty("personId").GetGuid();
        var person = Domain.PersonId.From(me);
        var start = DateTime.SpecifyKind(host.Clock.GetUtcNow().UtcDateTime.Date.AddDays(1), DateTimeKind.Unspecified);
        var plan = new PlanMeetingRequest("Giao ban", Domain.Meetings.MeetingKind.Briefing, start, 60, person, person, [], []);
        using var created = await http.PostAsJsonAsync("/api/meetings", plan, Browser.Json);
        return (await Browser.ReadAsync<MeetingDetail>(created)).Id;
    }
}
