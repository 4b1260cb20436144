using MeetingHub.Domain;
using MeetingHub.Domain.Attendance;
using MeetingHub.Domain.Rooms;
using MeetingHub.Server.Rooms;

namespace MeetingHub.Server.Tests.Rooms;

public sealed class RoomTurnTests
{
    [Fact]
    public async Task Whoever_asks_behind_a_full_queue_is_turned_away_and_the_others_keep_their_order()
    {
        using var turn = new RoomTurn();
        var first = new TaskCompletionSource<int>();
        var order = new List<int>();
        var holder = turn.TakeAsync(() => first.Task, () => -1, CancellationToken.None);
        var queue = Enumerable.Range(1, 511).Select(i => turn.TakeAsync(
            () =>
            {
                order.Add(i);
                return Task.FromResult(i);
            }, () => -1, CancellationToken.None)).ToList();

        var tooMany = await turn.TakeAsync(() => Task.FromResult(1), () => -1, CancellationToken.None);
        first.SetResult(0);
        await Task.WhenAll(queue.Append(holder));

        Assert.Equal(-1, tooMany);
        Assert.Equal(Enumerable.Range(1, 511), order);
        Assert.True(turn.IsFree);
    }

    [Fact]
    public void Only_a_page_that_missed_fewer_than_two_thousand_events_gets_them()
    {
        var recent = new RecentEvents();
        var id = new ParticipantLeft(ParticipantId.From(Guid.NewGuid()), DateTimeOffset.UnixEpoch, LeaveReason.Left);
        recent.Add([.. Enumerable.Range(1, 5_000).Select(i => new LoggedEvent(i, DateTimeOffset.UnixEpoch, id))]);

        Assert.Equal(Enumerable.Range(3_002, 1_999).Select(i => (long)i), recent.After(3_001)!.Select(e => e.Revision));
        Assert.Null(recent.After(3_000));
        Assert.Empty(recent.After(5_000)!);
        Assert.Null(recent.After(5_001));
        Assert.Null(recent.After(-1));
        Assert.Null(recent.After(null));
    }
}
