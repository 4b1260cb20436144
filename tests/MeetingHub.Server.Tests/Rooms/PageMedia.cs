using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using MeetingHub.Media;
using MeetingHub.Media.Dtls;
using MeetingHub.Media.Ice;
using MeetingHub.Media.Rooms;
using MeetingHub.Server.Rooms;
using MeetingHub.Testing.Media;

namespace MeetingHub.Server.Tests.Rooms;

/// <summary>What a page's RTCPeerConnection does, on a real socket: it comes up and goes on reporting until it is closed.</summary>
internal sealed partial class PageMedia : IAsyncDisposable
{
    private static readonly TimeSpan ReportEvery = TimeSpan.FromMilliseconds(20);

    /// <summary>RFC 3550 section 6.4.2: a receiver report without blocks, of stream 1001.</summary>
    private static readonly byte[] Report = [0x80, 201, 0, 1, 0, 0, 3, 0xE9];

    private readonly DtlsContext context = new(DateTimeOffset.UtcNow);
    private readonly CancellationTokenSource closed = new();
    private readonly TaskCompletionSource connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly TestPeer peer;
    private Task running = Task.CompletedTask;

    private PageMedia() => peer = new TestPeer(context, seed: 1);

    /// <summary>A microphone and one pair of slots, as a browser writes them.</summary>
    public static Offer Offer(string fragment, string password = "0123456789012345678901", string? fingerprint = null)
    {
        var transport = $"a=ice-ufrag:{fragment}\r\na=ice-pwd:{password}\r\na=fingerprint:{fingerprint ?? "sha-256 " + string.Join(':', Enumerable.Repeat("A1", 32))}\r\n"
            + "a=setup:actpass\r\na=rtcp-mux\r\n";
        return new Offer(
            "v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=group:BUNDLE 0 1 2\r\n"
            + "m=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:0\r\na=sendonly\r\na=rtpmap:111 opus/48000/2\r\na=ssrc:1001 cname:a\r\n" + transport
            + "m=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:1\r\na=recvonly\r\na=rtpmap:111 opus/48000/2\r\n" + transport
            + "m=video 9 UDP/TLS/RTP/SAVPF 96 97\r\na=mid:2\r\na=recvonly\r\na=rtpmap:96 VP8/90000\r\na=rtpmap:97 rtx/90000\r\na=fmtp:97 apt=96\r\n" + transport,
            [new OfferedLine("0", SourceKind.Microphone)]);
    }

    public static Task<OfferAnswer> NegotiateAsync(RoomPage page, Offer offer) =>
        page.Hub.CallAsync<OfferAnswer>(nameof(RoomHub.Negotiate), offer);

    /// <summary>Returns when media can flow.</summary>
    public static async Task<PageMedia> ConnectAsync(RoomPage page)
    {
        var media = new PageMedia();
        var own = media.peer.Credentials;
        var answer = await NegotiateAsync(page, Offer(own.UsernameFragment, own.Password, media.peer.Fingerprint.ToString()));
        var values = Attributes().Matches(answer.Sdp!).ToLookup(m => m.Groups[1].Value, m => m.Groups[2].Value, StringComparer.Ordinal);
        Assert.True(CertificateFingerprint.TryParse(values["fingerprint"].First(), out var fingerprint));
        var port = values["candidate"].First(c => c.Contains(" udp ", StringComparison.Ordinal)).Split(' ')[5];
        var server = new IPEndPoint(IPAddress.Loopback, int.Parse(port, CultureInfo.InvariantCulture));
        await media.socket.ConnectAsync(server);
        media.peer.Connect(
            new PeerIdentity(new IceCredentials(values["ice-ufrag"].First(), values["ice-pwd"].First()), fingerprint!), RemoteAddress.From(server), Now());
        media.running = media.RunAsync(RemoteAddress.From(server));
        await media.connected.Task.WaitAsync(TimeSpan.FromSeconds(20));
        return media;
    }

    /// <summary>Without a goodbye, as when the machine is switched off.</summary>
    public async ValueTask DisposeAsync()
    {
        await closed.CancelAsync();
        await running;
        peer.Dispose();
        socket.Dispose();
        context.Dispose();
        closed.Dispose();
    }

    private static Timestamp Now() => new(Stopwatch.GetTimestamp() / (Stopwatch.Frequency / 1_000_000));

    private async Task RunAsync(RemoteAddress server)
    {
        var buffer = new byte[2048];
        while (!closed.IsCancellationRequested)
        {
            peer.Tick(Now());
            if (peer.IsConnected)
            {
                connected.TrySetResult();
                peer.SendRtcp(Report);
            }
            while (peer.TryGetDatagram(buffer, out var length, out _))
                await socket.SendAsync(buffer.AsMemory(0, length));
            using var soon = CancellationTokenSource.CreateLinkedTokenSource(closed.Token);
            soon.CancelAfter(ReportEvery);
            try
            {
                var received = await socket.ReceiveAsync(buffer, soon.Token);
                peer.Handle(buffer.AsSpan(0, received), server, Now());
            }
            catch (OperationCanceledException)
            {
                // Nothing came: time for a report.
            }
        }
    }

    [GeneratedRegex("a=(ice-ufrag|ice-pwd|fingerprint|candidate):(.*?)\r\n", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Attributes();
}
