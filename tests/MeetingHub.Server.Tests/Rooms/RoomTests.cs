using MeetingHub.Domain.Agenda;
using MeetingHub.Domain.Floor;
using MeetingHub.Domain.Meetings;

namespace MeetingHub.Server.Tests.Rooms;

public sealed class RoomTests
{
    [Fact]
    public async Task What_one_does_all_fold_alike()
    {
        await using var scene = await RoomScene.SetAsync();
        await using var member = await scene.EnterAsync(scene.Member);
        await using var chair = await scene.EnterAsync(scene.Chair);

        await chair.DoAsync(new StartMeeting());
        await chair.DoAsync(new OpenAgendaItem(scene.FirstItem));
        var last = await member.DoAsync(new RaiseHand());
        await chair.ReachesAsync(last);

        Assert.Equal(chair.State.Hash(), member.State.Hash());
        Assert.Equal(scene.FirstItem, member.State.OpenItem);
        Assert.Equal([member.Me], chair.State.Hands.Select(h => h.Participant));
    }
}
