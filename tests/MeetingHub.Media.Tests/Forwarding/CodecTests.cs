using MeetingHub.Media.Forwarding;
using MeetingHub.Media.Rooms;
using MeetingHub.Media.Rtp;
using MeetingHub.Media.Srtp;
using MeetingHub.Media.Tests.Rooms;
using MeetingHub.Media.Tests.Srtp;

namespace MeetingHub.Media.Tests.Forwarding;

/// <summary>One slot, several codecs: each goes under the number that this browser gave it.</summary>
public sealed class CodecTests : IDisposable
{
    private static readonly Timestamp Start = new(10_000_000);

    private readonly SrtpPair keys = new(SrtpProfile.AeadAes128Gcm);
    private readonly Wakeup wakeup = new();
    private readonly DatagramBatch batch = new(256, _ => throw new InvalidOperationException("more than expected"));
    private readonly Egress egress;

    public CodecTests()
    {
        egress = new Egress(batch, wakeup);
        egress.Open(keys.Sender);
        egress.MoveTo(Meeting.At("203.0.113.1", 1), proved: true);
    }

    [Fact]
    public void A_slot_goes_from_codec_to_codec_under_this_browsers_numbers()
    {
        var slot = new VideoSlot("3", "s", [new(PictureCodec.Vp8, 120, 124), new(PictureCodec.H264, 126, 127), new(PictureCodec.Vp9, 121, 125)], 7, 8, egress, wakeup, default);
        var vp8 = Camera(PictureCodec.Vp8, "90 80 8005 00 11");
        var h264 = Camera(PictureCodec.H264, "67 42e01f");
        var vp9 = Camera(PictureCodec.Vp9, "ac 8123 00 07 0a");
        foreach (var (source, packet) in new[] { vp8, h264, vp9 })
        {
            slot.Want(source, pixelHeight: null, Start);
            Send(source, packet, 100);
            Send(source, packet, 101);
        }

        var sent = Sent();
        Assert.Equal([120, 120, 126, 126, 121, 121], sent.Select(p => (int)p.Header.PayloadType));
        Assert.Equal([0, 1, 2, 3, 4, 5], sent.Select(p => (int)p.Header.Sequence.Value));
        Assert.Equal("6742e01f", Bytes.ToHex(sent[2].Payload));
        // The numbers of VP9 go on where those of VP8 were.
        Assert.True(PayloadFormat.Of(PictureCodec.Vp9)!.TryRead(sent[4].Payload, out var facts));
        Assert.NotEqual((0x123, (byte)7), facts.Numbers.Read(sent[4].Payload));

        // What is asked for again goes with the codec it had.
        foreach (var number in new ushort[] { 0, 2, 5 }) slot.Retransmit(new SequenceNumber(number), TimeSpan.Zero, Start);
        var again = Sent();
        Assert.Equal([124, 127, 125], again.Select(p => (int)p.Header.PayloadType));
        Assert.Equal([.. new byte[] { 0, 5 }, .. sent[5].Payload], again[2].Payload);
    }

    public void Dispose()
    {
        egress.Dispose();
        keys.Receiver.Dispose();
    }

    private (VideoSource Source, string Packet) Camera(PictureCodec codec, string packet) => (
        new VideoSource("1", SourceKind.Camera, default, default, wakeup, count: 1, (source, index) =>
            new VideoLayer(source, "", index, codec, new RemoteClock(), wakeup) { PayloadType = 96, RtxPayloadType = 97, Ssrc = 5 }), packet);

    private static void Send(VideoSource source, string payload, ushort sequence)
    {
        var packet = Packet(96, payload, sequence, out var header);
        source.Arrives(source.Layers[0], Start);
        Assert.Equal(PacketFate.Forwarded, source.Layers[0].Receive(packet, header, Start));
    }

    private static byte[] Packet(byte type, string payload, ushort sequence, out RtpHeader header)
    {
        byte[] packet = [.. new byte[RtpHeader.FixedLength], .. Bytes.FromHex(payload)];
        RtpHeader.Write(packet, type, marker: true, new SequenceNumber(sequence), new RtpTime(sequence * 960u), 5);
        Assert.True(RtpHeader.TryParse(packet, out header));
        return packet;
    }

    private List<(RtpHeader Header, byte[] Payload)> Sent()
    {
        List<(RtpHeader, byte[])> sent = [];
        for (var i = 0; i < batch.Count; i++)
        {
            var datagram = batch[i].ToArray();
            Assert.Equal(SrtpVerdict.Accepted, keys.Receiver.UnprotectRtp(datagram, out var length));
            Assert.True(RtpHeader.TryParse(datagram.AsSpan(0, length), out var header));
            sent.Add((header, datagram[header.Length..length]));
        }

        batch.Clear();
        return sent;
    }
}
