using MeetingHub.Media.Rooms;
using MeetingHub.Testing.Media;

namespace MeetingHub.Media.Tests.Rooms;

/// <summary>Voices on lines that lose packets (RED, RFC 2198).</summary>
public sealed class RepetitionTests
{
    private static readonly LinkConditions Lossy = new() { Loss = 0.15, Delay = TimeSpan.FromMilliseconds(20) };

    [Fact]
    public void Frames_lost_on_the_way_to_the_server_are_taken_out_of_the_packets_after_them()
    {
        using var meeting = new Meeting();
        var speaker = meeting.Join('A', up: Lossy, down: LinkConditions.Perfect);
        var listener = meeting.Join('B');
        speaker.Microphone.Repeats = true;

        meeting.Run(10);

        Assert.InRange(listener.Sounds.Sum(slot => slot.Packets.Count(p => p.Tag == (byte)'A')), 480, 502);
        foreach (var slot in listener.Sounds)
            Assert.All(slot.Packets.Zip(slot.Packets.Skip(1)), pair => Assert.True(pair.Second.Time.Since(pair.First.Time) > 0));
        var source = meeting.Statistics(speaker).Sources.Single(s => s.Kind == SourceKind.Microphone);
        Assert.InRange(source.Gaps, 1, 20);
    }

    [Fact]
    public void Frames_of_a_voice_arrive_once_when_the_line_only_changes_their_places()
    {
        using var meeting = new Meeting();
        var speaker = meeting.Join('A', up: new LinkConditions { Delay = TimeSpan.FromMilliseconds(10), Jitter = TimeSpan.FromMilliseconds(50) }, down: LinkConditions.Perfect);
        var listener = meeting.Join('B');
        speaker.Microphone.Repeats = true;

        meeting.Run(10);

        Assert.All(listener.Sounds, slot => Assert.Equal(0, slot.Duplicates));
        Assert.All(listener.Sounds, slot => slot.AssertContinuous());
        Assert.InRange(listener.Sounds.Sum(slot => slot.Packets.Count(p => p.Tag == (byte)'A')), 490, 502);
        Assert.Equal(0, meeting.Statistics(speaker).Sources.Single(s => s.Kind == SourceKind.Microphone).Gaps);
    }

    [Fact]
    public void A_listener_whose_line_loses_packets_gets_each_frame_twice_and_one_on_a_good_line_does_not()
    {
        using var meeting = new Meeting();
        meeting.Join('A');
        var lossy = meeting.Join('B', up: LinkConditions.Perfect, down: Lossy);
        var sound = meeting.Join('C');

        meeting.Run(20);

        Assert.True(lossy.Sounds.Sum(slot => slot.Repeated) > 300, $"{lossy.Sounds.Sum(slot => slot.Repeated)}");
        Assert.Equal(0, sound.Sounds.Sum(slot => slot.Repeated));
        var late = lossy.Sounds.SelectMany(slot => slot.Packets).Count(p => p.At > meeting.Now - TimeSpan.FromSeconds(10));
        // Of 2 × 500 about 22 were lost twice in a row.
        Assert.InRange(late, 950, 1002);
    }

    [Theory]
    [InlineData(130, true)]
    [InlineData(75, false)]
    public void Words_are_worth_more_than_pictures_a_voice_is_repeated_on_a_narrow_line_that_bears_it_twice(long kilobits, bool isRepeated)
    {
        using var meeting = new Meeting();
        var listener = meeting.Join('B', up: LinkConditions.Perfect, down: Lossy with { BitsPerSecond = kilobits * 1000, HeaderBytes = 28 });
        var speaker = meeting.Join('A');
        listener.Microphone.IsOn = false;

        meeting.Run(30);

        Assert.True(speaker.Microphone.IsThrifty);
        Assert.Equal(isRepeated, listener.Sounds.Sum(slot => slot.Repeated) > 100);
    }
}
