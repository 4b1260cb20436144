using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using MeetingHub.Benchmarks.Load.Sdp;
using MeetingHub.Benchmarks.Load.Wire;

namespace MeetingHub.Benchmarks.Load.Rivals;

/// <summary>Janus with its VideoRoom: whoever sends has a connection for it, and whoever receives has one for all that he receives.</summary>
internal sealed class JanusServer : ILoadedServer
{
    public const string Program = "janus";

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(2);

    private readonly string folder;
    private readonly JanusApi api;

    private JanusServer(string name, ServerProcess process, JanusApi api, string folder)
    {
        Name = name;
        Process = process;
        this.api = api;
        this.folder = folder;
    }

    public string Name { get; }

    public ServerProcess Process { get; }

    public static JanusServer Start(int? core, bool eventLoops)
    {
        var own = Directory.CreateTempSubdirectory("janus-load-").FullName;
        var port = FreePort();
        new JanusConfiguration(eventLoops).Write(own, port);
        var process = ServerProcess.Start(core, Program, "-F", own, "-C", Path.Combine(own, "janus.jcfg"), "-L", Path.Combine(own, "log"), "-N");
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                var name = eventLoops ? "Janus (one loop)" : "Janus (as shipped)";
                return new JanusServer(name, process, JanusApi.Open(new Uri($"http://127.0.0.1:{port}")), own);
            }
            catch (HttpRequestException) when (!process.HasExited && Stopwatch.GetElapsedTime(began) < StartLimit)
            {
                Thread.Sleep(50);
            }
        }
    }

    public void Admit(Scenario scenario, Generator generator, bool isSpread)
    {
        for (var room = 0; room < scenario.Rooms; room++) CreateRoom(room, scenario.Seats.Count);
        for (var i = 0; i < scenario.Seats.Count; i++)
            if (scenario.Seats[i].Sends.Count > 0) Publish(scenario, i, generator, isSpread);
        for (var i = 0; i < scenario.Seats.Count; i++)
            if (scenario.Seats[i].Receives) Subscribe(scenario, i, generator);
    }

    public void Dispose()
    {
        api.Dispose();
        Process.End();
        Process.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private void CreateRoom(int room, int people) => api.Ask(api.Attach(), new JsonObject
    {
        ["request"] = "create",
        ["room"] = RoomNumber(room),
        ["publishers"] = people,
        // No limit, so no REMB either; and keyframes only when somebody asks.
        ["bitrate"] = 0,
        ["fir_freq"] = 0,
        ["audiocodec"] = "opus",
        ["videocodec"] = "vp8",
        ["audiolevel_event"] = false,
        ["videoorient_ext"] = false,
        ["playoutdelay_ext"] = false,
        ["transport_wide_cc_ext"] = true,
        ["notify_joining"] = false,
        ["record"] = false,
    });

    private void Publish(Scenario scenario, int seat, Generator generator, bool isSpread)
    {
        var sends = scenario.StreamsOf(seat, isSpread);
        var connection = generator.Add(sends);
        var handle = api.Attach();
        var answer = api.Negotiate(
            handle,
            new JsonObject { ["request"] = "joinandconfigure", ["ptype"] = "publisher", ["room"] = RoomNumber(scenario.Seats[seat].Room), ["id"] = FeedNumber(seat) },
            "offer", connection.Describe().Offer(sends, soundSlots: 0, pictureSlots: 0));
        Connect(connection, RemoteDescription.Parse(answer), generator);
        // Who publishes must be there before he can be subscribed to.
        if (!generator.RunUntil(() => connection.IsConnected, StartLimit)) throw new InvalidOperationException("Janus: no connection.");
        api.AwaitConnection(handle);
    }

    private void Subscribe(Scenario scenario, int seat, Generator generator)
    {
        JsonArray feeds = [];
        for (var i = 0; i < scenario.Seats.Count; i++)
            if (i != seat && scenario.Seats[i].Room == scenario.Seats[seat].Room && scenario.Seats[i].Sends.Count > 0)
                feeds.Add(new JsonObject { ["feed"] = FeedNumber(i) });
        var handle = api.Attach();
        var offer = RemoteDescription.Parse(api.Negotiate(
            handle,
            new JsonObject { ["request"] = "join", ["ptype"] = "subscriber", ["room"] = RoomNumber(scenario.Seats[seat].Room), ["streams"] = feeds }));
        var connection = generator.Add([]);
        api.Negotiate(handle, new JsonObject { ["request"] = "start" }, "answer", connection.Describe().Answer(offer));
        Connect(connection, offer, generator);
    }

    private static void Connect(LoadConnection connection, RemoteDescription description, Generator generator)
    {
        if (description.Address.Port == 0)
            throw new InvalidOperationException("Janus offers no address. It does not use loopback: the machine needs another IPv4 address.");
        connection.Connect(description, generator.Now());
        generator.RunFor(Pause);
    }

    private static int RoomNumber(int room) => 1000 + room;

    private static int FeedNumber(int seat) => 1 + seat;

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
