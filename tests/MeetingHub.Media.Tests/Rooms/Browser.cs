using MeetingHub.Media.Dtls;
using MeetingHub.Media.Hosting;
using MeetingHub.Media.Rooms;
using MeetingHub.Media.Rtcp;
using MeetingHub.Media.Rtp;
using MeetingHub.Media.Sdp;
using MeetingHub.Testing.Media;

namespace MeetingHub.Media.Tests.Rooms;

/// <summary>
/// What a browser does, as far as the server can tell: an offer, a camera and a microphone whose packets carry a letter, keyframes
/// when asked, retransmissions when asked, and slots whose losses it asks for.
/// </summary>
internal sealed class Browser : IDatagramEndpoint, IDisposable
{
    private static readonly TimeSpan NackInterval = TimeSpan.FromMilliseconds(40);
    private static readonly TimeSpan ReportInterval = TimeSpan.FromSeconds(1);

    private readonly TestPeer peer;
    private readonly List<string> slotKinds = [];
    private Timestamp nextNack;
    private Timestamp nextReport;

    /// <param name="layers">Pixel heights of the camera's simulcast layers from the smallest up; none without simulcast.</param>
    public Browser(
        char letter, DtlsContext context, RemoteAddress address, ParticipantKey? participant = null, int pictures = 3, int sounds = 4,
        params ReadOnlySpan<int> layers)
    {
        Letter = letter;
        Address = address;
        Key = new PeerKey(new Guid(letter, 0, 1, new byte[8]));
        Participant = participant ?? new ParticipantKey(new Guid(letter, 0, 2, new byte[8]));
        peer = new TestPeer(context, seed: letter) { RtpReceived = TakeRtp, RtcpReceived = TakeRtcp };
        Grow(pictures, sounds);
        Layers = new TestCamera[Math.Max(1, layers.Length)];
        Layers[0] = new TestCamera((byte)letter, peer, ssrc: (uint)letter << 8);
        for (var i = 0; i < layers.Length; i++)
            Layers[i] = new TestCamera((byte)(letter + i), peer, ssrc: ((uint)letter << 8) + 16 + 2 * (uint)i, rid: $"{"qhf"[i]}", layers[i]);
        Microphone = new TestMicrophone((byte)letter, peer, ssrc: ((uint)letter << 8) + 2);
        Screen = new TestCamera((byte)char.ToLowerInvariant(letter), peer, ssrc: ((uint)letter << 8) + 4) { IsOn = false };
    }

    public char Letter { get; }

    public RemoteAddress Address { get; }

    public PeerKey Key { get; }

    public ParticipantKey Participant { get; }

    /// <summary>Its layers, from the smallest up: they carry the letter and those that follow it in the alphabet.</summary>
    public TestCamera[] Layers { get; }

    /// <summary>The smallest layer, or all there is.</summary>
    public TestCamera Camera => Layers[0];

    public TestMicrophone Microphone { get; }

    /// <summary>Carries the small letter; off until <see cref="Share"/>.</summary>
    public TestCamera Screen { get; }

    public TestPeer Peer => peer;

    public bool HasLayers => Camera.Rid.Length > 0;

    public List<ReceivedSlot> Slots { get; } = [];

    public ReceivedTransport Transport { get; } = new();

    public IEnumerable<ReceivedSlot> Pictures => Slots.Where(s => s.IsVideo);

    public IEnumerable<ReceivedSlot> Sounds => Slots.Where(s => !s.IsVideo);

    /// <summary>Sender reports the server sent, by stream.</summary>
    public List<(SenderReport Report, Timestamp At)> Reports { get; } = [];

    public List<(ReportBlock Block, Timestamp At)> Blocks { get; } = [];

    public int FeedbackMessages { get; private set; }

    /// <summary>What it was asked to keep to, bits a second.</summary>
    public List<(long Bits, Timestamp At)> Rates { get; } = [];

    /// <summary>The browser's clock minus the server's.</summary>
    public TimeSpan ClockError { get; set; }

    public bool AsksForLost { get; set; } = true;

    public bool SendsReports { get; set; } = true;

    /// <summary>False to leave a=ssrc out of the offer, as with simulcast; packets then say which line they belong to.</summary>
    public bool AnnouncesStreams { get; init; } = true;

    public Timestamp? Deadline
    {
        get
        {
            var deadline = peer.Deadline;
            if (!peer.IsConnected) return deadline;
            foreach (var own in (Timestamp[])[Microphone.Next, Screen.Next, nextNack, nextReport, .. Layers.Select(l => l.Next)])
                deadline = deadline is { } earlier ? Timestamp.Earlier(earlier, own) : own;
            return Transport.Deadline is { } report ? Timestamp.Earlier(report, deadline!.Value) : deadline;
        }
    }

    public IReadOnlyList<SendLine> Sends
    {
        get
        {
            List<SendLine> sends = [new("0", SourceKind.Microphone), new("1", SourceKind.Camera)];
            var screen = slotKinds.IndexOf("screen");
            if (screen >= 0) sends.Add(new SendLine($"{screen + 2}", SourceKind.Screen));
            return sends;
        }
    }

    /// <summary>Puts a screen into the next offer.</summary>
    public void Share()
    {
        slotKinds.Add("screen");
        Screen.IsOn = true;
    }

    /// <summary>Adds slots to the next offer.</summary>
    public void Grow(int pictures, int sounds)
    {
        slotKinds.AddRange(Enumerable.Repeat("video", pictures));
        slotKinds.AddRange(Enumerable.Repeat("audio", sounds));
    }

    /// <summary>What another kind of browser would have written.</summary>
    public Func<string, string> Edit { get; init; } = text => text;

    public string Offer() => Edit(BrowserOffer.Write(
        peer.Credentials, peer.Fingerprint, AnnouncesStreams && !HasLayers ? Camera.Ssrc : 0, AnnouncesStreams ? Microphone.Ssrc : 0,
        Screen.Ssrc, slotKinds, HasLayers ? [.. Layers.Select(l => l.Rid)] : null));

    /// <summary>Takes the answer; the first one starts the connection, later ones add slots.</summary>
    public void Answered(SdpAnswer answer, RemoteAddress server, Timestamp now)
    {
        for (var i = 2; i < answer.Lines.Count; i++)
        {
            var line = answer.Lines[i];
            var isScreen = string.Equals(slotKinds[i - 2], "screen", StringComparison.Ordinal);
            Assert.Equal(isScreen ? LineRole.Source : LineRole.Slot, line.Role);
            if (isScreen || Slots.Exists(s => s.Ssrc == line.Ssrc)) continue;
            Slots.Add(new ReceivedSlot(answer.Offer.Lines[i].Mid, answer.Offer.Lines[i].Media == LineMedia.Video, line.Ssrc, line.RtxSsrc));
        }

        if (peer.Ice is null) peer.Connect(new PeerIdentity(answer.Ice, answer.Fingerprint), server, now);
    }

    public void Handle(Span<byte> datagram, in RemoteAddress source, Timestamp now) => peer.Handle(datagram, source, now);

    public void Tick(Timestamp now)
    {
        peer.Tick(now);
        if (!peer.IsConnected) return;
        foreach (var layer in Layers) layer.Tick(now);
        Microphone.Tick(now);
        Screen.Tick(now);
        if (now >= nextReport) Report(now);
        if (now >= nextNack) AskForLost(now);
        for (ReadOnlySpan<byte> report; !(report = Transport.TakeReport(about: 1, now)).IsEmpty;) peer.SendRtcp(report);
    }

    public bool TryGetDatagram(Span<byte> destination, out int length, out RemoteAddress target) =>
        peer.TryGetDatagram(destination, out length, out target);

    public void Complain(ReceivedSlot slot)
    {
        var message = new byte[PictureLoss.Length];
        PictureLoss.Write(message, 1, slot.Ssrc);
        peer.SendRtcp(message);
    }

    /// <summary>Sends the layers that the server wants, as a page does that was told so.</summary>
    public void Send(IReadOnlyList<string> wanted)
    {
        foreach (var layer in Layers) layer.IsWanted = wanted.Contains(layer.Rid);
    }

    public void Dispose() => peer.Dispose();

    private void Report(Timestamp now)
    {
        nextReport = now + ReportInterval;
        if (!SendsReports) return;
        var ntp = Meeting.WallClock.At(now).Plus(ClockError);
        foreach (var report in (SenderReport?[])[Microphone.Report(ntp, now), .. Layers.Select(l => l.Report(ntp, now))])
        {
            if (report is null) continue;
            var bytes = new byte[SenderReport.Length];
            report.Value.Write(bytes);
            peer.SendRtcp(bytes);
        }
    }

    private void AskForLost(Timestamp now)
    {
        nextNack = now + NackInterval;
        if (!AsksForLost) return;
        foreach (var slot in Pictures)
        {
            var missing = slot.Missing.Select(SequenceNumber.Of).Take(100).ToArray();
            if (missing.Length == 0) continue;
            var message = new byte[Feedback.HeaderLength + GenericNack.MaxPairs * GenericNack.PairLength];
            peer.SendRtcp(message.AsSpan(0, GenericNack.Write(message, 1, slot.Ssrc, missing, out _)));
        }
    }

    private void TakeRtp(ReadOnlySpan<byte> packet, Timestamp now)
    {
        Assert.True(RtpHeader.TryParse(packet, out var header));
        var ssrc = header.Ssrc;
        var slot = Slots.Find(s => s.Ssrc == ssrc || (s.RtxSsrc == ssrc && ssrc != 0));
        Assert.True(slot is not null, "a stream that was not negotiated");
        Assert.Contains(header.PayloadType, !slot.IsVideo ? [BrowserOffer.OpusType, BrowserOffer.RedType] : ssrc == slot.Ssrc ? new byte[] { 96 } : [97]);
        Transport.Take(header, packet, now);
        slot.Take(header, packet.Slice(header.Length, header.PayloadLength), now);
    }

    private void TakeRtcp(ReadOnlySpan<byte> compound, Timestamp now)
    {
        var reader = new RtcpReader(compound);
        while (reader.MoveNext())
        {
            if (reader.Type == RtcpType.SenderReport && SenderReport.TryParse(reader.Body, out var report)) Reports.Add((report, now));
            if (reader.Type == RtcpType.ReceiverReport)
            {
                var blocks = ReceiverReport.Blocks(reader.Type, reader.Body);
                for (; ReportBlock.TryParse(blocks, out var block); blocks = blocks[ReportBlock.Length..])
                {
                    Blocks.Add((block, now));
                    // Acknowledged: from now on the stream goes without names.
                    if (LayerOf(block.Ssrc) is { Rid.Length: > 0 } layer) layer.NamesLine = false;
                }
            }

            if (!Feedback.TryParse(reader.Body, out var ssrc, out var control)) continue;
            if (reader is { Type: RtcpType.PayloadFeedback, Count: Feedback.PictureLoss }) LayerOf(ssrc)?.AskForKeyframe(now);
            if (reader is { Type: RtcpType.PayloadFeedback, Count: Feedback.PictureLoss } && ssrc == Screen.Ssrc) Screen.AskForKeyframe(now);
            if (reader is { Type: RtcpType.TransportFeedback, Count: Feedback.TransportWide }) FeedbackMessages++;
            if (reader is { Type: RtcpType.TransportFeedback, Count: Feedback.GenericNack }) LayerOf(ssrc)?.Resend(control);
            if (reader is { Type: RtcpType.PayloadFeedback, Count: Feedback.Application } && ReceiverEstimate.TryRead(control, out var bits))
                Rates.Add((bits, now));
        }
    }

    private TestCamera? LayerOf(uint ssrc) => Array.Find(Layers, l => l.Ssrc == ssrc);
}
