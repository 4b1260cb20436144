using System.Net;
using MeetingHub.Browser.Tests.Devices;
using MeetingHub.Browser.Tests.Running;
using MeetingHub.Testing;
using MeetingHub.Testing.Media;
using Microsoft.Playwright;

namespace MeetingHub.Browser.Tests.Lines;

/// <summary>
/// A running meeting whose people sit behind lines of their own, each with a Chromium process, a busy picture and a voice that never
/// pauses. The lines are perfect until somebody spoils them.
/// </summary>
internal sealed class LinePeople(BrowserHall hall) : IAsyncDisposable
{
    private static readonly (string Role, string Name, (byte R, byte G, byte B) Colour, int Hertz)[] Known =
    [
        ("chair", BrowserMeeting.Chair, (190, 60, 60), 500),
        ("member", BrowserMeeting.Member, (60, 80, 190), 1400),
        ("secretary", BrowserMeeting.Secretary, (60, 160, 80), 900),
    ];

    private readonly TemporaryFolder devices = new();
    private readonly List<LinePerson> people = [];
    private BrowserMeeting meeting = null!;

    public LinePerson this[int index] => people[index];

    public string MeetingId => meeting.Id;

    /// <summary>The chair first, then the member, then the secretary; each sees all others before this returns.</summary>
    public static async Task<LinePeople> MeetAsync(BrowserHall hall, int count)
    {
        var all = new LinePeople(hall);
        all.meeting = await hall.HoldAsync();
        all.people.AddRange(await Task.WhenAll(Enumerable.Range(0, count).Select(all.JoinAsync)));
        await all[0].Window.Press("Bắt đầu họp");
        foreach (var person in all.people)
        {
            await person.Window.IsIn("running");
            foreach (var other in all.people.Where(other => other != person))
                await person.SeesAsync(other);
        }
        return all;
    }

    public async ValueTask DisposeAsync()
    {
        await meeting.DisposeAsync();
        foreach (var person in people)
        {
            await person.Browser.DisposeAsync();
            person.Line.Dispose();
        }
        devices.Dispose();
    }

    private async Task<LinePerson> JoinAsync(int index)
    {
        var (role, name, colour, hertz) = Known[index];
        var (camera, microphone) = (devices.At(role + ".y4m"), devices.At(role + ".wav"));
        FakeCamera.WriteBusy(camera, colour);
        FakeMicrophone.WriteSteady(microphone, hertz);
        var browser = await hall.LaunchAsync([$"--use-file-for-fake-video-capture={camera}", $"--use-file-for-fake-audio-capture={microphone}"]);
        var line = new SocketLine(new IPEndPoint(IPAddress.Loopback, hall.Server.MediaPort), seed: index + 1);
        var window = await meeting.JoinAsync(role, browser, script: Witness.Script(line));
        return new LinePerson(new Voice(name, hertz), browser, line, window, new Witness(window));
    }
}

internal sealed record LinePerson(Voice Voice, IBrowser Browser, SocketLine Line, RoomWindow Window, Witness Witness)
{
    /// <summary>Waits for somebody's picture; says how both are when it does not come.</summary>
    public async Task SeesAsync(LinePerson other)
    {
        try
        {
            await Window.Sees(other.Voice.Name);
        }
        catch (TimeoutException)
        {
            Assert.Fail($"{other.Voice.Name} is not seen: {await DescribeAsync()}; there: {await other.DescribeAsync()}");
        }
    }

    /// <summary>The page's connection, tiles and counters, for a test's complaint.</summary>
    public Task<string> DescribeAsync() => Window.Page.EvaluateAsync<string>(
        """
        async () => {
          const peer = peers.at(-1);
          const all = peer ? [...(await peer.getStats()).values()] : [];
          const rtp = all.filter((one) => one.type.endsWith('bound-rtp') && one.kind === 'video' && !one.type.startsWith('remote'))
            .map((one) => `${one.type} ${one.mid} ${one.rid ?? ''} ${one.active ?? ''} ${one.packetsSent ?? one.packetsReceived} packets ${one.framesDecoded ?? one.framesSent} frames`);
          return [`${peers.length} connections, ${peer?.connectionState} ${peer?.iceConnectionState} ${peer?.signalingState}`, document.querySelector('.room').dataset.line,
            ...[...document.querySelectorAll('figure.tile')].map((one) => one.innerText.replaceAll('\n', ' ')), ...rtp].join('; ');
        }
        """);
}
