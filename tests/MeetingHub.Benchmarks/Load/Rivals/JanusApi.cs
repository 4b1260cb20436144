using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace MeetingHub.Benchmarks.Load.Rivals;

/// <summary>One session with Janus over its HTTP interface; every call waits for its answer.</summary>
internal sealed class JanusApi : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly HttpClient http;
    private readonly string session;
    private int transactions;

    private JanusApi(Uri address)
    {
        http = new HttpClient { BaseAddress = address, Timeout = Patience };
        session = $"/janus/{Post("/janus", new JsonObject { ["janus"] = "create" })["data"]!["id"]}";
    }

    /// <exception cref="HttpRequestException">It does not listen yet.</exception>
    public static JanusApi Open(Uri address) => new(address);

    /// <returns>A handle of the VideoRoom plugin, which will be one peer connection.</returns>
    public string Attach() =>
        $"{session}/{Post(session, new JsonObject { ["janus"] = "attach", ["plugin"] = "janus.plugin.videoroom" })["data"]!["id"]}";

    /// <summary>A request that is answered at once.</summary>
    public void Ask(string handle, JsonObject body) => Check(Post(handle, new JsonObject { ["janus"] = "message", ["body"] = body }));

    /// <summary>A request that is answered by an event.</summary>
    /// <param name="sdp">An offer or answer of ours; null for none.</param>
    /// <returns>The description that came with the event; empty when none did.</returns>
    public string Negotiate(string handle, JsonObject body, string? type = null, string? sdp = null)
    {
        var message = new JsonObject { ["janus"] = "message", ["body"] = body };
        if (sdp is not null) message["jsep"] = new JsonObject { ["type"] = type, ["sdp"] = sdp };
        var transaction = (string)Post(handle, message)["transaction"]!;
        while (true)
        {
            var next = NextEvent();
            if ((string?)next["transaction"] != transaction || (string?)next["janus"] != "event") continue;
            Check(next);
            return (string?)next["jsep"]?["sdp"] ?? "";
        }
    }

    /// <summary>Returns when Janus says that the handle's connection is up, which is later than the other side sees it.</summary>
    public void AwaitConnection(string handle)
    {
        while (true)
        {
            var next = NextEvent();
            if ((string?)next["janus"] == "webrtcup" && handle.EndsWith($"/{next["sender"]}", StringComparison.Ordinal)) return;
        }
    }

    public void Dispose() => http.Dispose();

    private JsonNode NextEvent() => Read(http.Send(new HttpRequestMessage(HttpMethod.Get, $"{session}?maxev=1")));

    private JsonNode Post(string path, JsonObject message)
    {
        message["transaction"] = $"t{++transactions}";
        var answer = Read(http.Send(new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(message) }));
        return (string?)answer["janus"] != "error" ? answer : throw new InvalidOperationException($"Janus: {answer.ToJsonString()}");
    }

    private static JsonNode Read(HttpResponseMessage response)
    {
        using (response)
        using (var body = response.Content.ReadAsStream())
            return JsonNode.Parse(body) ?? throw new InvalidOperationException("Janus answered with nothing.");
    }

    private static void Check(JsonNode answer)
    {
        if (answer["plugindata"]?["data"]?["error"] is { } error) throw new InvalidOperationException($"Janus: {error}");
    }
}
