using System.Buffers.Binary;
using MeetingHub.Media.Hosting;
using MeetingHub.Media.Rooms;
using MeetingHub.Media.Rtcp;
using MeetingHub.Media.Rtp;
using MeetingHub.Media.Tests.Rooms;

namespace MeetingHub.Media.Tests.Hostile;

/// <summary>Little that somebody sends must not become much that the server does, or sends to everybody.</summary>
public sealed class OverloadTests
{
    // Each was passed on to everybody who saw the stream: fifty in one datagram, fifty datagrams a second, two hundred viewers.
    [Fact]
    public void A_flood_of_sender_reports_is_not_passed_on()
    {
        using var meeting = new Meeting();
        var (liar, viewer) = (meeting.Join('A'), meeting.Join('B'));
        meeting.Run(3);
        var before = viewer.Reports.Count;
        var compound = new byte[40 * SenderReport.Length];
        for (var i = 0; i < 100; i++)
        {
            for (var one = 0; one < 40; one++)
                new SenderReport(liar.Camera.Ssrc, Meeting.WallClock.At(meeting.Now), new RtpTime((uint)i), 1, 1).Write(compound.AsSpan(one * SenderReport.Length));
            liar.Peer.SendRtcp(compound);
            meeting.Run(0.02);
        }

        // Five a second of the picture, and what the voice reports by itself.
        Assert.InRange(viewer.Reports.Count - before, 5, 15);
    }

    [Fact]
    public void More_questions_than_the_worst_line_asks_are_left_unread()
    {
        using var meeting = new Meeting();
        meeting.Join('A');
        var liar = meeting.Join('B');
        meeting.Run(1);
        var slot = liar.Pictures.First();
        var message = new byte[Feedback.HeaderLength + GenericNack.MaxPairs * GenericNack.PairLength];
        Feedback.WriteHeader(message, RtcpType.TransportFeedback, Feedback.GenericNack, 1, slot.Ssrc, message.Length);
        for (var at = Feedback.HeaderLength; at < message.Length; at += GenericNack.PairLength)
            BinaryPrimitives.WriteUInt32BigEndian(message.AsSpan(at), 0x1234_FFFF);
        var compound = Enumerable.Repeat(message, 10).SelectMany(one => one).ToArray();
        for (var i = 0; i < 50; i++) liar.Peer.SendRtcp(compound);
        meeting.Run(0.5);

        // 500 messages of 510 numbers, of which 20,000 are looked up.
        Assert.InRange(meeting.Statistics(liar).Dropped[DropReason.RtcpFlood], 450, 470);
        Assert.InRange(meeting.Statistics(liar).Slots.Sum(s => s.RetransmissionsRefused), 19_000, 20_000);
    }

    // A message of 24 bytes can speak of a thousand packets.
    [Fact]
    public void Feedback_that_speaks_of_more_than_was_ever_sent_is_cut_off()
    {
        using var meeting = new Meeting();
        meeting.Join('A');
        var liar = meeting.Join('B');
        meeting.Run(1);
        byte[] message = [0x8F, 205, 0, 5, 0, 0, 0, 1, 0, 0, 0, 2, 0, 1, 0x04, 0x00, 0, 0, 0, 1, 0x04, 0x00, 0, 0];
        var compound = Enumerable.Repeat(message, 50).SelectMany(one => one).ToArray();
        for (var i = 0; i < 50; i++) liar.Peer.SendRtcp(compound);
        meeting.Run(0.5);

        // Of 2,500 messages sixteen a datagram are looked at, and of those a hundred are read, as are its own.
        Assert.InRange(meeting.Statistics(liar).Dropped[DropReason.RtcpFlood], 690, 800);
        Assert.True(liar.Peer.IsConnected);
    }

    [Fact]
    public void Small_packets_do_not_get_past_the_limit_of_bytes()
    {
        using var meeting = new Meeting(options: new MediaOptions { MaxPeerKbps = 8_000 });
        var (liar, listener) = (meeting.Join('A'), meeting.Join('B'));
        meeting.Run(1);
        var header = new byte[RtpHeader.FixedLength];
        for (var i = 0; i < 10_000; i++)
        {
            RtpHeader.Write(header, 96, marker: false, new SequenceNumber((ushort)i), default, 0x0F10_0D00);
            liar.Peer.SendRtp(header, [0x10, 0, 1]);
            if (i % 10 == 0) meeting.Run(0.001);
        }

        // 4 Mbit/s in small packets: 1,500 a second pass, and the voice beside them.
        Assert.InRange(meeting.Statistics(liar).Dropped[DropReason.OverRate], 8_000, 9_000);
        listener.Sounds.Single(slot => slot.Tags == "A").AssertContinuous();
        Assert.Equal(0, meeting.Statistics(liar).Sources.Single(s => s.Kind == SourceKind.Microphone).Gaps);
    }

    // Everybody hears a voice, so everybody would get each of its packets.
    [Fact]
    public void A_voice_has_no_more_packets_than_a_voice_has()
    {
        using var meeting = new Meeting();
        var (liar, listener) = (meeting.Join('A'), meeting.Join('B'));
        meeting.Run(1);
        liar.Microphone.IsOn = false;
        meeting.Run(1);
        var slot = listener.Sounds.Single(s => s.Tags == "A");
        var before = slot.Packets.Count;
        var header = new byte[RtpHeader.FixedLength];
        for (var i = 0; i < 2_000; i++)
        {
            RtpHeader.Write(header, BrowserOffer.OpusType, marker: false, new SequenceNumber((ushort)(38_500 + i)), new RtpTime((uint)i * 960), liar.Microphone.Ssrc);
            liar.Peer.SendRtp(header, [0x78, (byte)'A', 0, 0, 0, 0]);
            if (i % 10 == 0) meeting.Run(0.005);
        }

        Assert.InRange(slot.Packets.Count - before, 200, 520);
    }
}
