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

        var answer = await PageMedia.NegotiateAsync(chair, PageMedia.Offer("first"));

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

        var answer = await PageMedia.NegotiateAsync(chair, new Offer("v=0\r\nm=audio nonsense", []));
        await chair.DoAsync(new RaiseHand());

        Assert.NotNull(answer.Rejection);
        Assert.Empty(await PeersAsync(scene));
    }

    [Fact]
    public async Task A_new_connection_of_the_same_window_takes_the_place_of_the_old()
    {
        await using var scene = await RoomScene.SetAsync(WithMedia);
        await using var chair = await scene.EnterAsync(scene.Chair);
        await PageMedia.NegotiateAsync(chair, PageMedia.Offer("first"));

        var answer = await PageMedia.NegotiateAsync(chair, PageMedia.Offer("other") with { IsNew = true });

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
            Assert.Null((await PageMedia.NegotiateAsync(page, PageMedia.Offer("first"))).Rejection);

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
        await PageMedia.NegotiateAsync(chair, PageMedia.Offer("first"));

        await chair.DoAsync(new EndMeeting());
        await PeersReachAsync(scene, count: 0);

        Assert.DoesNotContain(chair.Moments, m => m is MediaLost);
    }

    private static async Task<List<ParticipantKey>> PeersAsync(RoomScene scene) =>
        [.. (await scene.Host.Services.GetRequiredService<RoomMedia>().SnapshotAsync(CancellationToken.None))!
            .Rooms.SelectMany(r => r.Peers).Select(p => p.Participant)];

    private static async Task PeersReachAsync(RoomScene scene, int count)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while ((await PeersAsync(scene)).Count != count)
            await Task.Delay(20, deadline.Token);
    }
}
