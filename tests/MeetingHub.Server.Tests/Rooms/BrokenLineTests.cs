using MeetingHub.Domain.Attendance;
using MeetingHub.Domain.Floor;
using MeetingHub.Server.Rooms;
using MeetingHub.Server.SignIn;
using Microsoft.Extensions.DependencyInjection;

namespace MeetingHub.Server.Tests.Rooms;

/// <summary>The hub's line breaks, media goes another way.</summary>
public sealed class BrokenLineTests
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Who_comes_back_with_the_key_takes_up_a_window_that_never_fell_silent()
    {
        await using var scene = await SetAsync();
        await using var chair = await scene.StartAsync();
        var member = await scene.EnterAsync(scene.Member);
        await member.DoAsync(new Unmute());
        await using var media = await PageMedia.ConnectAsync(member);

        member.Break();
        await BreaksAsync(scene, member);
        await using var back = await scene.EnterAsync(scene.Member, member);
        await chair.DoAsync(new RaiseHand());
        await back.ReachesAsync(chair.State.Revision);

        Assert.Equal(member.Welcome.Connection, back.Welcome.Connection);
        Assert.Equal(back.Welcome.Connection, back.State.Find(back.Me)!.Sound);
        Assert.DoesNotContain(chair.Log, e => e.Event is ConnectionLost);
        Assert.True(await ResumeAsync(back));
        await back.HearsAsync<SlotsShown>();
        Assert.True(await IsHeardAsync(scene, back));
    }

    [Fact]
    public async Task A_line_that_is_only_believed_to_stand_is_taken_over_with_its_media()
    {
        await using var scene = await SetAsync();
        await using var member = await scene.EnterAsync(scene.Member);
        await using var media = await PageMedia.ConnectAsync(member);

        await using var back = await scene.EnterAsync(scene.Member, member);
        await member.Closed.WaitAsync(TimeSpan.FromSeconds(10));

        Assert.True(await ResumeAsync(back));
        Assert.Equal([back.Welcome.Connection], back.State.Find(back.Me)!.Connections);
    }

    [Fact]
    public async Task Who_does_not_come_back_is_lost_after_a_while_as_of_the_break()
    {
        await using var scene = await SetAsync();
        await using var chair = await scene.StartAsync();
        var member = await scene.EnterAsync(scene.Member);
        await using var media = await PageMedia.ConnectAsync(member);

        var brokenAt = chair.State.RoomTime(scene.Clock.GetUtcNow());
        member.Break();
        await BreaksAsync(scene, member);
        var kept = await StepUntilLostAsync(scene, chair, () => IsHeardAsync(scene, member));

        Assert.InRange(kept, BrokenLines.Grace, BrokenLines.Grace + 2 * Step);
        Assert.Equal(brokenAt, chair.State.Find(member.Me)!.LostAt);
        await FallsSilentAsync(scene, member);
    }

    [Fact]
    public async Task A_window_whose_media_falls_silent_as_well_is_lost_soon()
    {
        await using var scene = await SetAsync();
        await using var chair = await scene.StartAsync();
        var member = await scene.EnterAsync(scene.Member);
        var media = await PageMedia.ConnectAsync(member);
        await media.DisposeAsync();

        member.Break();
        await BreaksAsync(scene, member);
        var kept = await StepUntilLostAsync(scene, chair, () => Task.FromResult(true));

        Assert.InRange(kept, TimeSpan.Zero, TimeSpan.FromSeconds(6));
    }

    [Fact]
    public async Task Without_its_key_nobody_takes_up_a_window()
    {
        await using var scene = await SetAsync();
        await using var chair = await scene.StartAsync();
        await using var member = await scene.EnterAsync(scene.Member);
        await using var media = await PageMedia.ConnectAsync(member);

        // Another person with the key, and another tab of the person without.
        await using var other = await scene.EnterAsync(scene.Other, member);
        await using var tab = await scene.EnterAsync(scene.Member);

        Assert.NotEqual(member.Me, other.Me);
        Assert.Equal((member.Me, 2), (tab.Me, tab.State.Find(member.Me)!.Connections.Count));
        Assert.False(await ResumeAsync(other));
        Assert.False(await ResumeAsync(tab));
        Assert.True(await ResumeAsync(member));
    }

    [Fact]
    public async Task Who_is_sent_out_or_signed_out_while_the_line_is_broken_is_cut_off()
    {
        await using var scene = await SetAsync();
        await using var chair = await scene.StartAsync();
        var member = await scene.EnterAsync(scene.Member);
        var other = await scene.EnterAsync(scene.Other);
        await using var media = await PageMedia.ConnectAsync(member);
        await using var otherMedia = await PageMedia.ConnectAsync(other);
        member.Break();
        other.Break();
        await BreaksAsync(scene, member);
        await BreaksAsync(scene, other);

        await chair.DoAsync(new RemoveParticipant(other.Me));
        await using (var scope = scene.Host.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<Sessions>().EndAllAsync(scene.MemberPerson.Id, CancellationToken.None);

        await FallsSilentAsync(scene, member);
        await FallsSilentAsync(scene, other);
        await using var back = await RoomPage.OpenAsync(scene.Other);
        Assert.Equal("wasRemoved", (await back.EnterAsync(scene.Meeting, other)).Rejection?.Code);
    }

    private static Task<RoomScene> SetAsync() =>
        RoomScene.SetAsync(("Media:Enabled", "true"), ("Media:Port", "0"), ("Media:IncludeLoopback", "true"));

    private static Task<bool> ResumeAsync(RoomPage page) => page.Hub.CallAsync<bool>(nameof(RoomHub.ResumeMedia));

    private static RoomConnection? Window(RoomScene scene, RoomPage page) =>
        scene.Host.Services.GetRequiredService<LiveRooms>().Find(scene.Meeting)!.Connections.FirstOrDefault(c => c.Id == page.Welcome.Connection);

    private static async Task<bool> IsHeardAsync(RoomScene scene, RoomPage page) =>
        Window(scene, page) is { } window && await scene.Host.Services.GetRequiredService<RoomMedia>().IsHeardAsync(window, Step / 2);

    private static Task BreaksAsync(RoomScene scene, RoomPage page) => UntilAsync(() => Task.FromResult(Window(scene, page) is not { BrokenAt: null }));

    private static async Task FallsSilentAsync(RoomScene scene, RoomPage page)
    {
        var media = scene.Host.Services.GetRequiredService<RoomMedia>();
        await UntilAsync(async () => (await media.SnapshotAsync(CancellationToken.None))!
            .Rooms.SelectMany(r => r.Peers).All(p => p.Participant.Value != page.Me.Value));
    }

    /// <returns>How long it was kept.</returns>
    private static async Task<TimeSpan> StepUntilLostAsync(RoomScene scene, RoomPage watcher, Func<Task<bool>> isReady)
    {
        var before = scene.Clock.GetUtcNow();
        await UntilAsync(async () =>
        {
            if (watcher.Log.Exists(e => e.Event is ConnectionLost))
                return true;
            if (await isReady())
                scene.Clock.Advance(Step);
            return false;
        });
        return scene.Clock.GetUtcNow() - before;
    }

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!await holds())
            await Task.Delay(20, deadline.Token);
    }
}
