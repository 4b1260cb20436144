using MeetingHub.Browser.Tests.Running;

namespace MeetingHub.Browser.Tests.Rooms;

[Collection(BrowserHallCollection.Name)]
public sealed class LayoutTests(BrowserHall hall)
{
    [Fact]
    public async Task Nothing_is_cut_off_or_scrolls_sideways_at_any_size()
    {
        await using var meeting = await hall.HoldAsync();
        var (chair, _) = await meeting.RunAsync();
        await chair.Page.Keyboard.PressAsync("n");

        foreach (var (width, height) in (IEnumerable<(int, int)>)[(1440, 900), (1280, 640), (820, 1180), (390, 844), (360, 640), (844, 390), (720, 450)])
        {
            await chair.Page.SetViewportSizeAsync(width, height);
            await chair.Key("Rời họp").WaitForAsync();
            var found = await chair.Page.EvaluateAsync<string>(
                """
                async () => {
                  // The page measures itself after the browser has laid it out, so a new size may take it some frames.
                  const settled = performance.now() + 2000;
                  const frame = () => new Promise(done => requestAnimationFrame(done));
                  let found;
                  do { await frame(); found = look(); } while (found && performance.now() < settled);
                  return found;
                  function look() {
                    const wide = document.documentElement.scrollWidth > innerWidth ? `page ${document.documentElement.scrollWidth}` : '';
                    const seen = [...document.querySelectorAll('.rbar .key, figure.tile, .wall')].filter(e => e.offsetParent || getComputedStyle(e).position === 'fixed');
                    const out = seen.map(e => [e.textContent.trim(), e.getBoundingClientRect()]).filter(([, r]) => r.right > innerWidth + 1 || r.left < -1 || r.bottom > innerHeight + 1);
                    const flat = seen.filter(e => e.matches('figure') && e.getBoundingClientRect().height < 60).length;
                    return wide + out.map(([t]) => ` out: ${t}`).join('') + (flat ? ` flat tiles: ${flat}` : '');
                  }
                }
                """);
            Assert.True(found.Length == 0, $"{width}×{height}: {found}");
        }
    }
}
