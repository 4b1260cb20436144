using System.Net.WebSockets;
using System.Text;
using MeetingHub.Domain;
using MeetingHub.Domain.Chat;
using MeetingHub.Domain.Floor;
using MeetingHub.Server.Rooms;
using MeetingHub.Server.Rooms.Wire;
using MeetingHub.Testing;

namespace MeetingHub.Server.Tests.Rooms;

public sealed class LimitTests
{
    [Fact]
    public async Task A_page_of_another_origin_cannot_open_the_hub()
    {
        await using var scene = await RoomScene.SetAsync();
        var foreign = scene.Chair.WebSocket(origin: "https://evil.example");

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(
            () => foreign.ConnectAsync(new Uri("ws://localhost" + RoomHub.Path), CancellationToken.None));

        Assert.Contains("403", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_who_is_not_signed_in_can_open_the_hub()
    {
        await using var scene = await RoomScene.SetAsync();
        using var nobody = scene.Host.NewBrowser();

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(
            () => nobody.WebSocket().ConnectAsync(new Uri("ws://localhost" + RoomHub.Path), CancellationToken.None));

        Assert.Contains("401", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_flood_of_calls_is_refused_logged_once_and_over_after_a_while()
    {
        await using var scene = await RoomScene.SetAsync();
        await using var page = await scene.EnterAsync(scene.Member);
        var refused = 0;
        for (var i = 0; i < 100; i++)
            refused += await IsRefusedAsync(page) ? 1 : 0;

        scene.Clock.Advance(TimeSpan.FromSeconds(1));
        var later = await page.ExecuteAsync(new Mute());

        Assert.InRange(refused, 30, 60);
        Assert.Single(scene.Host.Log.All, line => line.Contains("[2001]", StringComparison.Ordinal));
        Assert.NotNull(later);
    }

    [Fact]
    public async Task Whoever_goes_on_calling_is_cut_off()
    {
        await using var scene = await RoomScene.SetAsync();
        await using var page = await scene.EnterAsync(scene.Member);
        var calls = 0;
        while (!page.Closed.IsCompleted && calls < 2 * FloodFilter.MostRefused)
        {
            calls++;
            try
            {
                await page.ExecuteAsync(new Mute());
            }
            catch (Exception e) when (e is HubErrorException or InvalidOperationException or WebSocketException or ObjectDisposedException or IOException)
            {
                // Refused; or the end, which the test's socket tells in its own way.
            }
        }

        await page.Closed.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.InRange(calls, FloodFilter.MostRefused, 2 * FloodFilter.MostRefused - 1);
    }

    [Fact]
    public async Task One_person_cannot_flood_through_many_windows()
    {
        await using var scene = await RoomScene.SetAsync();
        await using var first = await scene.EnterAsync(scene.Member);
        await using var second = await scene.EnterAsync(scene.Member);
        await using var third = await scene.EnterAsync(scene.Member);
        for (var i = 0; i < 59; i++)
        {
            await IsRefusedAsync(first);
            await IsRefusedAsync(second);
        }

        Assert.True(await IsRefusedAsync(third));
    }

    [Fact]
    public async Task A_message_over_16_KB_ends_the_connection_but_an_offer_may_have_200()
    {
        await using var scene = await RoomScene.SetAsync();
        await using var page = await scene.EnterAsync(scene.Member);

        var offer = await page.Hub.CallAsync<OfferAnswer>(nameof(RoomHub.Negotiate), new Offer(new string('v', 200_000), []));
        var chat = page.ExecuteAsync(new PostChat(ChatMessageId.From(Guid.NewGuid()), new string('a', 17_000)));

        Assert.NotNull(offer.Rejection);
        await Assert.ThrowsAsync<HubErrorException>(() => chat);
        await page.Closed.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task A_message_over_256_KB_ends_the_connection()
    {
        await using var scene = await RoomScene.SetAsync();
        await using var page = await scene.EnterAsync(scene.Member);

        await Assert.ThrowsAsync<HubErrorException>(
            () => page.Hub.CallAsync<OfferAnswer>(nameof(RoomHub.Negotiate), new Offer(new string('v', 270_000), [])));
    }

    [Theory]
    [InlineData("""{"type":1,"invocationId":"x","target":"Execute","arguments":["not-a-guid",{"type":"raiseHand"}]}""")]
    [InlineData("""{"type":1,"invocationId":"x","target":"Execute","arguments":["3f2504e0-4f89-41d3-9a0c-0305e82c3301",{"type":"becomeChair"}]}""")]
    [InlineData("""{"type":1,"invocationId":"x","target":"Execute","arguments":["3f2504e0-4f89-41d3-9a0c-0305e82c3301",null]}""")]
    [InlineData("""{"type":1,"invocationId":"x","target":"Enter","arguments":[null]}""")]
    [InlineData("""{"type":1,"invocationId":"x","target":"SetView","arguments":[null]}""")]
    [InlineData("""{"type":1,"invocationId":"x","target":"NoSuchMethod","arguments":[]}""")]
    public async Task Nonsense_changes_nothing_for_the_others(string message)
    {
        await using var scene = await RoomScene.SetAsync();
        await using var chair = await scene.EnterAsync(scene.Chair);
        await using var page = await scene.EnterAsync(scene.Member);

        await page.Hub.SendAsync(Encoding.UTF8.GetBytes(message));
        await chair.DoAsync(new PostChat(ChatMessageId.From(Guid.NewGuid()), "Vẫn nghe rõ"));

        Assert.DoesNotContain(await scene.LogAsync(), e => e.Event is HandRaised);
        Assert.DoesNotContain(scene.Host.Log.All, line => line.StartsWith("Critical", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_connection_that_does_not_read_is_ended_and_holds_up_nobody()
    {
        var client = new StuckClient();
        var aborted = new TaskCompletionSource();
        var outbox = new Outbox(client, () => aborted.TrySetResult());

        for (var i = 0; i <= Outbox.Capacity + 1; i++)
            outbox.Post(new ServerStopping());

        await aborted.Task.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.False(outbox.Sent.IsCompleted);
    }

    [Fact]
    public void A_bucket_refills_at_its_rate_and_never_over_its_size()
    {
        var clock = new FakeClock();
        var bucket = new TokenBucket(size: 10, perSecond: 2, clock.GetUtcNow());
        Assert.True(bucket.TryTake(10, clock.GetUtcNow()));

        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(bucket.TryTake(2, clock.GetUtcNow()));
        Assert.False(bucket.TryTake(1, clock.GetUtcNow()));

        clock.Advance(TimeSpan.FromHours(1));
        Assert.False(bucket.TryTake(11, clock.GetUtcNow()));
        Assert.True(bucket.TryTake(10, clock.GetUtcNow()));
    }

    private static async Task<bool> IsRefusedAsync(RoomPage page)
    {
        try
        {
            await page.ExecuteAsync(new Mute());
            return false;
        }
        catch (HubErrorException e)
        {
            Assert.Contains("too_many_calls", e.Message, StringComparison.Ordinal);
            return true;
        }
    }

    private sealed class StuckClient : IRoomClient
    {
        private readonly TaskCompletionSource never = new();

        public Task Events(EventBatch batch) => never.Task;

        public Task Momentary(Momentary message) => never.Task;
    }
}
