using MeetingHub.Browser.Tests.Running;
using MeetingHub.Testing.Measuring;
using MeetingHub.Testing.Media;

namespace MeetingHub.Browser.Tests.Lines;

/// <summary>Two browsers, each behind a line of its own that is spoilt while they talk.</summary>
[Collection(QuietHallCollection.Name)]
public sealed class BadLineTests(BrowserHall hall)
{
    [Fact]
    public async Task Every_tenth_packet_lost_both_ways_makes_no_gap_in_speech_and_leaves_a_picture_that_moves()
    {
        await using var people = await LinePeople.MeetAsync(hall, 2);
        var (speaker, listener) = (people[0], people[1]);
        await listener.Witness.BeginAsync(speaker.Voice);

        // What stood still for want of processor is no fault of the line, and is looked at again.
        var heard = await SpoilAsync(new LinkConditions { Loss = 0.1 });
        if (heard.IsStarved) heard = await SpoilAsync(new LinkConditions { Loss = 0.1 });
        if (heard.IsStarved) return;
        new Figure("10 % loss both ways: longest gap in speech", "ms", 200, [heard.GapInSpeech(heard.People[0])]).Report();
        new Figure("10 % loss both ways: between two frames, on average", "ms", 100, [1000 / heard.FramesPerSecond(heard.People[0])]).Report();
        new Figure("10 % loss both ways: longest freeze", "ms", 1000, [heard.Freeze(heard.People[0])]).Report();
        Assert.True(heard.GapInSpeech(heard.People[0]) <= 200, heard.ToString());
        Assert.True(heard.FramesPerSecond(heard.People[0]) > 10, heard.ToString());
        if (!Figure.IsFullRun) return;

        var burst = await SpoilAsync(new LinkConditions { Loss = 0.1, LossRun = 3 });
        new Figure("10 % loss in runs of three: longest gap in speech", "ms", 200, [burst.GapInSpeech(burst.People[0])]).Report();
        new Figure("10 % loss in runs of three: between two frames", "ms", 100, [1000 / burst.FramesPerSecond(burst.People[0])]).Report();

        async Task<Testimony> SpoilAsync(LinkConditions conditions)
        {
            var mobile = conditions with { Delay = TimeSpan.FromMilliseconds(25), Jitter = TimeSpan.FromMilliseconds(10), KeepsOrder = true };
            speaker.Line.Change(mobile);
            listener.Line.Change(mobile);
            await listener.Witness.CutAsync();
            await Task.Delay(TimeSpan.FromSeconds(Figure.Count(small: 15, full: 60)));
            var testimony = await listener.Witness.CutAsync();
            Console.WriteLine($"{testimony}\nsent: {await speaker.Witness.SentAsync()}\nlines: {speaker.Line} / {listener.Line}");
            return testimony;
        }
    }
}
