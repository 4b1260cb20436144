using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using MeetingHub.Browser.Tests.Rooms;
using MeetingHub.Browser.Tests.Running;

namespace MeetingHub.Browser.Tests.Ways;

/// <summary>Networks and offices that leave only one way, each with a server of its own.</summary>
public sealed class WayTests
{
    [Fact]
    public async Task Three_people_meet_where_only_TCP_gets_through()
    {
        // What goes there over UDP is never answered, as behind a firewall.
        using var wall = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        var port = ((IPEndPoint)wall.Client.LocalEndPoint!).Port;

        await MeetAsync(way => Assert.Equal("tcp", way.Protocol), Inv($"--Media:AdvertisedPort={port}"));
    }

    [Fact]
    public async Task Three_people_meet_under_SHA1_80_alone_and_over_UDP_where_both_get_through() => await MeetAsync(
        way => Assert.Equal(("udp", "SRTP_AES128_CM_HMAC_SHA1_80"), (way.Protocol, way.Cipher)), "--Media:SrtpProfiles:0=Aes128CmSha1_80");

    [Fact]
    public async Task Two_people_meet_who_reach_nothing_but_a_relay()
    {
        await using var turn = await TurnServer.StartAsync();
        var hall = new BrowserHall(new RunningServer(
            isEmpty: false, Inv($"--Media:Turn:Urls:0=turn:127.0.0.1:{turn.Port}?transport=udp"), $"--Media:Turn:Secret={TurnServer.Secret}",
            "--Media:AdvertisedAddresses:0=127.0.0.1"));
        await hall.InitializeAsync();
        try
        {
            await using var meeting = await hall.HoldAsync();
            RoomWindow[] windows = [await meeting.JoinAsync("chair", script: RelayOnly), await meeting.JoinAsync("member", script: RelayOnly)];

            await windows[0].Sees(BrowserMeeting.Member);
            await windows[1].Sees(BrowserMeeting.Chair);

            foreach (var window in windows)
                Assert.Equal("relay", (await WayAsync(window)).Candidate);
        }
        finally
        {
            await hall.DisposeAsync();
        }
    }

    private const string RelayOnly =
        """
        window.peers = [];
        window.RTCPeerConnection = class extends RTCPeerConnection {
          constructor(configuration) { super({ ...configuration, iceTransportPolicy: 'relay' }); window.peers.push(this); }
        };
        """;

    /// <summary>Holds the three-browser test on a server with these settings, and looks how the media went.</summary>
    private static async Task MeetAsync(Action<Way> holds, params string[] settings)
    {
        var hall = new BrowserHall(new RunningServer(isEmpty: false, settings));
        await hall.InitializeAsync();
        var three = new ThreePeopleTests(hall);
        try
        {
            await three.InitializeAsync();
            await three.Each_tile_shows_its_own_person_and_each_voice_is_its_own();
            foreach (var window in three.Windows)
                holds(await WayAsync(window));
        }
        finally
        {
            await three.DisposeAsync();
            await hall.DisposeAsync();
        }
    }

    /// <summary>Over which candidate pair a page's media goes, and under which cipher.</summary>
    private static async Task<Way> WayAsync(RoomWindow window)
    {
        var way = await window.Page.EvaluateAsync<JsonElement>(
            """
            async () => {
              const stats = await window.peers.at(-1).getStats();
              const transport = [...stats.values()].find((one) => one.type === 'transport');
              const local = stats.get(stats.get(transport.selectedCandidatePairId).localCandidateId);
              return { protocol: local.protocol, candidate: local.candidateType, cipher: transport.srtpCipher };
            }
            """);
        return way.Deserialize<Way>(JsonSerializerOptions.Web)!;
    }

    private static string Inv(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed record Way(string Protocol, string Candidate, string Cipher);
}
