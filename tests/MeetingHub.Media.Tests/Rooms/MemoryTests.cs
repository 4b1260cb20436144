using MeetingHub.Media.Forwarding;
using MeetingHub.Media.Rooms;
using MeetingHub.Media.Rtp;
using MeetingHub.Media.Sdp;
using MeetingHub.Media.Srtp;
using MeetingHub.Media.Tests.Srtp;
using MeetingHub.Testing.Measuring;

namespace MeetingHub.Media.Tests.Rooms;

/// <summary>What another viewer costs: packets are kept once for all, a slot only knows how it renumbered them.</summary>
public sealed class MemoryTests
{
    private static readonly Timestamp Start = new(10_000_000);

    [Fact]
    public void A_slot_that_shows_a_picture_and_answers_for_losses_keeps_a_few_kilobytes()
    {
        const int Slots = 1_000;
        using var keys = new SrtpPair(SrtpProfile.AeadAes128Gcm);
        var wakeup = new Wakeup();
        var egress = new Egress(new DatagramBatch(16, batch => batch.Clear()), wakeup);
        egress.Open(keys.Sender);
        egress.MoveTo(Meeting.At("203.0.113.1", 1), proved: true);
        var source = Camera(wakeup);
        var layer = source.Layers[0];
        Send(layer, 1, isKeyframe: true, Start);

        IReadOnlyList<OfferedCodec> codecs = [new(PictureCodec.Vp8, 96, 97)];
        var slots = new VideoSlot[Slots];
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Slots; i++)
        {
            slots[i] = new VideoSlot($"{i}", "s", codecs, (uint)(1000 + 2 * i), (uint)(1001 + 2 * i), egress, wakeup, default);
            slots[i].Want(source, pixelHeight: null, Start);
            slots[i].Grant(0, isEnough: true, Start);
        }

        Send(layer, 2, isKeyframe: true, Start + TimeSpan.FromMilliseconds(50));
        foreach (var slot in slots) slot.Retransmit(new SequenceNumber(0), TimeSpan.Zero, Start + TimeSpan.FromMilliseconds(90));
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;

        Assert.All(slots, s => Assert.Equal((1, 1), (s.Packets, s.Retransmitted)));
        new Figure("Memory of a slot that shows a picture and resends", "kB", 8, [allocated / 1000.0 / Slots]).Report();
    }

    [Fact]
    public void What_is_kept_of_a_camera_is_two_seconds_of_each_layer_that_arrives()
    {
        using var meeting = new Meeting();
        var viewer = meeting.Join('V', pictures: 1);
        var sender = meeting.Join('A', layers: [180, 360, 720]);
        meeting.View(viewer, sender, 720);
        meeting.Run(3);
        var kept = meeting.Statistics(sender).Sources.Single(s => s.Kind == SourceKind.Camera).Layers.Select(l => l.HistoryBytes).ToArray();
        // 320 kbit/s each.
        Assert.All(kept, bytes => Assert.InRange(bytes, 80_000, 145_000));
        new Figure("History of a camera of three layers, 1 Mbit/s", "kB", 450, [kept.Sum() / 1000.0]).Report();
    }

    private static VideoSource Camera(Wakeup wakeup) => new(
        "1", SourceKind.Camera, default, default, wakeup, count: 1,
        (source, index) => new VideoLayer(source, "", index, PictureCodec.Vp8, new RemoteClock(), wakeup) { PayloadType = 96, RtxPayloadType = 97, Ssrc = 5 });

    private static void Send(VideoLayer layer, ushort sequence, bool isKeyframe, Timestamp now)
    {
        byte[] packet = [.. new byte[12], 0x90, 0x80, 0x80, (byte)sequence, (byte)(isKeyframe ? 0 : 1), .. new byte[300]];
        RtpHeader.Write(packet, 96, marker: true, new SequenceNumber(sequence), new RtpTime(sequence * 4500u), layer.Ssrc);
        Assert.True(RtpHeader.TryParse(packet, out var header));
        layer.Source.Arrives(layer, now);
        layer.Receive(packet, header, now);
    }
}
