using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MeetingHub.Domain.Rooms;
using MeetingHub.Server.Security;
using Microsoft.AspNetCore.TestHost;

namespace MeetingHub.Server.Tests.Kit;

/// <summary>
/// What a browser does by itself: keeps cookies, says where a request comes from, and (the page's own script) sends the antiforgery
/// token with every unsafe call.
/// </summary>
internal sealed class Browser : IDisposable
{
    /// <summary>The server leaves null out; a page reads what is missing as null.</summary>
    public static readonly JsonSerializerOptions Json = new(RoomJson.Options) { RespectRequiredConstructorParameters = false };

    private readonly TestServer server;
    private readonly CookieContainer cookies = new();
    private readonly Uri address;
    private Task<string?>? token;

    public Browser(TestServer server, string host)
    {
        this.server = server;
        address = new Uri(host.Contains("://", StringComparison.Ordinal) ? host + "/" : $"http://{host}/");
        Http = new HttpClient(new Page(this, server.CreateHandler())) { BaseAddress = address };
    }

    /// <summary>Set false to be a page that forgot the token.</summary>
    public bool SendsToken { get; set; } = true;

    public HttpClient Http { get; }

    public string CookieHeader => cookies.GetCookieHeader(address);

    public string SessionCookie => cookies.GetCookies(address)["meetinghub-session"]!.Value;

    public void SetCookie(string name, string value) => cookies.Add(address, new Cookie(name, value));

    /// <summary>As after a reload: the next unsafe call asks for a new token.</summary>
    public void ForgetToken() => token = null;

    public async Task<T> GetAsync<T>(string path)
    {
        using var response = await Http.GetAsync(path);
        return await ReadAsync<T>(response);
    }

    public Task<HttpResponseMessage> PostAsync<T>(string path, T body) => Http.PostAsJsonAsync(path, body, Json);

    public Task<HttpResponseMessage> PutAsync<T>(string path, T body) => Http.PutAsJsonAsync(path, body, Json);

    public static async Task<T> ReadAsync<T>(HttpResponseMessage response)
    {
        Assert.True(response.IsSuccessStatusCode, $"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
        return (await response.Content.ReadFromJsonAsync<T>(Json))!;
    }

    /// <summary>The answer is problem+json with this status and code.</summary>
    public static async Task RefusedAsync(HttpResponseMessage response, HttpStatusCode status, string code)
    {
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == status, $"{(int)response.StatusCode} {body}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(code, JsonDocument.Parse(body).RootElement.GetProperty("code").GetString());
    }

    /// <summary>For the hub: the same cookies, and the origin a page of this host has.</summary>
    public WebSocketClient WebSocket(string? origin = null)
    {
        var client = server.CreateWebSocketClient();
        client.ConfigureRequest = request =>
        {
            request.Headers.Cookie = CookieHeader;
            request.Headers.Origin = origin ?? address.GetLeftPart(UriPartial.Authority);
        };
        return client;
    }

    public void Dispose() => Http.Dispose();

    private sealed class Page(Browser browser, HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Method != HttpMethod.Get && request.Method != HttpMethod.Head && browser.SendsToken)
            {
                // One asks for all: a token holds only with the cookie that came with it.
                Task<string?> token;
                lock (browser.cookies) token = browser.token ??= ReadTokenAsync(cancellationToken);
                request.Headers.TryAddWithoutValidation(AntiforgeryGate.Header, await token);
            }
            return await SendWithCookiesAsync(request, cancellationToken);
        }

        private async Task<string?> ReadTokenAsync(CancellationToken ct)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(browser.address, "/api/antiforgery"));
            using var response = await SendWithCookiesAsync(request, ct);
            var view = await response.Content.ReadFromJsonAsync<JsonElement>(ct);
            return view.GetProperty("token").GetString();
        }

        private async Task<HttpResponseMessage> SendWithCookiesAsync(HttpRequestMessage request, CancellationToken ct)
        {
            if (browser.cookies.GetCookieHeader(request.RequestUri!) is { Length: > 0 } header)
                request.Headers.Add("Cookie", header);
            var response = await base.SendAsync(request, ct);
            if (response.Headers.TryGetValues("Set-Cookie", out var set))
            {
                foreach (var cookie in set)
                    browser.cookies.SetCookies(request.RequestUri!, cookie);
            }
            return response;
        }
    }
}
