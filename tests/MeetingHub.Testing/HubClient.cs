using System.Buffers;
using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json;

namespace MeetingHub.Testing;

/// <summary>SignalR's JSON protocol over a WebSocket, as far as a page needs it. The .NET client is not on our feed.</summary>
public sealed class HubClient : IAsyncDisposable
{
    private const byte RecordSeparator = 0x1e;

    private readonly WebSocket socket;
    private readonly JsonSerializerOptions json;
    private readonly Action<string, JsonElement> called;
    private readonly ConcurrentDictionary<string, TaskCompletionSource<JsonElement>> calls = new();
    private readonly TaskCompletionSource shaken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim sending = new(1, 1);
    private int lastCall;

    /// <param name="called">A method the server called, with its one argument; in order, on the reader.</param>
    private HubClient(WebSocket socket, JsonSerializerOptions json, Action<string, JsonElement> called)
    {
        this.socket = socket;
        this.json = json;
        this.called = called;
        Closed = ReadAsync();
    }

    /// <summary>Completes when the server, or the line, has ended the connection.</summary>
    public Task Closed { get; }

    public static async Task<HubClient> StartAsync(WebSocket socket, JsonSerializerOptions json, Action<string, JsonElement> called)
    {
        var client = new HubClient(socket, json, called);
        await client.SendAsync("""{"protocol":"json","version":1}"""u8.ToArray());
        await client.shaken.Task.WaitAsync(TimeSpan.FromSeconds(20));
        return client;
    }

    /// <exception cref="HubErrorException">The server refused or ended the call.</exception>
    public async Task<T> CallAsync<T>(string method, params object?[] arguments)
    {
        var id = Interlocked.Increment(ref lastCall).ToString(System.Globalization.CultureInfo.InvariantCulture);
        var answer = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        calls[id] = answer;
        await SendAsync(JsonSerializer.SerializeToUtf8Bytes(new { type = 1, invocationId = id, target = method, arguments }, json));
        var result = await answer.Task.WaitAsync(TimeSpan.FromSeconds(30));
        return result.ValueKind == JsonValueKind.Undefined ? default! : result.Deserialize<T>(json)!;
    }

    public Task CallAsync(string method, params object?[] arguments) => CallAsync<object>(method, arguments);

    /// <summary>Bytes as they are, with the separator added.</summary>
    public async Task SendAsync(ReadOnlyMemory<byte> message)
    {
        await sending.WaitAsync();
        try
        {
            await socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: false, CancellationToken.None);
            await socket.SendAsync(new[] { RecordSeparator }, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        }
        finally
        {
            sending.Release();
        }
    }

    /// <summary>As when the cable is pulled.</summary>
    public void Abort() => socket.Abort();

    public async ValueTask DisposeAsync()
    {
        socket.Abort();
        await Closed;
        socket.Dispose();
    }

    private async Task ReadAsync()
    {
        var received = new ArrayBufferWriter<byte>();
        try
        {
            while (true)
            {
                var result = await socket.ReceiveAsync(received.GetMemory(16 * 1024), CancellationToken.None);
                if (result.MessageType == WebSocketMessageType.Close)
                    break;
                received.Advance(result.Count);
                if (!result.EndOfMessage)
                    continue;
                foreach (var record in Records(received.WrittenMemory))
                    Take(record);
                received.ResetWrittenCount();
            }
        }
        catch (Exception e) when (e is WebSocketException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The end of the line, whichever way it shows.
        }
        shaken.TrySetException(new HubErrorException("closed"));
        foreach (var call in calls.Values)
            call.TrySetException(new HubErrorException("closed"));
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Records(ReadOnlyMemory<byte> message)
    {
        for (var end = message.Span.IndexOf(RecordSeparator); end >= 0; end = message.Span.IndexOf(RecordSeparator))
        {
            yield return message[..end];
            message = message[(end + 1)..];
        }
    }

    private void Take(ReadOnlyMemory<byte> record)
    {
        var message = JsonDocument.Parse(record.ToArray()).RootElement;
        if (!message.TryGetProperty("type", out var type))
        {
            shaken.TrySetResult();
            return;
        }
        switch (type.GetInt32())
        {
            case 1:
                called(message.GetProperty("target").GetString()!, message.GetProperty("arguments")[0]);
                break;
            case 3 when calls.TryRemove(message.GetProperty("invocationId").GetString()!, out var call):
                if (message.TryGetProperty("error", out var error))
                    call.TrySetException(new HubErrorException(error.GetString()!));
                else
                    call.TrySetResult(message.TryGetProperty("result", out var result) ? result : default);
                break;
        }
    }
}

public sealed class HubErrorException(string message) : Exception(message);
