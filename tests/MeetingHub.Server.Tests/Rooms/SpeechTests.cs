using MeetingHub.Domain;
using MeetingHub.Domain.Agenda;
using MeetingHub.Domain.Floor;
using MeetingHub.Domain.Meetings;
using MeetingHub.Server.Rooms;
using Microsoft.Extensions.DependencyInjection;

namespace MeetingHub.Server.Tests.Rooms;

/// <summary>Measured speech on its way into the log.</summary>
public sealed class SpeechTests
{
    [Fact]
    public async Task Speech_is_written_under_the_item_it_was_spoken_under_before_the_item_closes()
    {
        await using var scene = await RoomScene.SetAsync();
        await using var chair = await scene.StartAsync();
        await chair.DoAsync(new OpenAgendaItem(scene.FirstItem));
        Measured(scene, chair.Me, 40);
        Measured(scene, chair.Me, 2);
        await chair.DoAsync(new OpenAgendaItem(scene.SecondItem));
        Measured(scene, chair.Me, 5);
        await chair.DoAsync(new EndMeeting());

        var told = (await scene.LogAsync()).ConvertAll(logged => logged.Event);

        Assert.Equal(
            [(scene.FirstItem, 42_000), (scene.SecondItem, 5_000)],
            told.OfType<SpeechMeasured>().Select(speech => (speech.Item!.Value, Assert.Single(speech.Speech).Milliseconds)));
        Assert.IsType<AgendaItemClosed>(told[told.FindIndex(e => e is SpeechMeasured) + 1]);
        Assert.IsType<MeetingEnded>(told[^1]);
    }

    [Fact]
    public async Task Of_a_long_item_speech_is_written_every_two_minutes_and_not_more_often()
    {
        await using var scene = await RoomScene.SetAsync();
        await using var chair = await scene.StartAsync();

        for (var second = 0; second < 300; second += 10)
        {
            Measured(scene, chair.Me, 10);
            scene.Clock.Advance(TimeSpan.FromSeconds(10));
            // The heartbeat ends after it wrote the speech; the next one must not overtake it.
            await scene.HeartbeatReachesAsync(scene.Clock.GetUtcNow());
        }

        var told = (await scene.LogAsync()).Select(logged => logged.Event).OfType<SpeechMeasured>();

        Assert.Equal([120_000, 120_000], told.Select(speech => Assert.Single(speech.Speech).Milliseconds));
    }

    [Fact]
    public async Task Members_are_sent_a_blank_line_and_the_secretary_the_speech()
    {
        await using var scene = await RoomScene.SetAsync();
        await using var member = await scene.EnterAsync(scene.Member);
        await using var secretary = await scene.EnterAsync(scene.Secretary);
        await using var chair = await scene.StartAsync();
        await chair.DoAsync(new OpenAgendaItem(scene.FirstItem));
        Measured(scene, member.Me, 30);

        var closed = await chair.DoAsync(new CloseAgendaItem(scene.FirstItem));
        await member.ReachesAsync(closed);
        await secretary.ReachesAsync(closed);

        Assert.Contains(secretary.Log, logged => logged.Event is SpeechMeasured);
        Assert.DoesNotContain(member.Log, logged => logged.Event is SpeechMeasured);
        Assert.Empty(member.State.SpokenTimes);
    }

    [Fact]
    public async Task Speech_that_still_waits_is_written_when_the_server_stops()
    {
        await using var scene = await RoomScene.SetAsync();
        await using var chair = await scene.StartAsync();
        Measured(scene, chair.Me, 30);

        await scene.Host.Services.GetRequiredService<LiveRooms>().StopAsync(CancellationToken.None);

        Assert.Contains(await scene.LogAsync(), logged => logged.Event is SpeechMeasured);
    }

    private static void Measured(RoomScene scene, ParticipantId who, int seconds) =>
        scene.Host.Services.GetRequiredService<LiveRooms>().Find(scene.Meeting)!.Measured([(who, TimeSpan.FromSeconds(seconds))]);
}
