using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using MeetingHub.Media.Dtls;
using MeetingHub.Media.Hosting;
using MeetingHub.Media.Hosting.Tcp;
using MeetingHub.Media.Ice;
using MeetingHub.Media.Rooms;
using MeetingHub.Media.Rtcp;
using MeetingHub.Media.Rtp;
using MeetingHub.Media.Tests.Rooms;
using MeetingHub.Testing.Media;

namespace MeetingHub.Media.Tests.Hosting;

/// <summary>A test browser with a camera on a real socket, UDP or TCP; it goes on while <see cref="Step"/> is called.</summary>
internal sealed partial class SocketBrowser : IDisposable
{
    private readonly long origin = Stopwatch.GetTimestamp();
    private readonly TestPeer peer;
    private readonly TestCamera camera;
    private readonly Socket socket;
    private readonly byte[] buffer = new byte[2048];
    private readonly FrameReader frames = new();
    private readonly ReceivedTransport transport = new();
    private readonly List<byte> unsent = [];

    public SocketBrowser(char letter, DtlsContext context, Socket socket)
    {
        this.socket = socket;
        peer = new TestPeer(context, letter) { RtpReceived = TakeRtp, RtcpReceived = TakeRtcp };
        camera = new TestCamera((byte)letter, peer, ssrc: letter);
    }

    public int Received { get; private set; }

    public bool IsConnected => peer.IsConnected;

    /// <summary>Reads nothing any more, and goes on sending.</summary>
    public bool IsDeaf { get; set; }

    private bool IsTcp => socket.SocketType == SocketType.Stream;

    public async Task<PeerKey> ConnectAsync(MediaServer server, RoomKey room, IPEndPoint to, CancellationToken ct)
    {
        var key = Guid.NewGuid();
        var offer = BrowserOffer.Write(peer.Credentials, peer.Fingerprint, camera.Ssrc, camera.Ssrc + 2, screen: 0, ["video"]);
        var answer = await server.ConnectAsync(
            room, new PeerKey(key), new ParticipantKey(key), new PeerOffer(offer, [new SendLine("1", SourceKind.Camera)]), ct);
        Assert.Null(answer.Refusal);
        var values = Attributes().Matches(answer.Sdp!).ToLookup(m => m.Groups[1].Value, m => m.Groups[2].Value, StringComparer.Ordinal);
        Assert.True(CertificateFingerprint.TryParse(values["fingerprint"].First(), out var fingerprint));
        Assert.Contains(values["candidate"], c => c.Contains($" {(IsTcp ? "tcp" : "udp")} ", StringComparison.Ordinal)
            && c.Contains($" {to.Address} {to.Port} typ host", StringComparison.Ordinal));
        var credentials = new IceCredentials(values["ice-ufrag"].First(), values["ice-pwd"].First());
        await socket.ConnectAsync(to, ct);
        socket.Blocking = false;
        peer.Connect(new PeerIdentity(credentials, fingerprint!), RemoteAddress.From(to), Now());
        return new PeerKey(key);
    }

    /// <summary>Takes and sends what there is.</summary>
    public void Step()
    {
        while (!IsDeaf && socket.Poll(0, SelectMode.SelectRead) && (IsTcp ? TakeStream() : TakeDatagram()))
        {
        }

        peer.Tick(Now());
        if (peer.IsConnected) camera.Tick(Now());
        for (ReadOnlySpan<byte> report; !(report = transport.TakeReport(about: 1, Now())).IsEmpty;) peer.SendRtcp(report);
        while (peer.TryGetDatagram(buffer, out var length, out _))
        {
            if (IsTcp) unsent.AddRange([(byte)(length >> 8), (byte)length, .. buffer[..length]]);
            else SendDatagram(length);
        }

        if (unsent.Count > 0) unsent.RemoveRange(0, socket.Send([.. unsent], SocketFlags.None, out _));
    }

    public void Dispose()
    {
        peer.Dispose();
        socket.Dispose();
    }

    private void TakeRtp(ReadOnlySpan<byte> packet, Timestamp now)
    {
        Assert.True(RtpHeader.TryParse(packet, out var header));
        transport.Take(header, packet, now);
        if (header.PayloadLength > 0) Received++;
    }

    private void TakeRtcp(ReadOnlySpan<byte> compound, Timestamp now)
    {
        var reader = new RtcpReader(compound);
        while (reader.MoveNext())
            if (reader is { Type: RtcpType.PayloadFeedback, Count: Feedback.PictureLoss }) camera.AskForKeyframe(now);
    }

    private bool TakeDatagram()
    {
        // An error is the ICMP message of a port that was nobody's for a moment.
        var length = socket.Receive(buffer, SocketFlags.None, out var error);
        if (error == SocketError.Success) Take(buffer.AsSpan(0, length));
        return true;
    }

    /// <summary>As a browser: what the path refuses is lost.</summary>
    private void SendDatagram(int length) => socket.Send(buffer.AsSpan(0, length), SocketFlags.None, out _);

    private bool TakeStream()
    {
        var received = socket.Receive(frames.Free.Span, SocketFlags.None, out _);
        frames.Received(received);
        while (frames.TryRead(out var frame)) Take(frame.ToArray());
        return received > 0;
    }

    private void Take(Span<byte> datagram) => peer.Handle(datagram, RemoteAddress.From((IPEndPoint)socket.RemoteEndPoint!), Now());

    private Timestamp Now() => new(1_000_000 + (long)Stopwatch.GetElapsedTime(origin).TotalMicroseconds);

    [GeneratedRegex("a=(ice-ufrag|ice-pwd|fingerprint|candidate):(.*?)\r\n", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Attributes();
}
