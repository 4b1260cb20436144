using System.Diagnostics;
using MeetingHub.Browser.Tests.Running;
using MeetingHub.Testing.Measuring;
using MeetingHub.Testing.Media;

namespace MeetingHub.Browser.Tests.Lines;

/// <summary>
/// Browsers behind a line that gives less than they would like. An estimator cannot tell a queue on the line from packets that wait for a
/// processor: a stretch in which the control stood still as well is printed, tried once more, and not judged.
/// </summary>
[Collection(QuietHallCollection.Name)]
public sealed class NarrowLineTests(BrowserHall hall)
{
    private const int Tries = 2;

    /// <summary>A home line with the queue of a home router.</summary>
    private static readonly LinkConditions Home = new()
    {
        BitsPerSecond = 2_000_000, HeaderBytes = 28, Queue = TimeSpan.FromMilliseconds(300), Delay = TimeSpan.FromMilliseconds(20),
        Jitter = TimeSpan.FromMilliseconds(5), KeepsOrder = true,
    };

    [Fact]
    public async Task A_line_that_narrows_freezes_nobody_for_long_and_has_its_full_picture_back_soon_after_it_widens()
    {
        await using var people = await LinePeople.MeetAsync(hall, 2);
        var (speaker, listener) = (people[0], people[1]);
        listener.Line.Change(Home);
        await listener.Witness.BeginAsync(speaker.Voice);
        await Task.Delay(TimeSpan.FromSeconds(8));
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var wide = await WatchAsync(listener, seconds: 4);
            listener.Line.Change(Home, down: Home with { BitsPerSecond = 300_000 });
            var narrow = await WatchAsync(listener, Figure.Count(small: 8, full: 60));
            listener.Line.Change(Home);
            var again = await WatchAsync(listener, seconds: 15);
            if (wide.IsStarved || narrow.IsStarved || again.IsStarved) continue;

            var person = narrow.People[0];
            var (freeze, back) = (narrow.Freeze(person), again.SecondsToHeight(again.People[0], Testimony.LargestHeight(wide.People[0])));
            new Figure("2 Mbit/s to 300 kbit/s: longest freeze", "ms", 1000, [freeze]).Report();
            new Figure("2 Mbit/s to 300 kbit/s: longest gap in speech", "ms", 200, [narrow.GapInSpeech(person)]).Report();
            if (back is not null) new Figure("300 kbit/s to 2 Mbit/s: full picture after", "s", 15, [back.Value]).Report();
            Assert.True(freeze <= 1000, $"{narrow}\nline: {listener.Line}");
            Assert.True(back <= 15, $"{again}\nline: {listener.Line}");
            break;
        }

        // Both ways at once: the listener's own picture then fills the queue that his browser's reports have to pass, and the server hears
        // late of what he gets. Printed, not judged: about a second.
        if (!Figure.IsFullRun) return;
        listener.Line.Change(Home with { BitsPerSecond = 300_000 });
        var both = await WatchAsync(listener, seconds: 60);
        new Figure("2 Mbit/s to 300 kbit/s, both ways at once: longest freeze", "ms", 1000, [both.Freeze(both.People[0])]).Report();
    }

    [Fact]
    public async Task A_line_of_100_kbit_carries_two_voices_without_gaps_and_a_narrower_one_says_whom_it_leaves_out()
    {
        await using var people = await LinePeople.MeetAsync(hall, 3);
        var (one, listener, other) = (people[0], people[1], people[2]);
        await listener.Window.Press("Tắt hình");
        await listener.Window.Press("Tắt mic");
        await other.Window.Press("Tắt mic");
        listener.Line.Change(Home with { BitsPerSecond = 100_000 });
        await listener.Witness.BeginAsync(one.Voice, other.Voice);
        // Until the server has seen it and the voices have become smaller.
        await Task.Delay(TimeSpan.FromSeconds(8));
        await JudgeAsync("one voice", voices: 1);

        await other.Window.Press("Bật mic");
        await Task.Delay(TimeSpan.FromSeconds(4));
        await JudgeAsync("two voices at once", voices: 2);

        // A voice costs 36 kbit/s: of the two one has to yield, and the page says whose.
        var narrowed = Stopwatch.GetTimestamp();
        listener.Line.Change(Home with { BitsPerSecond = 60_000 });
        await listener.Window.Says("Đường truyền yếu: chưa nghe được tiếng của");
        Console.WriteLine($"60 kbit/s, two voices: said after {Stopwatch.GetElapsedTime(narrowed).TotalSeconds:0.0} s");

        async Task JudgeAsync(string what, int voices)
        {
            for (var attempt = 0; attempt < Tries; attempt++)
            {
                await listener.Witness.CutAsync();
                var heard = await WatchAsync(listener, Figure.Count(small: 8, full: 60));
                if (heard.IsStarved) continue;
                var gap = heard.People.Take(voices).Max(heard.GapInSpeech);
                new Figure($"100 kbit/s, {what}: longest gap in speech", "ms", 200, [gap]).Report();
                Assert.True(gap <= 200, $"{heard}\nsent: {await one.Witness.SentAsync()}\nline: {listener.Line}");
                return;
            }
        }
    }

    private static async Task<Testimony> WatchAsync(LinePerson who, int seconds)
    {
        await Task.Delay(TimeSpan.FromSeconds(seconds));
        var seen = await who.Witness.CutAsync();
        Console.WriteLine($"{seen}\nline: {who.Line}{(seen.IsStarved ? "\nThe machine was too busy for this to be judged." : "")}");
        return seen;
    }
}
