using MeetingHub.Domain.Attendance;
using MeetingHub.Domain.Floor;
using MeetingHub.Domain.Meetings;
using MeetingHub.Media.Rooms;
using MeetingHub.Server.Rooms;
using MeetingHub.Server.SignIn;
using Microsoft.Extensions.DependencyInjection;

namespace MeetingHub.Server.Tests.Rooms;

/// <summary>Between the room and the media server; what is forwarded is tested with the media itself.</summary>
public sealed class MediaTests
{
    private static readonly (string, string)[] WithMedia = [("Media:Enabled", "true"), ("Media:Port", "0"), ("Media:IncludeLoopback", "true")];

    [Fact]
    public async Task An_offer_is_answered_by_a_lite_agent_that_says_where_to_send()
    {
        await using var scene = await RoomScene.SetAsync(WithMedia);
        await using var chair = await scene.EnterAsync(scene.Chair);

        var answer = await NegotiateAsync(chair, Offer("first"));

        Assert.Null(chair.Welcome.Media.Unavailable);
        Assert.Null(answer.Rejection);
        Assert.Contains("a=ice-lite", answer.Sdp, StringComparison.Ordinal);
        Assert.Contains("a=candidate:", answer.Sdp, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_malformed_offer_is_refused_and_the_meeting_goes_on()
    {
        await using var scene = await RoomScene.SetAsync(WithMedia);
        await using var chair = await scene.StartAsync();

        var answer = await NegotiateAsync(chair, new Offer("v=0\r\nm=audio nonsense", []));
        await chair.DoAsync(new RaiseHand());

        Assert.NotNull(answer.Rejection);
        Assert.Empty(await PeersAsync(scene));
    }

    [Fact]
    public async Task A_new_connection_of_the_same_window_takes_the_place_of_the_old()
    {
        await using var scene = await RoomScene.SetAsync(WithMedia);
        await using var chair = await scene.EnterAsync(scene.Chair);
        await NegotiateAsync(chair, Offer("first"));

        var answer = await NegotiateAsync(chair, Offer("other") with { IsNew = true });

        Assert.Null(answer.Rejection);
        Assert.Single(await PeersAsync(scene));
    }

    [Fact]
    public async Task Media_of_whoever_is_removed_or_signed_out_or_gone_is_freed()
    {
        await using var scene = await RoomScene.SetAsync(WithMedia);
        await using var chair = await scene.StartAsync();
        await using var member = await scene.EnterAsync(scene.Member);
        await using var secretary = await scene.EnterAsync(scene.Secretary);
        await using var other = await scene.EnterAsync(scene.Other);
        foreach (var page in (RoomPage[])[chair, member, secretary, other])
            Assert.Null((await NegotiateAsync(page, Offer("first"))).Rejection);

        await chair.DoAsync(new RemoveParticipant(other.Me));
        await using (var scope = scene.Host.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<Sessions>().EndAllAsync(scene.MemberPerson.Id, CancellationToken.None);
        secretary.Break();
        await PeersReachAsync(scene, count: 1);

        Assert.Equal([chair.Me.Value], (await PeersAsync(scene)).Select(p => p.Value));
    }

    [Fact]
    public async Task The_end_of_the_meeting_is_the_end_of_its_media()
    {
        await using var scene = await RoomScene.SetAsync(WithMedia);
        await using var chair = await scene.StartAsync();
        await NegotiateAsync(chair, Offer("first"));

        await chair.DoAsync(new EndMeeting());
        await PeersReachAsync(scene, count: 0);

        Assert.DoesNotContain(chair.Moments, m => m is MediaLost);
    }

    private static Task<OfferAnswer> NegotiateAsync(RoomPage page, Offer offer) =>
        page.Hub.CallAsync<OfferAnswer>(nameof(RoomHub.Negotiate), offer);

    private static async Task<List<ParticipantKey>> PeersAsync(RoomScene scene) =>
        [.. (await scene.Host.Services.GetRequiredService<RoomMedia>().SnapshotAsync(CancellationToken.None))!
            .Rooms.SelectMany(r => r.Peers).Select(p => p.Participant)];

    private static async Task PeersReachAsync(RoomScene scene, int count)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while ((await PeersAsync(scene)).Count != count)
            await Task.Delay(20, deadline.Token);
    }

    /// <summary>A microphone and one pair of slots, as a browser writes them.</summary>
    private static Offer Offer(string ufrag)
    {
        var fingerprint = string.Join(':', Enumerable.Repeat("A1", 32));
        var transport = $"a=ice-ufrag:{ufrag}\r\na=ice-pwd:0123456789012345678901\r\na=fingerprint:sha-256 {fingerprint}\r\na=setup:actpass\r\na=rtcp-mux\r\n";
        return new Offer(
            "v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=group:BUNDLE 0 1 2\r\n"
            + "m=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:0\r\na=sendonly\r\na=rtpmap:111 opus/48000/2\r\na=ssrc:1001 cname:a\r\n" + transport
            + "m=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:1\r\na=recvonly\r\na=rtpmap:111 opus/48000/2\r\n" + transport
            + "m=video 9 UDP/TLS/RTP/SAVPF 96 97\r\na=mid:2\r\na=recvonly\r\na=rtpmap:96 VP8/90000\r\na=rtpmap:97 rtx/90000\r\na=fmtp:97 apt=96\r\n" + transport,
            [new OfferedLine("0", SourceKind.Microphone)]);
    }
}
