using System.Net;
using MeetingHub.Benchmarks.Load;
using MeetingHub.Benchmarks.Load.Rivals;
using MeetingHub.Media.Srtp;
using Xunit.Abstractions;

namespace MeetingHub.Benchmarks.Tests.Load;

/// <summary>
/// What tests/compare and tests/soak do, with few people and for seconds: a server process, real sockets, every number counted and
/// every packet compared. How long it takes is printed and never judged here.
/// </summary>
public sealed class LoadTests(ITestOutputHelper output)
{
    private static readonly LoadPlan Plan = new(
        SrtpProfile.AeadAes128Gcm, TimeSpan.Zero, TimeSpan.FromSeconds(1), OpensOneIn: 1, IPAddress.Parse("127.1.0.1"));

    [Fact]
    public void A_camera_reaches_all_its_viewers_whole() => AssertWhole(Scenario.FanOut(5), Plan);

    [Fact]
    public void A_meeting_of_senders_is_whole_for_each_of_them_with_the_older_cipher() =>
        AssertWhole(Scenario.Meeting(4), Plan with { Profile = SrtpProfile.Aes128CmSha1_80 });

    [Fact]
    public void Voices_reach_all_their_listeners() => AssertWhole(Scenario.Voices(3, 10), Plan);

    [Fact]
    public void Rooms_beside_each_other_hear_only_their_own() => AssertWhole(Scenario.Pairs(3), Plan with { IsSpread = true });

    [Fact]
    public void A_large_meeting_goes_on_whole_while_turns_to_speak_change()
    {
        var soak = new Soak(Senders: 8, Listeners: 12, Minute: TimeSpan.FromSeconds(2), Minutes: 2);
        using var server = OwnServer.Start(core: null, Soak.Voices);
        foreach (var minute in soak.Hold(server))
        {
            output.WriteLine($"{minute}");
            Assert.Equal((0, 0), (minute.Missing, minute.Broken));
            Assert.NotEqual(0, minute.Verified);
        }
    }

    private void AssertWhole(Scenario scenario, LoadPlan plan)
    {
        // To a machine that stands still for a moment every line looks narrow, and the server rightly gives less for a while: once more
        // then. Nothing may ever be missing or wrong.
        for (var tries = 3; tries > 0; tries--)
        {
            using var server = OwnServer.Start(core: null);
            var result = LoadRun.Of(server, scenario, plan);
            output.WriteLine(
                $"{scenario.Title}: {result.Received} of {result.Due} packets, p50 {result.P50.TotalMilliseconds} ms, p99 {result.P99.TotalMilliseconds} ms");
            Assert.NotEqual(0, result.Due);
            Assert.Equal((0, 0), (result.Missing, result.Broken));
            Assert.Equal(result.Received, result.Verified);
            if (result.Received == result.Due && result.LeftOut == 0) return;
        }

        Assert.Fail("Not all that was sent was given to all.");
    }
}
