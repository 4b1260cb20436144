using MeetingHub.Browser.Tests.Running;

namespace MeetingHub.Browser.Tests.Rooms;

/// <summary>Simulcast between real pages: how large a picture comes follows the tile, and what nobody watches is not sent.</summary>
[Collection(BrowserHallCollection.Name)]
public sealed class LayerTests(BrowserHall hall)
{
    /// <summary>Keeps the connections, and lets a test put the page out of view: a browser without a screen never does so itself.</summary>
    private const string Script =
        """
        window.peers = [];
        window.RTCPeerConnection = class extends RTCPeerConnection { constructor(...args) { super(...args); window.peers.push(this); } };
        window.hidden = false;
        Object.defineProperty(document, 'visibilityState', { get: () => window.hidden ? 'hidden' : 'visible' });
        window.hide = hidden => { window.hidden = hidden; document.dispatchEvent(new Event('visibilitychange')); };
        // Of one kind and direction: the sum of a field over all streams, or over those of one layer.
        window.sum = async (type, kind, field, rid) => [...(await window.peers.at(-1).getStats()).values()]
          .filter(s => s.type === type && s.kind === kind && (rid === undefined || s.rid === rid)).reduce((all, s) => all + (s[field] ?? 0), 0);
        // Until a sum has not moved for a second and a half.
        window.rests = async (...what) => {
          for (let before = -1, since = 0; ; await new Promise(done => setTimeout(done, 250))) {
            const now = await window.sum(...what);
            if (now !== before) [before, since] = [now, performance.now()];
            else if (performance.now() - since > 1500) return now;
          }
        };
        """;

    [Fact]
    public async Task A_large_tile_gets_the_large_picture_and_a_small_one_the_small()
    {
        await using var meeting = await hall.HoldAsync();
        var chair = await meeting.JoinAsync("chair", options: new() { ViewportSize = new() { Width = 1500, Height = 1000 } }, script: Script);
        var member = await meeting.JoinAsync("member", options: new() { ViewportSize = new() { Width = 380, Height = 700 } }, script: Script);
        await chair.Press("Bắt đầu họp");
        await chair.Tile(BrowserMeeting.Member).DblClickAsync();

        await ShowsLines(chair, BrowserMeeting.Member, 720);
        await ShowsLines(member, BrowserMeeting.Chair, 180);
        // And what is larger than the one tile it goes to is not sent.
        await Rests(chair, "outbound-rtp", "video", "bytesSent", "f");
        await Rests(chair, "outbound-rtp", "video", "bytesSent", "h");
        await Moves(chair, "outbound-rtp", "video", "bytesSent", "q");
    }

    [Fact]
    public async Task A_page_out_of_view_receives_no_picture_goes_on_hearing_and_is_shown_all_again()
    {
        await using var meeting = await hall.HoldAsync();
        var chair = await meeting.JoinAsync("chair", script: Script);
        var member = await meeting.JoinAsync("member", script: Script);
        await chair.Press("Bắt đầu họp");
        await chair.Sees(BrowserMeeting.Member);

        await chair.Page.EvaluateAsync("() => hide(true)");
        await Rests(chair, "inbound-rtp", "video", "bytesReceived");
        await Moves(chair, "inbound-rtp", "audio", "packetsReceived");
        // Nobody else looks: the camera rests too, but not on the member's own page.
        await Rests(member, "outbound-rtp", "video", "bytesSent");
        await member.Page.Locator("video.mirrored").EvaluateAsync("video => new Promise(done => video.requestVideoFrameCallback(() => done()))");

        await chair.Page.EvaluateAsync("() => hide(false)");
        await chair.Sees(BrowserMeeting.Member);
        await Moves(chair, "inbound-rtp", "video", "framesDecoded");
    }

    [Fact]
    public async Task A_browser_without_VP8_is_seen_in_H264_and_says_whose_picture_it_cannot_show()
    {
        const string WithoutVp8 =
            """
            for (const side of [RTCRtpReceiver, RTCRtpSender]) {
              const all = side.getCapabilities.bind(side);
              side.getCapabilities = kind => { const known = all(kind); return { ...known, codecs: known.codecs.filter(c => c.mimeType !== 'video/VP8') }; };
            }
            """;
        await using var meeting = await hall.HoldAsync();
        var chair = await meeting.JoinAsync("chair", script: Script);
        var member = await meeting.JoinAsync("member", script: Script + WithoutVp8);
        await chair.Press("Bắt đầu họp");

        await chair.Sees(BrowserMeeting.Member);
        Assert.Contains("video/H264", await chair.Page.EvaluateAsync<string[]>(
            "async () => { const all = await peers.at(-1).getStats(); return [...all.values()].filter(s => s.type === 'inbound-rtp' && s.kind === 'video' && s.framesDecoded > 0).map(s => all.get(s.codecId).mimeType); }"));
        await member.Tile(BrowserMeeting.Chair).GetByText("Trình duyệt này không xem được hình").WaitForAsync();
        await chair.Press("Chia sẻ");
        await chair.Button("Màn hình hoặc cửa sổ").ClickAsync();
        await member.Says($"Trình duyệt này không xem được màn hình của {BrowserMeeting.Chair}");
    }

    private static async Task ShowsLines(RoomWindow window, string name, int lines) => await window.Tile(name).Locator("video").EvaluateAsync(
        """
        (video, lines) => new Promise(done => {
          const look = (_, frame) => frame.height === lines ? done() : video.requestVideoFrameCallback(look);
          video.requestVideoFrameCallback(look);
        })
        """, lines).WaitAsync(TimeSpan.FromSeconds(30));

    private static async Task Rests(RoomWindow window, params string[] what) =>
        await window.Page.EvaluateAsync("what => rests(...what)", what).WaitAsync(TimeSpan.FromSeconds(30));

    private static async Task Moves(RoomWindow window, params string[] what) => await window.Page.EvaluateAsync(
        "async what => { const before = await sum(...what); while (await sum(...what) === before) await new Promise(done => setTimeout(done, 50)); }",
        what).WaitAsync(TimeSpan.FromSeconds(30));
}
