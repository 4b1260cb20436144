using System.Buffers.Binary;
using System.Diagnostics;
using System.Net;
using MeetingHub.Benchmarks.Load.Sdp;
using MeetingHub.Media;
using MeetingHub.Media.Congestion;
using MeetingHub.Media.Dtls;
using MeetingHub.Media.Rtcp;
using MeetingHub.Media.Rtp;
using MeetingHub.Media.Srtp;
using MeetingHub.Testing.Media;

namespace MeetingHub.Benchmarks.Load.Wire;

/// <summary>
/// One peer connection of the load: ICE and DTLS as <see cref="TestPeer"/> does them, SRTP of its own, and what a browser says of what
/// it receives: reports every second, transport-wide feedback every 60 ms, NACK for holes.
/// </summary>
internal sealed class LoadConnection : IDisposable
{
    private static readonly TimeSpan ReportInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan NackInterval = TimeSpan.FromMilliseconds(20);
    private const uint OwnSsrc = 1;
    private const int MaxDatagramBytes = 1500;

    private readonly LoadSocket socket;
    private readonly LoadTally tally;
    private readonly TestPeer peer;
    private readonly Ipv4 local;
    private readonly Dictionary<uint, ReceivedStream> streams = [];
    private readonly List<ReceivedStream> received = [];
    private readonly TransportWideArrivals arrivals = new();
    private readonly byte[] payload = new byte[MaxDatagramBytes];
    private readonly byte[] header = new byte[SentStream.RtpHeaderBytes];
    private readonly byte[] control = new byte[MaxDatagramBytes];
    private readonly SequenceNumber[] missing = new SequenceNumber[100];
    private SocketName remote;
    private RemoteAddress remoteAddress;
    private SrtpInbound? inbound;
    private SrtpOutbound? outbound;
    private byte transportExtension;
    private ushort transportSequence;
    private Timestamp nextReport;
    private Timestamp nextFeedback;
    private Timestamp nextNack;

    /// <param name="local">An address that no other connection has.</param>
    public LoadConnection(LoadSocket socket, LoadTally tally, DtlsContext context, Ipv4 local, IReadOnlyList<SentStream> sends)
    {
        this.socket = socket;
        this.tally = tally;
        Sends = sends;
        this.local = local;
        peer = new TestPeer(context, seed: (int)local.Raw);
    }

    public IReadOnlyList<SentStream> Sends { get; }

    public IReadOnlyList<ReceivedStream> Received => received;

    public bool IsConnected => inbound is not null;

    public SrtpProfile? Profile => peer.Profile;

    public LoadDescription Describe() => new(peer.Credentials, peer.Fingerprint, IPEndPoint.Parse($"{local}:{socket.Port}"));

    /// <summary>Begins with checks; what the server is to send was in its description.</summary>
    public void Connect(RemoteDescription server, Timestamp now)
    {
        remoteAddress = RemoteAddress.From(server.Address);
        remote = SocketName.Of(server.Address);
        transportExtension = server.TransportExtension;
        foreach (var stream in server.Streams())
        {
            received.Add(stream);
            streams.Add(stream.Ssrc, stream);
            if (stream.RtxSsrc != 0) streams.Add(stream.RtxSsrc, stream);
        }

        peer.Connect(server.Identity, remoteAddress, now);
    }

    public Timestamp Due(Timestamp now)
    {
        var due = peer.Deadline ?? now + ReportInterval;
        if (!IsConnected) return due;
        due = Timestamp.Earlier(due, nextReport);
        if (received.Count > 0) due = Timestamp.Earlier(due, nextNack);
        return arrivals.HasNews ? Timestamp.Earlier(due, nextFeedback) : due;
    }

    public void Tick(Timestamp now, NtpTime wall)
    {
        peer.Tick(now);
        Drain();
        if (!IsConnected) return;
        if (now >= nextReport) SendReports(now, wall);
        if (now >= nextFeedback) SendFeedback(now);
        if (now >= nextNack) AskForMissing(now);
    }

    public void Send(SentStream stream, uint number, long ticks)
    {
        var (headerBytes, payloadBytes) = stream.Write(header, payload, number, transportSequence++, ticks);
        Send(outbound!.ProtectRtp(header.AsSpan(0, headerBytes), payload.AsSpan(0, payloadBytes), socket.Next()));
    }

    /// <summary>Takes a datagram that came to this connection's address.</summary>
    /// <param name="ticks">When, of <see cref="Stopwatch"/>.</param>
    public void Take(Span<byte> datagram, in SocketName source, Timestamp now, long ticks)
    {
        if (source.Port != remote.Port || source.Address != remote.Address || datagram.Length < 2) tally.Strangers++;
        else if (datagram[0] < 64) TakeHandshake(datagram, now);
        else if (inbound is null) tally.Early++;
        else if (datagram[1] is >= 192 and < 224) TakeControl(datagram, now);
        else TakeMedia(datagram, now, ticks);
    }

    public void Dispose()
    {
        peer.Close();
        Drain();
        socket.Flush();
        peer.Dispose();
        inbound?.Dispose();
        outbound?.Dispose();
    }

    private void Send(int length) => socket.Append(length, local, remote);

    private void Drain()
    {
        while (peer.TryGetDatagram(socket.Next(), out var length, out _)) Send(length);
    }

    private void TakeHandshake(Span<byte> datagram, Timestamp now)
    {
        Send(CheckAnswer.Write(datagram, peer.Credentials, remoteAddress, socket.Next()));
        peer.Handle(datagram, remoteAddress, now);
        Drain();
        if (IsConnected || peer.Dtls?.Keys is not { } keys) return;
        inbound = new SrtpInbound(keys);
        outbound = new SrtpOutbound(keys);
        // Spread, as people come one after another.
        nextReport = now + ReportInterval * ((local.Raw >> 24) % 10 / 10.0);
    }

    private void TakeMedia(Span<byte> datagram, Timestamp now, long ticks)
    {
        if (!SrtpPacket.TryReadHeaderLength(datagram, out var headerBytes)
            || !streams.TryGetValue(SrtpPacket.RtpSource(datagram), out var stream))
        {
            tally.Strangers++;
            return;
        }

        if (transportExtension != 0) RecordArrival(datagram[RtpHeader.FixedLength..headerBytes], now);
        var isMedia = SrtpPacket.RtpSource(datagram) == stream.Ssrc;
        var number = 0L;
        if (isMedia)
        {
            number = stream.Take(new SequenceNumber(SrtpPacket.Sequence(datagram)));
            tally.Packets++;
            tally.Bytes += datagram.Length;
            if (number % tally.OpensOneIn != 0) return;
        }

        if (inbound!.UnprotectRtp(datagram, out var length) != SrtpVerdict.Accepted || !RtpHeader.TryParse(datagram[..length], out var parsed))
        {
            tally.Broken++;
            return;
        }

        tally.Opened++;
        var plain = datagram.Slice(parsed.Length, parsed.PayloadLength);
        if (isMedia) Check(stream, number, plain, ticks);
        else if (Rtx.TryReadOriginalSequence(plain, out var original)) stream.TakeRepaired(original);
    }

    private void Check(ReceivedStream stream, long number, ReadOnlySpan<byte> plain, long ticks)
    {
        if (!SentStream.TryFindTestPayload(stream.IsVideo, plain, out var found))
        {
            // Silence that a server makes itself, or padding that it emptied.
            tally.Foreign++;
        }
        else if (TestPayload.TryRead(found, out var sent, out var source, out var count))
        {
            stream.Compare(number, source, count);
            tally.Verified++;
            if (sent != 0) tally.Latency.Add(ticks - sent);
        }
        else
        {
            tally.Broken++;
        }
    }

    /// <param name="extension">Between the fixed header and the payload; it is not encrypted.</param>
    private void RecordArrival(ReadOnlySpan<byte> extension, Timestamp now)
    {
        var walk = new HeaderExtensions(extension);
        while (walk.MoveNext())
            if (walk.Id == transportExtension && walk.Value.Length >= 2)
                arrivals.Record(new SequenceNumber(BinaryPrimitives.ReadUInt16BigEndian(walk.Value)), now);
    }

    private void TakeControl(Span<byte> datagram, Timestamp now)
    {
        if (inbound!.UnprotectRtcp(datagram, out var length) != SrtpVerdict.Accepted)
        {
            tally.Broken++;
            return;
        }

        var reader = new RtcpReader(datagram[..length]);
        while (reader.MoveNext())
        {
            if (reader.Type == RtcpType.SenderReport && SenderReport.TryParse(reader.Body, out var report)
                && streams.TryGetValue(report.Ssrc, out var stream)) stream.TakeReport(report, now);
            if (reader.Type is RtcpType.TransportFeedback or RtcpType.PayloadFeedback
                && Feedback.TryParse(reader.Body, out var media, out var about)) TakeFeedback(reader, media, about, now);
        }
    }

    private void TakeFeedback(in RtcpReader reader, uint media, ReadOnlySpan<byte> about, Timestamp now)
    {
        var isFullIntra = reader is { Type: RtcpType.PayloadFeedback, Count: Feedback.FullIntra } && about.Length >= FullIntraRequest.EntryLength;
        if (isFullIntra) media = FullIntraRequest.ReadSsrc(about);
        foreach (var stream in Sends)
        {
            if (stream.Ssrc != media) continue;
            if (isFullIntra || reader is { Type: RtcpType.PayloadFeedback, Count: Feedback.PictureLoss }) stream.AskForKeyframe(now);
            if (reader is { Type: RtcpType.TransportFeedback, Count: Feedback.GenericNack }) Resend(stream, about);
        }
    }

    private void Resend(SentStream stream, ReadOnlySpan<byte> pairs)
    {
        Span<SequenceNumber> numbers = stackalloc SequenceNumber[GenericNack.NumbersPerPair];
        for (; pairs.Length >= GenericNack.PairLength; pairs = pairs[GenericNack.PairLength..])
        {
            var count = GenericNack.Read(pairs, numbers);
            foreach (var number in numbers[..count])
                if (stream.TryWriteRtx(header, payload, number, transportSequence, out var length))
                {
                    transportSequence++;
                    Send(outbound!.ProtectRtp(header, payload.AsSpan(0, length), socket.Next()));
                }
        }
    }

    private void SendReports(Timestamp now, NtpTime wall)
    {
        nextReport = now + ReportInterval;
        foreach (var stream in Sends)
            if (stream.Report(wall) is { } report) SendControl(report.Write(control));
        Span<ReportBlock> blocks = stackalloc ReportBlock[ReportBlock.MaxPerPacket];
        var count = 0;
        foreach (var stream in received)
        {
            if (!stream.HasStarted) continue;
            blocks[count++] = stream.Report(now);
            if (count < blocks.Length) continue;
            SendControl(ReceiverReport.Write(control, OwnSsrc, blocks));
            count = 0;
        }

        if (count > 0) SendControl(ReceiverReport.Write(control, OwnSsrc, blocks[..count]));
    }

    private void SendFeedback(Timestamp now)
    {
        nextFeedback = now + TransportWideArrivals.Interval;
        if (!arrivals.HasNews) return;
        while (arrivals.Write(control, OwnSsrc, received[0].Ssrc) is > 0 and var length) SendControl(length);
    }

    private void AskForMissing(Timestamp now)
    {
        nextNack = now + NackInterval;
        foreach (var stream in received)
        {
            if (!stream.IsVideo || stream.FindMissing(missing) is not (> 0 and var count)) continue;
            tally.Nacks++;
            SendControl(GenericNack.Write(control, OwnSsrc, stream.Ssrc, missing.AsSpan(0, count), out _));
        }
    }

    private void SendControl(int length) => Send(outbound!.ProtectRtcp(control.AsSpan(0, length), socket.Next()));
}
