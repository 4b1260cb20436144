using MeetingHub.Media.Rooms;

namespace MeetingHub.Media.Tests.Rooms;

public sealed class PlanPaceTests
{
    private readonly Timestamp start = new(1_000_000);
    private PlanPace pace;

    [Fact]
    public void The_first_change_is_planned_at_once_and_those_that_follow_together()
    {
        Assert.Null(pace.Due);
        pace.Owe(pictures: true, voices: false);
        Assert.True(pace.TryTake(200, start, out var pictures, out var voices));
        Assert.Equal((true, false), (pictures, voices));
        Assert.Null(pace.Due);

        pace.Owe(pictures: true, voices: false);
        pace.Owe(pictures: false, voices: true);
        Assert.False(pace.TryTake(200, start, out _, out _));
        Assert.Equal(start + TimeSpan.FromMilliseconds(90), pace.Due);
        Assert.True(pace.TryTake(200, pace.Due!.Value, out pictures, out voices));
        Assert.Equal((true, true), (pictures, voices));
        Assert.False(pace.TryTake(200, start + TimeSpan.FromSeconds(1), out _, out _));
    }

    [Fact]
    public void A_small_room_waits_for_nothing()
    {
        for (var i = 0; i < 10; i++)
        {
            pace.Owe(pictures: true, voices: true);
            Assert.True(pace.TryTake(20, start, out _, out _));
        }
    }

    // Each of them had everybody planned anew, four milliseconds of the loop in a room of 200.
    [Fact]
    public void A_page_that_switches_its_camera_to_and_fro_shows_the_last_of_it_to_a_large_room()
    {
        using var meeting = new Meeting();
        var (viewer, sender) = (meeting.Join('V', pictures: 1), meeting.Join('A'));
        for (var i = 0; i < 40; i++) meeting.Arrive();
        Assert.True(meeting.Network.RunUntil(() => meeting.Board.Totals(0, 0, default!).Connected == 42, TimeSpan.FromSeconds(5)));
        meeting.View(viewer, sender);
        meeting.Run(1);
        Assert.Contains(meeting.Map(viewer)!.Slots, slot => slot.Kind == SourceKind.Camera);

        for (var i = 0; i < 5; i++) meeting.Board.SetSource(sender.Key, SourceKind.Camera, i % 2 == 1, meeting.Now);
        meeting.Run(0.1);
        Assert.DoesNotContain(meeting.Map(viewer)!.Slots, slot => slot.Kind == SourceKind.Camera);

        for (var i = 0; i < 5; i++) meeting.Board.SetSource(sender.Key, SourceKind.Camera, i % 2 == 0, meeting.Now);
        meeting.Run(0.5);
        Assert.Contains(meeting.Map(viewer)!.Slots, slot => slot.Kind == SourceKind.Camera);
    }
}
