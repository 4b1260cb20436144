using MeetingHub.Domain;
using MeetingHub.Server.Rooms;

namespace MeetingHub.Server.Tests.Rooms;

public sealed class RelayTests
{
    private const string Url = "turn:turn.example.vn:3478?transport=udp";

    private static readonly (string, string)[] WithRelay =
    [
        ("Media:Enabled", "true"), ("Media:Port", "0"), ("Media:IncludeLoopback", "true"),
        ("Media:Turn:Urls:0", Url), ("Media:Turn:Secret", "north"), ("Media:Turn:LifetimeMinutes", "60"),
    ];

    // Computed with: echo -n 1795309200:0123456789abcdef0123456789abcdef | openssl dgst -sha1 -hmac north -binary | base64
    [Fact]
    public void The_password_is_what_a_TURN_server_computes_from_the_name_and_the_secret()
    {
        var settings = new TurnSettings { Urls = [Url], Secret = "north", LifetimeMinutes = 60 };
        var connection = ConnectionId.From(new Guid("01234567-89ab-cdef-0123-456789abcdef"));

        var access = Relay.AccessFor(connection, settings, DateTimeOffset.FromUnixTimeSeconds(1_795_305_600))!;

        Assert.Equal("1795309200:0123456789abcdef0123456789abcdef", access.Username);
        Assert.Equal("rFVneWYliUrokv/CnRJLUrNF1Z0=", access.Credential);
        Assert.Equal((Url, 3600), (access.Urls.Single(), access.Seconds));
    }

    [Fact]
    public async Task A_page_is_given_access_with_its_welcome_and_again_when_it_asks_later()
    {
        await using var scene = await RoomScene.SetAsync(WithRelay);
        await using var chair = await scene.EnterAsync(scene.Chair);
        var given = chair.Welcome.Media.Relay!;

        scene.Clock.Advance(TimeSpan.FromMinutes(10));
        var renewed = await RenewAsync(chair);

        Assert.Equal(given.Urls, renewed!.Urls);
        Assert.NotEqual(given.Username, renewed.Username);
        Assert.Equal(600, Expiry(renewed) - Expiry(given));

        static long Expiry(RelayAccess access) => long.Parse(access.Username.Split(':')[0], provider: null);
    }

    [Fact]
    public async Task Without_a_TURN_server_there_is_nothing_to_give()
    {
        await using var scene = await RoomScene.SetAsync(WithRelay[..3]);
        await using var chair = await scene.EnterAsync(scene.Chair);

        Assert.Null(chair.Welcome.Media.Relay);
        Assert.Null(await RenewAsync(chair));
    }

    [Theory]
    [InlineData("turn:a", "secret", 60, true)]
    [InlineData("turns:a:443?transport=tcp", "secret", 60, true)]
    [InlineData("turn:a", "", 60, false)]
    [InlineData("stun:a", "secret", 60, false)]
    [InlineData("turn:a", "secret", 1, false)]
    public void Settings_that_no_browser_could_use_are_refused(string url, string secret, int minutes, bool isSound) =>
        Assert.Equal(isSound, new TurnSettings { Urls = [url], Secret = secret, LifetimeMinutes = minutes }.IsSound);

    private static async Task<RelayAccess?> RenewAsync(RoomPage page) => (await page.Hub.CallAsync<RelayAnswer>(nameof(RoomHub.RenewRelay))).Relay;
}
