using MeetingHub.Browser.Tests.Devices;
using MeetingHub.Browser.Tests.Running;
using MeetingHub.Testing;

namespace MeetingHub.Browser.Tests.Rooms;

[Collection(BrowserHallCollection.Name)]
public sealed class SpeakingTimeTests(BrowserHall hall)
{
    private const int Milliseconds = 6_000;

    // From the microphone of a real browser to the log: every part in between has tests of its own.
    [Fact]
    public async Task Who_speaks_stands_in_the_log_with_about_his_time()
    {
        using var devices = new TemporaryFolder();
        FakeMicrophone.Write(devices.At("chair.wav"), 500);
        await using var meeting = await hall.HoldAsync();
        await using var browser = await hall.LaunchAsync([$"--use-file-for-fake-audio-capture={devices.At("chair.wav")}"]);
        var chair = await meeting.JoinAsync("chair", browser);
        await chair.Press("Bắt đầu họp");
        await chair.IsIn("running");

        await chair.Page.EvaluateAsync("ms => new Promise(done => setTimeout(done, ms))", Milliseconds);
        await BrowserMeeting.CallAsync(chair.Page, "POST", $"/api/meetings/{meeting.Id}/commands", new
        {
            id = Guid.NewGuid(),
            command = new { type = "endMeeting" },
        });
        var log = await BrowserMeeting.CallAsync(chair.Page, "GET", $"/api/meetings/{meeting.Id}/log");

        var spoken = log.GetProperty("batch").GetProperty("events").EnumerateArray().Select(logged => logged.GetProperty("event"))
            .Where(happened => happened.GetProperty("type").GetString() is "speechMeasured")
            .SelectMany(happened => happened.GetProperty("speech").EnumerateArray()).ToList();
        var time = Assert.Single(spoken).GetProperty("milliseconds").GetInt32();
        // The last two seconds may not have been told yet, and the connection may have been there before the start.
        Assert.InRange(time, Milliseconds - 4_000, Milliseconds + 4_000);
    }
}
