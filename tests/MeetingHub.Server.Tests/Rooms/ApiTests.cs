using MeetingHub.Domain.Attendance;
using MeetingHub.Domain.Rooms;
using MeetingHub.Server.Rooms;

namespace MeetingHub.Server.Tests.Rooms;

public sealed class ApiTests
{
    [Fact]
    public async Task Participants_come_in_pages_with_when_they_were_in()
    {
        await using var scene = await RoomScene.SetAsync();
        await using var member = await scene.EnterAsync(scene.Member);
        await using var chair = await scene.StartAsync();

        var page = await scene.Chair.GetAsync<Page<RoomParticipant>>($"/api/meetings/{scene.Meeting}/participants?page=2&size=1");

        Assert.Equal((2, chair.Me, true), (page.Total, page.Items.Single().Id, page.Items.Single().IsIn));
        Assert.IsType<Stay>(page.Items.Single().Stays.Single());
    }

    [Fact]
    public async Task A_page_is_told_why_there_is_no_media_and_meets_all_the_same()
    {
        await using var scene = await RoomScene.SetAsync();
        await using var chair = await scene.StartAsync();

        var answer = await chair.Hub.CallAsync<OfferAnswer>(nameof(RoomHub.Negotiate), new Offer("v=0", []));

        Assert.NotNull(chair.Welcome.Media.Unavailable);
        Assert.Equal(RejectionCodes.MediaUnavailable, answer.Rejection?.Code);
        Assert.Equal(RoomPhase.Running, chair.State.Phase);
    }
}
