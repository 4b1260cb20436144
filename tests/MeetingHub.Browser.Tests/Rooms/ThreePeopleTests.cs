using System.Text.Json;
using MeetingHub.Browser.Tests.Devices;
using MeetingHub.Browser.Tests.Running;
using MeetingHub.Testing;
using MeetingHub.Testing.Measuring;
using Microsoft.Playwright;

namespace MeetingHub.Browser.Tests.Rooms;

/// <summary>
/// Three Chromium processes, each with a camera of one colour and a microphone of one tone, so that a page can tell whose picture
/// and whose voice reached it.
/// </summary>
[Collection(QuietHallCollection.Name)]
public sealed class ThreePeopleTests(BrowserHall hall) : IAsyncLifetime
{
    private static readonly Sender[] Senders =
    [
        new("chair", BrowserMeeting.Chair, (200, 40, 40), 500),
        new("secretary", BrowserMeeting.Secretary, (40, 170, 60), 900),
        new("member", BrowserMeeting.Member, (50, 60, 200), 1400),
    ];

    private readonly TemporaryFolder devices = new();
    private readonly List<IBrowser> browsers = [];
    private BrowserMeeting meeting = null!;
    private RoomWindow[] windows = [];

    internal IReadOnlyList<RoomWindow> Windows => windows;

    public async Task InitializeAsync()
    {
        meeting = await hall.HoldAsync();
        windows = await Task.WhenAll(Senders.Select(JoinAsync));
        await windows[0].Press("Bắt đầu họp");
        foreach (var window in windows)
            await window.IsIn("running");
        foreach (var (window, other) in Pairs())
            await window.Sees(other.Name);
    }

    public async Task DisposeAsync()
    {
        await meeting.DisposeAsync();
        foreach (var browser in browsers)
            await browser.DisposeAsync();
        devices.Dispose();
    }

    [Fact]
    public async Task Each_tile_shows_its_own_person_and_each_voice_is_its_own()
    {
        foreach (var (window, other) in Pairs())
            Assert.Equal(other.Name, NearestTo(await ColourAsync(window, other.Name)).Name);
        for (var i = 0; i < Senders.Length; i++)
            await HearsAsync(windows[i], Senders.Where((_, at) => at != i));
    }

    [Fact]
    public async Task Every_packet_is_forwarded_without_a_gap_and_almost_every_frame_is_shown()
    {
        var seconds = Figure.Count(small: 15, full: 60);
        var admin = await hall.OpenAsync("admin");
        await admin.GotoAsync("/");
        Dictionary<string, Flow> before, after;
        Frames[] framesBefore, framesAfter;
        var tries = 0;
        do
        {
            // A line that is still being tried out brings a larger layer by and by, and that is another flow.
            Assert.True(tries++ < 5, "The layers never came to rest.");
            before = await StatisticsAsync(admin);
            framesBefore = await Task.WhenAll(windows.Select(FramesAsync));
            await windows[0].Page.EvaluateAsync("ms => new Promise(done => setTimeout(done, ms))", seconds * 1000);
            framesAfter = await Task.WhenAll(windows.Select(FramesAsync));
            after = await StatisticsAsync(admin);
        }
        while (!before.Keys.ToHashSet(StringComparer.Ordinal).SetEquals(after.Keys));
        await admin.Context.CloseAsync();
        Assert.Equal(12, after.Count);
        foreach (var (name, flow) in after)
        {
            var came = flow.Packets - before[name].Packets;
            Assert.True(came > seconds * 5, $"{name}: only {came} packets.");
            Assert.Equal(came, flow.Forwarded - before[name].Forwarded);
            Assert.Equal(flow.Gaps - before[name].Gaps, flow.EgressGaps - before[name].EgressGaps);
        }
        var received = framesAfter.Sum(f => f.Received) - framesBefore.Sum(f => f.Received);
        var decoded = framesAfter.Sum(f => f.Decoded) - framesBefore.Sum(f => f.Decoded);
        Console.WriteLine($"{seconds} s: {received} frames received, {decoded} decoded, {framesAfter.Sum(f => f.Freezes)} freezes");
        Assert.True(decoded >= 0.9 * received, $"Of {received} frames that arrived only {decoded} were shown.");
    }

    [Fact]
    public async Task Who_was_muted_is_heard_by_nobody_and_the_others_still_are()
    {
        await HearsAsync(windows[1], [Senders[0], Senders[2]]);

        await windows[0].Person(BrowserMeeting.Member).GetByRole(AriaRole.Button).ClickAsync();
        await windows[0].Person(BrowserMeeting.Member).GetByRole(AriaRole.Button, new() { Name = "Tắt mic" }).ClickAsync();
        await windows[2].Says("Chủ trì đã tắt mic của bạn");

        await HearsAsync(windows[0], [Senders[1]]);
        await HearsAsync(windows[1], [Senders[0]]);
    }

    [Fact]
    public async Task A_shared_screen_reaches_everybody()
    {
        await windows[2].Press("Chia sẻ");

        foreach (var window in windows[..2])
            await window.Page.Locator(".desk video.fresh").WaitForAsync();
    }

    [Fact]
    public async Task Who_reloads_is_back_with_picture_and_sound_and_the_others_saw_each_other_all_the_while()
    {
        var before = await FramesAsync(windows[0], BrowserMeeting.Secretary);
        var began = TimeProvider.System.GetTimestamp();

        await windows[2].Page.ReloadAsync();
        await windows[2].IsOnLine();
        foreach (var (window, other) in Pairs())
            await window.Sees(other.Name);

        var took = TimeProvider.System.GetElapsedTime(began).TotalSeconds;
        var shown = await FramesAsync(windows[0], BrowserMeeting.Secretary) - before;
        Assert.True(shown > took * 10, $"In {took:0.0} s of the reload the others saw only {shown} frames of each other.");
        Assert.Equal(BrowserMeeting.Member, NearestTo(await ColourAsync(windows[0], BrowserMeeting.Member)).Name);
        await HearsAsync(windows[0], Senders[1..]);
    }

    [Fact]
    public async Task The_first_picture_comes_soon_after_joining()
    {
        var member = windows[2];
        var samples = new List<double>();
        for (var i = 0; i < Figure.Count(small: 3, full: 10); i++)
        {
            await member.Press("Rời họp");
            await member.Says("Bạn đã rời cuộc họp");
            await member.Page.GotoAsync($"/room/{meeting.Id}");
            await member.PreJoin.WaitForAsync();
            await member.Page.GetByText("Trình duyệt đang hỏi quyền").WaitForAsync(new() { State = WaitForSelectorState.Hidden });
            samples.Add(await member.Page.EvaluateAsync<double>(
                """
                () => new Promise(done => {
                  const button = [...document.querySelectorAll('.prejoin button')].find(b => b.textContent.trim() === 'Vào họp');
                  const began = performance.now();
                  button.click();
                  const look = () => document.querySelector('figure.tile video.fresh:not(.mirrored)') ? done(performance.now() - began) : requestAnimationFrame(look);
                  look();
                })
                """));
        }
        new Figure("Pressing join to the first picture of another", "ms", 1500, samples).Report();
    }

    private async Task<RoomWindow> JoinAsync(Sender sender)
    {
        var (camera, microphone) = (devices.At(sender.Role + ".y4m"), devices.At(sender.Role + ".wav"));
        FakeCamera.Write(camera, sender.Colour);
        FakeMicrophone.Write(microphone, sender.Hertz);
        var browser = await hall.LaunchAsync([$"--use-file-for-fake-video-capture={camera}", $"--use-file-for-fake-audio-capture={microphone}"]);
        browsers.Add(browser);
        return await meeting.JoinAsync(sender.Role, browser, script: """
            window.peers = [];
            window.RTCPeerConnection = class extends RTCPeerConnection { constructor(...args) { super(...args); window.peers.push(this); } };
            """);
    }

    private IEnumerable<(RoomWindow Window, Sender Other)> Pairs() =>
        from i in Enumerable.Range(0, Senders.Length)
        from other in Senders
        where other != Senders[i]
        select (windows[i], other);

    private static Sender NearestTo((int R, int G, int B) seen) => Senders.MinBy(s =>
        Math.Pow(s.Colour.R - seen.R, 2) + Math.Pow(s.Colour.G - seen.G, 2) + Math.Pow(s.Colour.B - seen.B, 2))!;

    /// <summary>Of the middle of the next frame in this person's tile; a picture that is changing just now would be black.</summary>
    private static async Task<(int R, int G, int B)> ColourAsync(RoomWindow window, string name)
    {
        var rgb = await window.Tile(name).Locator("video").EvaluateAsync<int[]>(
            """
            async video => {
              await new Promise(done => video.requestVideoFrameCallback(done));
              const canvas = new OffscreenCanvas(8, 8);
              const context = canvas.getContext('2d');
              context.drawImage(video, video.videoWidth / 2 - 4, video.videoHeight / 2 - 4, 8, 8, 0, 0, 8, 8);
              return [...context.getImageData(4, 4, 1, 1).data.slice(0, 3)];
            }
            """);
        return (rgb[0], rgb[1], rgb[2]);
    }

    /// <summary>Listens until exactly these voices were heard for a second, and none but these.</summary>
    private static async Task HearsAsync(RoomWindow window, IEnumerable<Sender> expected)
    {
        var wanted = expected.Select(s => s.Hertz).Order().ToArray();
        var heard = Array.Empty<int>();
        for (var attempt = 0; attempt < 15; attempt++)
        {
            heard = await window.Page.EvaluateAsync<int[]>(Listen, Senders.Select(s => s.Hertz).ToArray());
            if (heard.SequenceEqual(wanted))
                return;
        }
        Assert.Equal(wanted, heard);
    }

    /// <summary>For 1.2 seconds, two beats of the tones: which of the given frequencies stand out of the noise in any incoming voice.</summary>
    private const string Listen =
        """
        async hertz => {
          window.ear ??= new AudioContext();
          await window.ear.resume();
          const tracks = window.peers.at(-1).getReceivers().map(r => r.track).filter(t => t.kind === 'audio' && t.readyState === 'live' && !t.muted);
          const analysers = tracks.map(track => {
            const source = window.ear.createMediaStreamSource(new MediaStream([track]));
            const analyser = window.ear.createAnalyser();
            analyser.fftSize = 8192;
            analyser.smoothingTimeConstant = 0;
            source.connect(analyser);
            return { source, analyser };
          });
          const heard = new Set();
          const spectrum = new Float32Array(4096);
          for (const until = performance.now() + 1200; performance.now() < until; await new Promise(requestAnimationFrame))
            for (const { analyser } of analysers) {
              analyser.getFloatFrequencyData(spectrum);
              for (const tone of hertz) {
                const bin = Math.round(tone / (window.ear.sampleRate / 8192));
                const peak = Math.max(...spectrum.slice(bin - 2, bin + 3));
                const beside = Math.max(...spectrum.slice(bin - 40, bin - 20), ...spectrum.slice(bin + 20, bin + 40));
                if (peak > -60 && peak > beside + 20) heard.add(tone);
              }
            }
          for (const { source } of analysers) source.disconnect();
          return [...heard].sort((a, b) => a - b);
        }
        """;

    private static async Task<Frames> FramesAsync(RoomWindow window)
    {
        var counts = await window.Page.EvaluateAsync<long[]>(
            """
            async () => {
              const stats = [...(await window.peers.at(-1).getStats()).values()];
              const sum = (type, field) => stats.filter(s => s.type === type && s.kind === 'video').reduce((all, s) => all + (s[field] ?? 0), 0);
              return [sum('inbound-rtp', 'framesReceived'), sum('inbound-rtp', 'framesDecoded'), sum('inbound-rtp', 'freezeCount')];
            }
            """);
        return new(counts[0], counts[1], counts[2]);
    }

    /// <summary>Frames that this person's tile has shown so far.</summary>
    private static Task<long> FramesAsync(RoomWindow window, string name) =>
        window.Tile(name).Locator("video").EvaluateAsync<long>("video => video.getVideoPlaybackQuality().totalVideoFrames");

    /// <summary>
    /// What goes from a microphone or a layer of a camera into a slot, by names that change when something else goes there; from the
    /// administrator's statistics of this meeting.
    /// </summary>
    private async Task<Dictionary<string, Flow>> StatisticsAsync(IPage admin)
    {
        var statistics = await BrowserMeeting.CallAsync(admin, "GET", "/api/media/statistics");
        var peers = statistics.GetProperty("rooms").EnumerateArray().Single(room => Id(room, "room") == meeting.Id).GetProperty("peers")
            .EnumerateArray().ToList();
        var flows = from viewer in peers
                    from slot in viewer.GetProperty("slots").EnumerateArray()
                    where slot.TryGetProperty("participant", out _)
                    let sender = peers.Single(peer => Id(peer, "participant") == Id(slot, "participant"))
                    let kind = slot.GetProperty("kind").GetString()
                    let source = sender.GetProperty("sources").EnumerateArray().Single(s => s.GetProperty("kind").GetString() == kind)
                    let layer = slot.TryGetProperty("layer", out var index) ? source.GetProperty("layers")[index.GetInt32()] : source
                    select (Key: $"{kind} of {Id(sender, "participant")} to {Id(viewer, "participant")}, switch {Count(slot, "switches")}", new Flow(
                        Count(layer, "packets"), Count(layer, "gaps"), Count(slot, "packets"), Count(slot, "gaps")));
        return flows.ToDictionary(flow => flow.Key, flow => flow.Item2, StringComparer.Ordinal);

        static string? Id(JsonElement element, string name) => element.GetProperty(name).GetProperty("value").GetString();
        static long Count(JsonElement element, string name) => element.GetProperty(name).GetInt64();
    }

    private sealed record Sender(string Role, string Name, (byte R, byte G, byte B) Colour, int Hertz);

    private sealed record Frames(long Received, long Decoded, long Freezes);

    private sealed record Flow(long Packets, long Gaps, long Forwarded, long EgressGaps);
}
