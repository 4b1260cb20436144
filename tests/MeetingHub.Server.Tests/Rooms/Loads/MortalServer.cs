using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using MeetingHub.Server.Rooms;
using MeetingHub.Server.Tests.Kit;

namespace MeetingHub.Server.Tests.Rooms.Loads;

/// <summary>A server over a data folder that outlives its processes, always at the same address.</summary>
internal sealed class MortalServer(string data) : IAsyncDisposable
{
    private readonly Uri address = new($"http://127.0.0.1:{FreePort()}/");
    private ServerProcess? process;

    public async Task StartAsync()
    {
        process = ServerProcess.Start("--data", data, "--urls", address.ToString().TrimEnd('/'), "--Media:Enabled=false");
        await process.ListeningAsync("listens on");
    }

    /// <summary>kill -9: nothing is stopped, finished or said.</summary>
    public async Task KillAsync()
    {
        if (process is not null)
            await process.DisposeAsync();
        process = null;
    }

    public async Task<WebSocket> ConnectAsync(string cookies, CancellationToken ct)
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Cookie", cookies);
        socket.Options.SetRequestHeader("Origin", address.GetLeftPart(UriPartial.Authority));
        await socket.ConnectAsync(new UriBuilder(address) { Scheme = "ws", Path = RoomHub.Path }.Uri, ct);
        return socket;
    }

    public async ValueTask DisposeAsync() => await KillAsync();

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
