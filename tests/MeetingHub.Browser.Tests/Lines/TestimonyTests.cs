namespace MeetingHub.Browser.Tests.Lines;

public sealed class TestimonyTests
{
    [Fact]
    public void The_longest_stretch_counts_from_the_beginning_and_to_the_end()
    {
        Assert.Equal(40, Stretches.Longest(0, 100, [40, 50, 80]));
        Assert.Equal(70, Stretches.Longest(0, 100, [10, 30]));
        Assert.Equal(100, Stretches.Longest(0, 100, []));
    }

    [Fact]
    public void Sound_that_was_made_up_throughout_is_one_run_and_patches_are_not()
    {
        Assert.Equal(260, Stretches.LongestRun([(0, 0), (100, 30), (200, 130), (300, 230), (400, 260), (500, 260)]));
        Assert.Equal(50, Stretches.LongestRun([(0, 0), (100, 20), (200, 50), (300, 70)]));
    }

    [Fact]
    public void A_person_who_vanishes_while_the_control_goes_on_has_a_gap()
    {
        var heard = Hear(time => time is < 4000 or > 4300, _ => true);

        Assert.InRange(heard.GapInSpeech(heard.People[0]), 300, 340);
        Assert.InRange(heard.Freeze(heard.People[0]), 300, 400);
    }

    [Fact]
    public void What_stands_still_in_the_control_too_is_not_the_lines_fault()
    {
        var heard = Hear(time => time is < 4000 or > 4300, time => time is < 4000 or > 4300);

        Assert.InRange(heard.GapInSpeech(heard.People[0]), 0, 50);
        Assert.InRange(heard.Freeze(heard.People[0]), 0, 50);
    }

    [Fact]
    public void What_stands_still_at_another_time_than_the_control_is_the_lines_fault()
    {
        var heard = Hear(time => time is < 4000 or > 4300, time => time is < 6000 or > 6300);

        Assert.InRange(heard.GapInSpeech(heard.People[0]), 300, 340);
    }

    /// <summary>Ten seconds of a picture and a tone which are there when it is said.</summary>
    private static Testimony Hear(Func<double, bool> person, Func<double, bool> control) =>
        new(0, 10_000, [See("someone", person)], See("", control), [Silent(0), Silent(10_000)]);

    private static Sighting See(string name, Func<double, bool> isThere) => new(
        name,
        [.. Times(50).Where(isThere).Select(at => new[] { at, 1, 360 })],
        [.. Times(20).Select(at => new[] { at, isThere(at) ? -20 : -100 })]);

    private static IEnumerable<double> Times(int step) => Enumerable.Range(0, 10_000 / step).Select(i => (double)i * step);

    private static Counters Silent(double at) => new(at, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
}
