using MeetingHub.Domain.Attendance;
using MeetingHub.Domain.Floor;
using MeetingHub.Domain.Meetings;
using MeetingHub.Domain.Rooms;
using MeetingHub.Server.Rooms;

namespace MeetingHub.Server.Tests.Rooms;

public sealed class PresenceTests
{
    [Fact]
    public async Task A_lost_line_becomes_leaving_after_half_a_minute_dated_at_the_loss()
    {
        await using var scene = await RoomScene.SetAsync();
        var member = await scene.EnterAsync(scene.Member);
        await using var chair = await scene.StartAsync();
        var lostAt = chair.State.RoomTime(scene.Clock.GetUtcNow());
        member.Break();
        await chair.HoldsAsync(() => chair.Log.Exists(e => e.Event is ConnectionLost));

        scene.Clock.Advance(TimeSpan.FromSeconds(31));
        await chair.HoldsAsync(() => chair.Log.Exists(e => e.Event is ParticipantLeft));

        var left = (ParticipantLeft)chair.Log.Single(e => e.Event is ParticipantLeft).Event;
        Assert.Equal((member.Me, lostAt, LeaveReason.LineLost), (left.Participant, left.LeftAt, left.Reason));
    }

    [Fact]
    public async Task Whoever_is_back_in_time_never_left()
    {
        await using var scene = await RoomScene.SetAsync();
        var member = await scene.EnterAsync(scene.Member);
        await using var chair = await scene.StartAsync();
        member.Break();
        await chair.HoldsAsync(() => chair.Log.Exists(e => e.Event is ConnectionLost));

        scene.Clock.Advance(TimeSpan.FromSeconds(29));
        await using var back = await scene.EnterAsync(scene.Member, member);
        scene.Clock.Advance(TimeSpan.FromSeconds(31));
        await chair.DoAsync(new RaiseHand());

        Assert.Equal(member.Me, back.Me);
        Assert.DoesNotContain(chair.Log, e => e.Event is ParticipantLeft);
        Assert.Single(chair.State.Find(member.Me)!.Stays);
    }

    [Fact]
    public async Task A_page_that_returns_before_its_old_line_is_missed_takes_its_place()
    {
        await using var scene = await RoomScene.SetAsync();
        await using var member = await scene.EnterAsync(scene.Member);

        await using var back = await scene.EnterAsync(scene.Member, member);
        await member.Closed.WaitAsync(TimeSpan.FromSeconds(10));

        Assert.Equal([back.Welcome.Connection], back.State.Find(back.Me)!.Connections);
    }

    [Fact]
    public async Task An_empty_room_ends_itself_dated_at_the_last_departure()
    {
        await using var scene = await RoomScene.SetAsync();
        var chair = await scene.StartAsync();
        scene.Clock.Advance(TimeSpan.FromMinutes(7));
        await chair.Hub.CallAsync(nameof(RoomHub.Leave));
        var leftAt = chair.State.RoomTime(scene.Clock.GetUtcNow());

        scene.Clock.Advance(TimeSpan.FromMinutes(31));
        await scene.HoldsAsync(log => log.Exists(e => e.Event is MeetingEnded));

        var ended = (MeetingEnded)(await scene.LogAsync()).Single(e => e.Event is MeetingEnded).Event;
        Assert.Equal((leftAt, EndReason.Abandoned), (ended.EndedAt, ended.Reason));
        Assert.False((await scene.RoomsOnDiskAsync()).Single().IsLive);
    }

    [Fact]
    public async Task After_a_crash_the_gap_is_in_the_log_and_pages_go_on_where_they_were()
    {
        await using var scene = await RoomScene.SetAsync();
        var member = await scene.EnterAsync(scene.Member);
        var chair = await scene.StartAsync();
        await member.ReachesAsync(chair.State.Revision);
        scene.Clock.Advance(TimeSpan.FromSeconds(10));
        await scene.HeartbeatReachesAsync(scene.Clock.GetUtcNow());
        var lastAlive = chair.State.RoomTime(scene.Clock.GetUtcNow());
        scene.Clock.Advance(TimeSpan.FromSeconds(4));

        await scene.CrashAsync();
        await using var chairBack = await scene.EnterAsync(scene.Chair, chair);
        await using var memberBack = await scene.EnterAsync(scene.Member, member);
        await chairBack.ReachesAsync(memberBack.State.Revision);

        var interrupted = (Interrupted)chairBack.Log.Single(e => e.Event is Interrupted).Event;
        Assert.Equal(lastAlive, interrupted.From);
        Assert.Null(memberBack.Welcome.State);
        Assert.Equal(chairBack.State.Hash(), memberBack.State.Hash());
        Assert.Equal(RoomPhase.Running, chairBack.State.Phase);
    }

    [Fact]
    public async Task An_orderly_stop_says_so_and_is_a_gap_as_well()
    {
        await using var scene = await RoomScene.SetAsync();
        await using var chair = await scene.StartAsync();

        await scene.Host.App.StopAsync();
        await chair.Closed.WaitAsync(TimeSpan.FromSeconds(10));
        await scene.CrashAsync();

        Assert.Contains(chair.Moments, m => m is ServerStopping);
        Assert.Single(await scene.LogAsync(), e => e.Event is Interrupted);
    }
}
