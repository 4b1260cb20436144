using System.Diagnostics;
using MeetingHub.Browser.Tests.Running;
using MeetingHub.Testing.Measuring;
using MeetingHub.Testing.Media;
using Microsoft.Playwright;

namespace MeetingHub.Browser.Tests.Lines;

/// <summary>Ways to the server that change, fall silent or lose one direction under people in a meeting.</summary>
[Collection(QuietHallCollection.Name)]
public sealed class PathTests(BrowserHall hall)
{
    private static readonly LinkConditions Silence = new() { Loss = 1 };

    [Fact]
    public async Task Somebody_on_another_network_goes_on_with_the_same_connection()
    {
        await using var people = await LinePeople.MeetAsync(hall, 2);

        var before = await MappedPortAsync(people[1]);

        people[1].Line.Roam();

        var gaps = await Task.WhenAll(MovesAsync(people[0], people[1], within: 10), MovesAsync(people[1], people[0], within: 10));
        Console.WriteLine($"Another address: moving again after {gaps[0]:0.0} and {gaps[1]:0.0} s");
        Assert.NotEqual(before, await MappedPortAsync(people[1]));
        await AssertConnectionsAsync(people[1], 1);

        // More than goes to an address that does not answer the server's check: a second and a half of this picture.
        await MovesOnAsync(people[1], people[0], frames: 60, within: 10);
    }

    [Fact]
    public async Task After_silence_short_or_long_people_see_each_other_again_by_themselves()
    {
        await using var people = await LinePeople.MeetAsync(hall, 2);
        var (near, far) = (people[0], people[1]);

        far.Line.Change(Silence);
        await Task.Delay(TimeSpan.FromSeconds(7));
        await IsSaidFrozenAsync(far, near);
        far.Line.Change(LinkConditions.Perfect);
        var shortly = await Task.WhenAll(MovesAsync(near, far, within: 15), MovesAsync(far, near, within: 15));
        await AssertConnectionsAsync(far, 1);

        // As long as a consent holds (RFC 7675): by then the server has forgotten this browser.
        far.Line.Change(Silence);
        await Task.Delay(TimeSpan.FromSeconds(31));
        far.Line.Change(LinkConditions.Perfect);
        var late = await Task.WhenAll(MovesAsync(near, far, within: 30), MovesAsync(far, near, within: 30));
        Console.WriteLine($"After 7 s of silence moving again in {shortly.Max():0.0} s, after 31 s in {late.Max():0.0} s and with connection {await far.Window.Page.EvaluateAsync<int>("peers.length")}");
        Assert.Equal("open", await far.Window.Room.GetAttributeAsync("data-line"));
    }

    [Fact]
    public async Task Whoever_gets_nothing_or_is_not_received_any_more_is_told_so_and_finds_another_way()
    {
        await using var people = await LinePeople.MeetAsync(hall, 3);
        var (near, deaf, mute) = (people[0], people[1], people[2]);

        deaf.Line.LoseMedia(isUp: false);
        mute.Line.LoseMedia(isUp: true);

        await Task.WhenAll(IsSaidFrozenAsync(deaf, near), mute.Window.Says("Mọi người chưa nhận được tiếng hoặc hình của bạn"));
        await Task.WhenAll(MovesAsync(deaf, near, within: 25), MovesAsync(near, mute, within: 25));
        await Assertions.Expect(deaf.Window.Tile(near.Voice.Name).GetByText("Mất hình, đang nối lại")).ToHaveCountAsync(0);
        await Assertions.Expect(mute.Window.Page.GetByText("Mọi người chưa nhận được")).ToHaveCountAsync(0);
        await AssertConnectionsAsync(deaf, 1);
        await AssertConnectionsAsync(mute, 1);
    }

    [Fact]
    public async Task A_page_whose_hub_is_away_for_a_moment_goes_on_hearing_and_being_heard()
    {
        await using var people = await LinePeople.MeetAsync(hall, 2);
        var (chair, member) = (people[0], people[1]);
        await chair.Witness.BeginAsync(member.Voice);
        await member.Witness.BeginAsync(chair.Voice);

        for (var attempt = 0; attempt < 2; attempt++)
        {
            await CutHubAsync(member);
            await member.Window.Page.Keyboard.PressAsync("h");
            await member.Window.Says("Mất kết nối, đang nối lại. Tiếng và hình đi đường riêng");
            await member.Window.Page.EvaluateAsync("() => { isCut = false; }");
            await member.Window.IsOnLine();
            // What was pressed meanwhile arrives, and what the others do afterwards too.
            await chair.Window.Tile(member.Voice.Name).GetByText("Xin phát biểu").WaitForAsync();
            await chair.Window.Page.Keyboard.PressAsync("n");
            await Assertions.Expect(member.Window.Page.Locator(".items .cur")).ToHaveCountAsync(1);
            await Task.Delay(TimeSpan.FromSeconds(1));

            var seen = await Task.WhenAll(chair.Witness.CutAsync(), member.Witness.CutAsync());
            await AssertConnectionsAsync(member, 1);
            if (seen.Any(testimony => testimony.IsStarved) && attempt == 0)
            {
                await member.Window.Page.Keyboard.PressAsync("h");
                foreach (var window in (RoomWindow[])[chair.Window, member.Window])
                    await Assertions.Expect(window.Tile(member.Voice.Name).GetByText("Xin phát biểu")).ToHaveCountAsync(0);
                continue;
            }

            foreach (var testimony in seen)
            {
                var person = testimony.People[0];
                new Figure($"Hub away: longest gap in the speech of {person.Name}", "ms", 200, [testimony.GapInSpeech(person)]).Report();
                Assert.True(testimony.GapInSpeech(person) <= 200 && testimony.Freeze(person) <= 500, testimony.ToString());
            }
            break;
        }
    }

    /// <summary>The page's WebSocket breaks with the next word, and no other opens until isCut is false.</summary>
    private static async Task CutHubAsync(LinePerson who) => await who.Window.Page.EvaluateAsync(
        """
        () => {
          const Plain = window.PlainSocket ??= WebSocket;
          const send = Plain.prototype.send;
          window.isCut = true;
          window.WebSocket = class extends Plain {
            constructor(...all) { super(...all); if (window.isCut) this.close(); }
          };
          Plain.prototype.send = function (...all) { return window.isCut ? this.close() : send.apply(this, all); };
        }
        """);

    /// <summary>Waits until somebody's tile says that it stands still, be it for a moment.</summary>
    private static async Task IsSaidFrozenAsync(LinePerson who, LinePerson whom)
    {
        try
        {
            await who.Window.Page.EvaluateAsync(
                """
                name => new Promise((resolve) => {
                  const look = () => {
                    const tile = [...document.querySelectorAll('figure.tile')].find((one) => one.textContent.includes(name));
                    if (tile?.textContent.includes('Mất hình, đang nối lại')) resolve();
                  };
                  new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
                  look();
                })
                """,
                whom.Voice.Name).WaitAsync(TimeSpan.FromSeconds(30));
        }
        catch (TimeoutException)
        {
            Assert.Fail($"{whom.Voice.Name} is not said to stand still: {await who.DescribeAsync()}; there: {await whom.DescribeAsync()}");
        }
    }

    private static async Task AssertConnectionsAsync(LinePerson person, int count) =>
        Assert.Equal(count, await person.Window.Page.EvaluateAsync<int>("peers.length"));

    /// <summary>From which port the server sees a page's media come.</summary>
    private static Task<int> MappedPortAsync(LinePerson person) => person.Window.Page.EvaluateAsync<int>(
        """
        async () => {
          const stats = await peers.at(-1).getStats();
          const transport = [...stats.values()].find((one) => one.type === 'transport');
          return stats.get(stats.get(transport.selectedCandidatePairId).localCandidateId).port;
        }
        """);

    /// <summary>Waits for so many frames more in the tile that <see cref="MovesAsync"/> has watched.</summary>
    private static async Task MovesOnAsync(LinePerson who, LinePerson whom, int frames, int within) => await who.Window.Page.WaitForFunctionAsync(
        """
        ([name, more]) => {
          const video = [...document.querySelectorAll('figure.tile')].find(one => one.textContent.includes(name))?.querySelector('video');
          window.watchedUntil ??= video.getVideoPlaybackQuality().totalVideoFrames + more;
          return video.getVideoPlaybackQuality().totalVideoFrames >= window.watchedUntil;
        }
        """,
        new object[] { whom.Voice.Name, frames }, new() { Timeout = within * 1000, PollingInterval = 100 });

    /// <summary>Waits until somebody's tile shows a dozen new frames.</summary>
    /// <returns>Seconds.</returns>
    private static async Task<double> MovesAsync(LinePerson who, LinePerson whom, int within)
    {
        var start = Stopwatch.GetTimestamp();
        var moves = who.Window.Page.WaitForFunctionAsync(
            """
            name => {
              const video = [...document.querySelectorAll('figure.tile')].find(one => one.textContent.includes(name))?.querySelector('video');
              const frames = video?.getVideoPlaybackQuality().totalVideoFrames ?? 0;
              // Another element, or one that began anew, counts from there.
              if (video !== window.watchedVideo || frames < window.watchedFrom) [window.watchedVideo, window.watchedFrom] = [video, frames];
              return frames - window.watchedFrom > 12;
            }
            """,
            whom.Voice.Name, new() { Timeout = within * 1000, PollingInterval = 100 });
        try
        {
            await moves;
        }
        catch (TimeoutException)
        {
            Assert.Fail($"{whom.Voice.Name} does not move: {await who.DescribeAsync()}; there: {await whom.DescribeAsync()}");
        }

        await who.Window.Page.EvaluateAsync("() => { window.watchedVideo = null; }");
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
