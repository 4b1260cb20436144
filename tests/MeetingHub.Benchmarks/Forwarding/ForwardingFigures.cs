using System.Buffers.Binary;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using MeetingHub.Media;
using MeetingHub.Media.Dtls;
using MeetingHub.Media.Hosting;
using MeetingHub.Media.Native;
using MeetingHub.Media.Rooms;
using MeetingHub.Media.Rtp;
using MeetingHub.Media.Sdp;
using MeetingHub.Testing.Measuring;
using MeetingHub.Testing.Media;

namespace MeetingHub.Benchmarks.Forwarding;

/// <summary>What it costs to forward one packet of a camera to many, on one thread, without and with a socket.</summary>
internal static class ForwardingFigures
{
    private const int PacketsInSample = 2_000;
    private const int VideoBytes = 1200;
    private const int AudioBytes = 156;
    private const int HeaderAndTagBytes = RtpHeader.FixedLength + 16;
    private static readonly RemoteAddress Server = RemoteAddress.From(new IPEndPoint(IPAddress.Loopback, 40_000));
    private static readonly RoomKey Room = new(new Guid(1, 2, 3, new byte[8]));

    /// <summary>How what was forwarded leaves.</summary>
    private enum Way
    {
        Nowhere,
        PlainCalls,
        BatchedCalls,
    }

    public static void Report()
    {
        // The aims are the budget of media.md, section 6. A frame of nine packets, as they come when a browser sends one, or one by one.
        foreach (var viewers in new[] { 1, 10, 30 })
        {
            Print(viewers, together: 1, VideoBytes, Way.Nowhere, aim: viewers == 1 ? 3.0 : 1.5);
            Print(viewers, together: 1, VideoBytes, Way.PlainCalls, aim: viewers == 1 ? 6.0 : 4.0);
            Print(viewers, together: 1, VideoBytes, Way.BatchedCalls, aim: viewers == 1 ? 6.0 : 3.0);
            Print(viewers, together: 9, VideoBytes, Way.BatchedCalls, aim: viewers == 1 ? 3.0 : 2.2);
            Print(viewers, together: 1, AudioBytes, Way.BatchedCalls, aim: viewers == 1 ? 6.0 : 2.2);
        }
    }

    private static void Print(int viewers, int together, int bytes, Way way, double aim)
    {
        var figure = Run(viewers, together, bytes, way, aim);
        // The least: what the other samples took longer went to whatever else the machine was doing.
        figure.Report(figure.Samples.Min());
    }

    private static Figure Run(int viewers, int together, int bytes, Way way, double aim)
    {
        using var context = new DtlsContext(DateTimeOffset.UnixEpoch);
        using var port = UdpPort.Open(0, way == Way.BatchedCalls);
        using var browsers = new DeafBrowsers(viewers + 1);
        var random = new Random(1);
        var server = new SwitchboardEndpoint(batch => new Switchboard(
            new MediaOptions { MaxPeerKbps = 0 }, context, new ServerClock(DateTimeOffset.UnixEpoch), new Entropy(b => random.NextBytes(b)), batch,
            _ => { }, () => default));
        var network = new VirtualNetwork(seed: 1);
        network.Attach(server, Server);
        List<TestPeer> peers = [];
        for (var i = 0; i <= viewers; i++) peers.Add(Join(network, server, context, browsers[i], i));
        if (!network.RunUntil(() => peers.TrueForAll(p => p.IsConnected), TimeSpan.FromSeconds(10)))
            throw new InvalidOperationException("Not connected.");
        // So that the slots are asked for, and the first packet below, a keyframe, fills them.
        network.RunFor(TimeSpan.FromMilliseconds(100));

        server.Keeps = false;
        if (way != Way.Nowhere) server.Sink = port.Send;
        var now = network.Now;
        var samples = new List<double>();
        ushort sequence = 0;
        Feed(2 * PacketsInSample / Math.Min(viewers, 4));
        for (var sample = 0; sample < Figure.Count(small: 3, full: 15); sample++)
        {
            var (spent, forwarded) = Feed(PacketsInSample);
            samples.Add(spent.TotalMicroseconds / forwarded);
        }

        foreach (var peer in peers) peer.Dispose();
        var how = way switch
        {
            Way.Nowhere => "without socket",
            Way.PlainCalls => "by plain calls",
            Way.BatchedCalls => $"{together} at a time",
        };
        return new Figure($"forward 1 to {viewers}, {bytes} bytes, {how}", "µs", aim, samples);

        (TimeSpan Spent, long Forwarded) Feed(int count)
        {
            byte[][] datagrams = [.. Protect(peers[0], ref sequence, count, bytes - HeaderAndTagBytes)];
            var before = Forwarded(server.Board);
            // Of the thread, so that what else the machine does is not counted.
            var start = Spent();
            for (var i = 0; i < count; i += together)
            {
                now += TimeSpan.FromMicroseconds(200 * together);
                server.Handle(datagrams.AsSpan(i, Math.Min(together, count - i)), browsers[0], now);
            }

            var spent = Spent() - start;
            var forwarded = Forwarded(server.Board) - before;
            if (forwarded < (long)count * viewers * 0.99) throw new InvalidOperationException($"Only {forwarded} packets were forwarded.");
            return (spent, forwarded);
        }
    }

    private static TimeSpan Spent() => ThreadTime.Read() ?? Stopwatch.GetElapsedTime(0);

    private static long Forwarded(Switchboard board) =>
        board.Snapshot(0, 0).Rooms.Sum(r => r.Peers.Sum(p => p.Slots.Sum(s => s.Packets)));

    private static TestPeer Join(VirtualNetwork network, SwitchboardEndpoint server, DtlsContext context, in RemoteAddress address, int number)
    {
        var peer = new TestPeer(context, seed: number + 1);
        network.Attach(peer, address);
        var isSender = number == 0;
        var offer = new SdpOffer
        {
            Ice = peer.Credentials,
            Fingerprint = peer.Fingerprint,
            Bundle = ["0"],
            AllowsMixedExtensions = true,
            Lines = [Line(isSender ? LineDirection.Send : LineDirection.Receive, isSender ? 100u : 0)],
        };
        var key = new Guid(number, 0, 0, new byte[8]);
        var answer = server.Board.Connect(
            Room, new PeerKey(key), new ParticipantKey(key), offer, isSender ? [new SendLine("0", SourceKind.Camera)] : [], network.Now, out var refusal)
            ?? throw new InvalidOperationException(refusal);
        peer.Connect(new PeerIdentity(answer.Ice, answer.Fingerprint), Server, network.Now);
        return peer;
    }

    private static OfferedLine Line(LineDirection direction, uint ssrc) => new()
    {
        Mid = "0",
        Media = LineMedia.Video,
        Direction = direction,
        IsStopped = false,
        Protocol = "UDP/TLS/RTP/SAVPF",
        Formats = "96 97",
        Codecs = [new OfferedCodec(PictureCodec.Vp8, PayloadType: 96, RtxPayloadType: 97)],
        Extensions = default,
        Ssrc = ssrc,
        RtxSsrc = ssrc == 0 ? 0 : ssrc + 1,
    };

    /// <summary>A keyframe of one packet each 300 packets: viewers of a real camera get them as rarely.</summary>
    private static List<byte[]> Protect(TestPeer peer, ref ushort sequence, int count, int payloadBytes)
    {
        List<byte[]> datagrams = [];
        var buffer = new byte[1500];
        var header = new byte[RtpHeader.FixedLength];
        var payload = new byte[payloadBytes];
        for (var i = 0; i < count; i++, sequence++)
        {
            RtpHeader.Write(header, 96, marker: true, new SequenceNumber(sequence), new RtpTime((uint)(sequence * 300)), 100);
            (payload[0], payload[1], payload[4]) = (0x90, 0x80, (byte)(sequence % 300 == 0 ? 0 : 1));
            BinaryPrimitives.WriteUInt16BigEndian(payload.AsSpan(2), (ushort)(0x8000 | sequence));
            peer.SendRtp(header, payload);
            while (peer.TryGetDatagram(buffer, out var length, out _)) datagrams.Add(buffer[..length]);
        }

        return datagrams;
    }

    /// <summary>Where browsers would be: real ports of this machine that nobody reads, so that sending costs what it costs.</summary>
    private sealed class DeafBrowsers : IDisposable
    {
        private readonly Socket[] sockets;

        public DeafBrowsers(int count)
        {
            sockets = [.. Enumerable.Range(0, count).Select(_ => new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp))];
            foreach (var socket in sockets)
            {
                socket.ReceiveBufferSize = 1;
                socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            }
        }

        public RemoteAddress this[int index] => RemoteAddress.From((IPEndPoint)sockets[index].LocalEndPoint!);

        public void Dispose()
        {
            foreach (var socket in sockets) socket.Dispose();
        }
    }
}
