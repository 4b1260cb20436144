using MeetingHub.Domain;
using MeetingHub.Domain.Rooms;
using MeetingHub.Domain.Voting;
using MeetingHub.Server.Rooms;
using MeetingHub.Server.Tests.Kit;
using MeetingHub.Server.Tests.Rooms;
using Microsoft.EntityFrameworkCore;

namespace MeetingHub.Server.Tests.Voting;

public sealed class BallotTests
{
    private static readonly BallotId Ballot = BallotId.From(Guid.NewGuid());

    [Fact]
    public async Task A_program_opens_casts_and_closes_like_a_page()
    {
        await using var scene = await RoomScene.SetAsync();
        await using var member = await scene.EnterAsync(scene.Member);
        await using var chair = await scene.StartAsync();

        await DoAsync(scene, scene.Chair, new OpenBallot(Ballot, "Thông qua báo cáo", IsSecret: false, Item: scene.FirstItem));
        await DoAsync(scene, scene.Member, new CastBallot(Ballot, StandardChoices.Disagree));
        await DoAsync(scene, scene.Member, new CastBallot(Ballot, StandardChoices.Agree));
        await member.ReachesAsync(await DoAsync(scene, scene.Chair, new CloseBallot(Ballot)));

        var ballot = Assert.Single(member.State.Ballots);
        Assert.Equal([new Vote(ballot.Entitled.Single(seat => member.State.Find(seat)!.Person == scene.MemberPerson.Id), StandardChoices.Agree)], ballot.Votes);
        Assert.Equal([1, 0, 0], ballot.Figures.Select(figure => figure.Count));
    }

    [Fact]
    public async Task A_secret_choice_is_in_no_event_of_anybody_and_in_no_row_with_a_name()
    {
        await using var scene = await RoomScene.SetAsync();
        await using var member = await scene.EnterAsync(scene.Member);
        await using var chair = await scene.StartAsync();
        await chair.DoAsync(new OpenBallot(Ballot, "Bầu tổ trưởng", IsSecret: true, ["ông A", "bà B"]));

        await chair.ReachesAsync(await member.DoAsync(new CastBallot(Ballot, "2")));

        Assert.All([chair, member], page => Assert.Null(Assert.Single(page.State.Ballots.Single().Votes).Choice));
        Assert.Null(Assert.Single((await scene.LogAsync()).Select(logged => logged.Event).OfType<BallotCast>()).Choice);
        var stored = await scene.Host.WithDbAsync(db => db.Set<StoredEvent>().AsNoTracking().ToListAsync());
        Assert.DoesNotContain("choice\"", Assert.Single(stored, row => row.Type == "ballotCast").Json, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_secret_vote_that_was_sent_again_counts_once_and_none_is_lost_in_a_crash()
    {
        await using var scene = await RoomScene.SetAsync();
        await using var member = await scene.EnterAsync(scene.Member);
        await using var chair = await scene.StartAsync();
        await chair.DoAsync(new OpenBallot(Ballot, "Bầu tổ trưởng", IsSecret: true, ["ông A", "bà B"]));
        var id = CommandId.From(Guid.NewGuid());

        var first = await member.ExecuteAsync(new CastBallot(Ballot, "2"), id);
        var repeat = await member.ExecuteAsync(new CastBallot(Ballot, "2"), id);
        var other = await member.ExecuteAsync(new CastBallot(Ballot, "1"));
        await scene.CrashAsync();
        await using var back = await scene.EnterAsync(scene.Chair);
        await back.DoAsync(new CastBallot(Ballot, "1"));
        await back.DoAsync(new CloseBallot(Ballot));

        Assert.Equal((first.Revision, RejectionCodes.VotedAlready), (repeat.Revision, other.Rejection?.Code));
        Assert.Equal([new BallotFigure("1", 1), new BallotFigure("2", 1)], back.State.Ballots.Single().Figures);
    }

    private static async Task<long> DoAsync(RoomScene scene, Browser browser, RoomCommand command)
    {
        using var response = await browser.PostAsync($"/api/meetings/{scene.Meeting}/commands", new ExecuteRequest(CommandId.From(Guid.NewGuid()), command));
        return (await Browser.ReadAsync<ExecuteAnswer>(response)).Revision!.Value;
    }
}
