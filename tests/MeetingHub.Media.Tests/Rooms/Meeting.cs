using System.Net;
using MeetingHub.Media.Dtls;
using MeetingHub.Media.Hosting;
using MeetingHub.Media.Rooms;
using MeetingHub.Media.Sdp;
using MeetingHub.Testing.Media;

namespace MeetingHub.Media.Tests.Rooms;

/// <summary>A room on a virtual network with test browsers in it.</summary>
internal sealed class Meeting : IDisposable
{
    public static readonly ServerClock WallClock = new(new DateTimeOffset(2026, 11, 21, 8, 0, 0, TimeSpan.Zero));

    private static readonly RemoteAddress Server = At("198.51.100.1", 40000);

    // A handshake costs a millisecond, a certificate ten: one for all tests.
    private static readonly DtlsContext ServerContext = new(new DateTimeOffset(2026, 11, 21, 0, 0, 0, TimeSpan.Zero));
    private static readonly DtlsContext BrowserContext = new(new DateTimeOffset(2026, 11, 21, 0, 0, 0, TimeSpan.Zero));

    private readonly SwitchboardEndpoint endpoint;
    private readonly List<Browser> browsers = [];

    /// <param name="edge">Ends whatever is random in fifteen ones.</param>
    /// <param name="spent">Processor time of the server, asked before and after each piece of a handshake; none when null.</param>
    public Meeting(int seed = 1, MediaOptions? options = null, bool edge = false, Func<TimeSpan>? spent = null)
    {
        Network = new VirtualNetwork(seed);
        var random = new Random(seed);
        endpoint = new SwitchboardEndpoint(batch => new Switchboard(
            options ?? new MediaOptions(), ServerContext, WallClock, new Entropy(Fill), batch, Tell, spent ?? (() => default)));
        Network.Attach(endpoint, Server);

        void Tell(MediaNotice notice)
        {
            Notices.Add(notice);
            if (notice is LayersWanted wanted && browsers.Find(b => b.Key == wanted.Peer) is { HasLayers: true } browser)
                browser.Send(wanted.Layers);
            if (notice is VoiceThriftWanted thrift && browsers.Find(b => b.Key == thrift.Peer) is { } speaker) speaker.Microphone.IsThrifty = thrift.IsOn;
        }

        void Fill(Span<byte> bytes)
        {
            random.NextBytes(bytes);
            if (edge && bytes.Length == 4) (bytes[0], bytes[1]) = (0xFF, (byte)(bytes[1] | 0x7F));
        }
    }

    public static RoomKey Room { get; } = new(new Guid("00000000-0000-0000-0000-000000000001"));

    public VirtualNetwork Network { get; }

    public Switchboard Board => endpoint.Board;

    /// <summary>Lets the server send to real sockets from now on.</summary>
    public void SendTo(UdpPort port) => (endpoint.Keeps, endpoint.Sink) = (false, port.Send);

    /// <summary>Hands in what has come on a real socket, as the loop does.</summary>
    /// <returns>Datagrams taken.</returns>
    public int TakeFrom(UdpPort port, Timestamp now) => endpoint.TakeFrom(port, now);

    public List<MediaNotice> Notices { get; } = [];

    public Timestamp Now => Network.Now;

    public static RemoteAddress At(string address, int port) => RemoteAddress.From(new IPEndPoint(IPAddress.Parse(address), port));

    /// <summary>Joins and connects.</summary>
    public Browser Join(
        char letter, LinkConditions? up = null, LinkConditions? down = null, ParticipantKey? participant = null, int pictures = 3, int sounds = 4,
        bool announces = true, int[]? layers = null, RemoteAddress? address = null,
        Func<string, string>? edit = null)
    {
        var browser = new Browser(letter, BrowserContext, address ?? At("203.0.113.1", letter + 1000), participant, pictures, sounds, layers ?? [])
        {
            AnnouncesStreams = announces,
            Edit = edit ?? (text => text),
        };
        browsers.Add(browser);
        Network.Attach(browser, browser.Address, up, down);
        Negotiate(browser);
        Assert.True(Network.RunUntil(() => browser.Peer.IsConnected, TimeSpan.FromSeconds(10)), "not connected");
        return browser;
    }

    /// <summary>One of many: neither sends nor shows anything. Connects as time goes on.</summary>
    public Browser Arrive()
    {
        var letter = (char)(0x1000 + browsers.Count);
        var browser = new Browser(letter, BrowserContext, At("203.0.113.3", letter), pictures: 0, sounds: 0);
        (browser.Camera.IsOn, browser.Microphone.IsOn) = (false, false);
        browsers.Add(browser);
        Network.Attach(browser, browser.Address);
        Negotiate(browser);
        return browser;
    }

    /// <summary>Somebody who is answered and not heard of again.</summary>
    public SdpAnswer Offer(char letter) => Negotiate(Newcomer(letter));

    /// <summary>Why somebody else may not come into a room; null when he may, and then he is in it.</summary>
    public string? Refusal(char letter, RoomKey room)
    {
        var browser = Newcomer(letter);
        Board.Connect(room, browser.Key, browser.Participant, SdpParser.Parse(browser.Offer(), out _)!, browser.Sends, Now, out var refusal);
        return refusal;
    }

    public SdpAnswer Negotiate(Browser browser)
    {
        var answer = TryNegotiate(browser, browser.Offer(), out var refusal);
        Assert.True(answer is not null, refusal);
        browser.Answered(answer, Server, Now);
        return answer;
    }

    public SdpAnswer? TryNegotiate(Browser browser, string sdp, out string? refusal)
    {
        var offer = SdpParser.Parse(sdp, out refusal);
        return offer is null ? null : Board.Connect(Room, browser.Key, browser.Participant, offer, browser.Sends, Now, out refusal);
    }

    private Browser Newcomer(char letter)
    {
        var browser = new Browser(letter, BrowserContext, At("203.0.113.2", letter + 1000));
        browsers.Add(browser);
        return browser;
    }

    public void View(Browser viewer, params Browser[] wanted) =>
        Board.SetView(viewer.Key, [.. wanted.Select(b => new ViewTile(b.Participant, SourceKind.Camera))], Now);

    /// <summary>Shows one camera at a height.</summary>
    public void View(Browser viewer, Browser wanted, int pixelHeight) =>
        Board.SetView(viewer.Key, [new ViewTile(wanted.Participant, SourceKind.Camera, pixelHeight)], Now);

    public void Run(double seconds) => Network.RunFor(TimeSpan.FromSeconds(seconds));

    public PeerStatistics Statistics(Browser browser) =>
        Board.Snapshot(0, 0).Rooms.SelectMany(r => r.Peers).Single(p => p.Peer == browser.Key);

    /// <summary>The newest map told for a browser.</summary>
    public SlotsMapped? Map(Browser browser) => Notices.OfType<SlotsMapped>().LastOrDefault(m => m.Peer == browser.Key);

    public void Dispose()
    {
        Board.CloseAll(Now);
        foreach (var browser in browsers) browser.Dispose();
    }
}
