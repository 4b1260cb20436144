using MeetingHub.Media.Allocation;
using MeetingHub.Media.Hosting;

namespace MeetingHub.Media.Tests.Allocation;

public sealed class LineJudgeTests
{
    private static readonly LineReadings Calm = new(0, 0, TimeSpan.FromMilliseconds(40), LacksPictures: false, LacksVoices: false, TimeSpan.Zero);

    public static TheoryData<string, LineQuality> Lines => new()
    {
        { "calm", LineQuality.Good },
        { "a few losses down", LineQuality.Fair },
        { "a few losses up", LineQuality.Fair },
        { "a long way", LineQuality.Fair },
        { "pictures left out", LineQuality.Fair },
        { "every tenth lost", LineQuality.Poor },
        { "over a satellite", LineQuality.Poor },
        { "voices left out", LineQuality.Poor },
        { "silent", LineQuality.Lost },
    };

    [Theory]
    [MemberData(nameof(Lines))]
    public void A_line_gets_a_word(string line, LineQuality quality)
    {
        var judge = new LineJudge();
        for (var i = 0; i < 5; i++) judge.Look(Readings(line));
        Assert.Equal(quality, judge.Quality);
    }

    [Fact]
    public void One_bad_second_is_not_a_bad_line_and_one_good_second_not_a_good_one()
    {
        var judge = new LineJudge();
        Assert.False(judge.Look(Readings("every tenth lost")));
        Assert.False(judge.Look(Calm));
        Assert.False(judge.Look(Readings("every tenth lost")));
        Assert.True(judge.Look(Readings("every tenth lost")));
        for (var i = 0; i < 4; i++) Assert.False(judge.Look(Calm));
        Assert.True(judge.Look(Calm));
        Assert.Equal(LineQuality.Good, judge.Quality);
    }

    [Fact]
    public void Who_is_gone_is_gone_at_once_and_who_is_back_is_back()
    {
        var judge = new LineJudge();
        Assert.True(judge.Look(Readings("silent")));
        Assert.True(judge.Look(Calm));
        Assert.Equal(LineQuality.Good, judge.Quality);
    }

    private static LineReadings Readings(string line) => line switch
    {
        "a few losses down" => Calm with { LossDown = 0.04 },
        "a few losses up" => Calm with { LossUp = 0.04 },
        "a long way" => Calm with { RoundTrip = TimeSpan.FromMilliseconds(400) },
        "pictures left out" => Calm with { LacksPictures = true },
        "every tenth lost" => Calm with { LossUp = 0.11 },
        "over a satellite" => Calm with { RoundTrip = TimeSpan.FromMilliseconds(800) },
        "voices left out" => Calm with { LacksVoices = true },
        "silent" => Calm with { Silence = TimeSpan.FromSeconds(9) },
        _ => Calm,
    };
}
