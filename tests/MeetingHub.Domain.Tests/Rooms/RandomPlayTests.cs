using MeetingHub.Domain.Rooms;
using MeetingHub.Domain.Voting;

namespace MeetingHub.Domain.Tests.Rooms;

/// <summary>What holds whatever people do. A failing seed is its own reproduction.</summary>
public sealed class RandomPlayTests
{
    private const int Steps = 300;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 60)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Whatever_happens_decisions_answer_and_the_room_stays_whole(int seed)
    {
        var play = RandomPlay.Of(seed);
        for (var step = 0; step < Steps; step++)
        {
            var before = play.Room.State;
            var decision = play.Step();
            if (decision?.Rejection is not null)
                Assert.Same(before, play.Room.State);
            Check(play.Room.State);
        }

        var room = play.Room;
        Assert.Equal(Enumerable.Range(1, room.Log.Count).Select(r => (long)r), room.Log.Select(logged => logged.Revision));
        Assert.True(room.Log.Zip(room.Log.Skip(1)).All(pair => pair.First.At <= pair.Second.At), "Room time stepped back.");
        Assert.Equal(room.State.Hash(), MeetingState.Before(room.State.Meeting).After(room.Log).Hash());
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void What_a_viewer_folds_is_the_state_cut_for_that_viewer(int seed)
    {
        var play = RandomPlay.Of(seed);
        for (var step = 0; step < Steps; step++)
            play.Step();

        var room = play.Room;
        foreach (var participant in room.State.Participants)
        {
            var viewer = room.State.ViewerOf(participant.Id)!.Value;
            var folded = MeetingState.Before(room.State.Meeting).After(room.Log.Select(logged => logged.AsSeenBy(viewer)));
            Assert.Equal(room.State.AsSeenBy(viewer).CanonicalJson(), folded.CanonicalJson());
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_secret_vote_is_nowhere_in_the_log_and_the_figures_add_up(int seed)
    {
        var play = RandomPlay.Of(seed);
        for (var step = 0; step < Steps; step++)
            play.Step();

        foreach (var ballot in play.Room.State.Ballots)
        {
            var casts = play.Room.Log.Select(logged => logged.Event).OfType<BallotCast>().Where(cast => cast.Ballot == ballot.Id).ToList();
            Assert.All(casts, cast => Assert.Equal(ballot.IsSecret, cast.Choice is null));
            Assert.Equal(ballot.Votes.Count, casts.Select(cast => cast.Seat).Distinct().Count());
            Assert.Subset(ballot.Entitled.ToHashSet(), ballot.Votes.Select(vote => vote.Seat).ToHashSet());
            if (!ballot.IsOpen)
                Assert.Equal(ballot.Votes.Count, ballot.Figures.Sum(figure => figure.Count));
        }
    }

    // Without it the tests above could pass by nothing ever happening.
    [Fact]
    public void The_plays_come_to_every_type_of_event()
    {
        var seen = new HashSet<Type> { typeof(Withheld) };
        for (var seed = 1; seed <= 60; seed++)
        {
            var play = RandomPlay.Of(seed);
            for (var step = 0; step < Steps; step++)
                play.Step();
            seen.UnionWith(play.Room.Log.Select(logged => logged.Event.GetType()));
        }

        Assert.Empty(Samples.Events.Select(happened => happened.GetType().Name).Except(seen.Select(type => type.Name), StringComparer.Ordinal));
    }

    private static void Check(MeetingState state)
    {
        Assert.Equal(state.Hands.Count, state.Hands.DistinctBy(hand => hand.Participant).Count());
        Assert.All(state.Hands, hand => Assert.True(state.Find(hand.Participant)!.IsIn, "A hand of someone gone."));
        Assert.True(state.Floor is null || state.Find(state.Floor.Participant)!.IsIn, "The floor is with someone gone.");
        Assert.DoesNotContain(state.Hands, hand => hand.Participant == state.Floor?.Participant);
        Assert.Equal(state.Floor is null ? 0 : 1, state.SpeakingTurns.Count(turn => turn.To is null));
        Assert.True(state.Presentation is null || state.Find(state.Presentation.Participant)!.IsIn, "Someone gone presents.");
        Assert.Equal(state.Presentation is null ? 0 : 1, state.Presentations.Count(one => one.To is null));
        Assert.All(state.Presentations, one => Assert.True(one.To is not { } to || one.From <= to, "A presentation ended before it began."));
        Assert.Equal(state.OpenItem is null ? 0 : 1, state.Agenda.Count(item => item.Runs is [.., { To: null }]));
        Assert.Equal(state.Participants.Count(p => p.Person is not null), state.Participants.Select(p => p.Person).OfType<PersonId>().Distinct().Count());
        foreach (var participant in state.Participants)
        {
            Assert.True(participant.Sound is not { } sound || participant.Connections.Contains(sound), "Sound from a line that is gone.");
            Assert.Equal(participant.LostAt.HasValue, participant.ReturnBy.HasValue);
            Assert.Equal(participant.IsIn && !participant.IsConnected, participant.LostAt.HasValue);
            Assert.False(participant.IsRemoved && participant.IsIn, "Removed, and in.");
            Assert.All(participant.Stays, stay => Assert.True(stay.To is not { } to || stay.From <= to, "Left before coming."));
            Assert.True(participant.Stays.Zip(participant.Stays.Skip(1)).All(p => p.First.To <= p.Second.From), "Two stays at once.");
        }

        Assert.All(state.SpeakingTurns, turn => Assert.True(turn.To is not { } to || turn.From <= to, "A turn ended before it began."));
        Assert.All(state.Agenda.SelectMany(item => item.Runs), run => Assert.True(run.To is not { } to || run.From <= to, "A run ended before it began."));
        if (state.Phase == RoomPhase.Ended)
            Assert.True(state.StartedAt <= state.EndedAt && state.Participants.TrueForAll(p => !p.IsIn), "Someone is in after the end.");
    }
}
