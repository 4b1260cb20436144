using MeetingHub.Browser.Tests.Running;
using MeetingHub.Testing.Measuring;
using Microsoft.Playwright;

namespace MeetingHub.Browser.Tests.Rooms;

[Collection(BrowserHallCollection.Name)]
public sealed class MinutesSpeedTests(BrowserHall hall)
{
    [Fact]
    public async Task The_minutes_can_be_downloaded_as_soon_as_the_chair_ended_the_meeting()
    {
        var samples = new List<double>();
        for (var i = 0; i < Figure.Count(small: 2, full: 10); i++)
        {
            await using var meeting = await hall.HoldAsync();
            var (chair, _) = await meeting.RunAsync();
            await chair.Page.Keyboard.PressAsync("n");
            await Assertions.Expect(chair.Page.Locator(".items .cur")).ToHaveCountAsync(1);
            await chair.Press("Kết thúc họp");

            samples.Add(await chair.Page.EvaluateAsync<double>(
                """
                async pdf => {
                  const began = performance.now();
                  [...document.querySelectorAll('[role=alertdialog] button')].find(b => b.textContent.includes('Kết thúc họp')).click();
                  for (;;) {
                    const answer = await fetch(pdf);
                    const head = answer.ok ? new TextDecoder().decode((await answer.arrayBuffer()).slice(0, 5)) : '';
                    const ended = document.querySelector('.room') === null;
                    if (ended && head === '%PDF-') return performance.now() - began;
                    await new Promise(requestAnimationFrame);
                  }
                }
                """,
                $"/api/meetings/{meeting.Id}/minutes.pdf"));
        }
        new Figure("End of the meeting to its minutes as PDF", "ms", 2000, samples).Report();
    }
}
