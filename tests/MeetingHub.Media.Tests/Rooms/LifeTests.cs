using MeetingHub.Media.Hosting;
using MeetingHub.Media.Rooms;
using MeetingHub.Media.Rtcp;
using MeetingHub.Media.Rtp;

namespace MeetingHub.Media.Tests.Rooms;

/// <summary>Coming, going, and what strangers and liars can do.</summary>
public sealed class LifeTests
{
    [Fact]
    public void A_browser_that_closes_is_gone_at_once_and_its_slots_are_empty()
    {
        using var meeting = new Meeting();
        var (sender, viewer) = (meeting.Join('A'), meeting.Join('B'));
        meeting.Run(1);
        sender.Peer.Close();
        meeting.Run(0.1);
        var closed = Assert.Single(meeting.Notices.OfType<PeerClosed>());
        Assert.Equal((sender.Key, PeerCloseReason.ClosedByPeer), (closed.Peer, closed.Reason));
        Assert.Empty(meeting.Map(viewer)!.Slots);
    }

    [Fact]
    public void A_browser_that_vanishes_is_gone_after_thirty_seconds()
    {
        using var meeting = new Meeting();
        var sender = meeting.Join('A');
        meeting.Join('B');
        meeting.Network.Detach(sender);
        meeting.Run(29);
        Assert.Empty(meeting.Notices.OfType<PeerClosed>());
        meeting.Run(2);
        Assert.Equal(PeerCloseReason.ConsentExpired, Assert.Single(meeting.Notices.OfType<PeerClosed>()).Reason);
    }

    [Fact]
    public void A_browser_comes_back_with_a_new_connection_and_is_seen_again()
    {
        using var meeting = new Meeting();
        var viewer = meeting.Join('V', pictures: 1, sounds: 1);
        var first = meeting.Join('A');
        meeting.Run(1);
        var second = meeting.Join('B', participant: first.Participant);
        meeting.Board.Disconnect(first.Key, PeerCloseReason.Disconnected, meeting.Now);
        meeting.Run(1);
        Assert.Equal("AB", viewer.Pictures.Single().Tags);
        viewer.Pictures.Single().AssertContinuous();
        Assert.True(second.Peer.IsConnected);
    }

    [Fact]
    public void A_closed_room_leaves_nothing_behind()
    {
        using var meeting = new Meeting();
        var browser = meeting.Join('A');
        meeting.Board.Mute(Meeting.Room, browser.Participant, muted: true, meeting.Now);
        meeting.Board.CloseRoom(Meeting.Room, meeting.Now);
        Assert.Empty(meeting.Board.Snapshot(0, 0).Rooms);
        Assert.Single(meeting.Notices.OfType<PeerClosed>());
    }

    [Fact]
    public void A_mute_in_one_room_holds_in_no_other()
    {
        using var meeting = new Meeting();
        var speaker = meeting.Join('A');
        meeting.Board.Mute(new RoomKey(Guid.NewGuid()), speaker.Participant, muted: true, meeting.Now);
        var listener = meeting.Join('B');
        meeting.Run(1);
        Assert.Contains("A", listener.Sounds.Select(s => s.Tags));
    }

    [Fact]
    public void A_stream_that_no_line_accounts_for_is_dropped()
    {
        using var meeting = new Meeting();
        var (sender, viewer) = (meeting.Join('A'), meeting.Join('B'));
        meeting.Run(1);
        for (ushort i = 0; i < 20; i++)
        {
            var header = new byte[RtpHeader.FixedLength];
            RtpHeader.Write(header, 96, marker: false, new SequenceNumber(i), default, ssrc: 0xDEAD_0000u + i);
            sender.Peer.SendRtp(header, [0x10, 0, 1]);
        }

        var wrong = new byte[RtpHeader.FixedLength];
        RtpHeader.Write(wrong, 96, marker: false, new SequenceNumber(1), default, sender.Camera.Ssrc + 1);
        sender.Peer.SendRtp(wrong, [0x10, 0, 1]);
        meeting.Run(1);
        Assert.Equal(20, meeting.Statistics(sender).Dropped[DropReason.UnknownStream]);
        Assert.Equal(1, meeting.Statistics(sender).Dropped[DropReason.WrongPayloadType]);
        viewer.Pictures.First().AssertContinuous();
    }

    [Fact]
    public void A_stream_that_the_offer_does_not_name_is_found_by_its_line()
    {
        using var meeting = new Meeting();
        var viewer = meeting.Join('V');
        var sender = meeting.Join('A', announces: false);
        sender.Camera.NamesLine = sender.Microphone.NamesLine = true;
        meeting.Run(2);
        Assert.Equal("A", viewer.Pictures.First().Tags);
        Assert.Contains(viewer.Sounds, s => s.Tags == "A");
        viewer.Pictures.First().AssertContinuous();
    }

    [Fact]
    public void Media_from_an_address_that_did_not_prove_itself_goes_nowhere()
    {
        using var meeting = new Meeting();
        var sender = meeting.Join('A');
        meeting.Run(1);
        var before = meeting.Board.UnknownSender;
        for (var first = 0; first < 256; first++)
        {
            for (var length = 1; length < 40; length += 3)
            {
                var datagram = new byte[length];
                datagram[0] = (byte)first;
                meeting.Network.Inject(datagram, Meeting.At("192.0.2.66", 6666), Meeting.At("198.51.100.1", 40000));
                meeting.Network.Inject(datagram, sender.Address, Meeting.At("198.51.100.1", 40000));
            }
        }

        meeting.Run(1);
        Assert.True(meeting.Board.UnknownSender - before >= 252 * 13);
        Assert.True(sender.Peer.IsConnected);
        Assert.Empty(meeting.Notices.OfType<PeerClosed>());
    }

    [Fact]
    public void Random_control_packets_of_an_authenticated_browser_do_no_harm()
    {
        using var meeting = new Meeting();
        var (liar, sender) = (meeting.Join('A'), meeting.Join('B'));
        var random = new Random(4);
        var packet = new byte[100];
        for (var i = 0; i < 5_000; i++)
        {
            random.NextBytes(packet);
            packet[0] = (byte)(0x80 | (packet[0] & 0x1F));
            packet[1] = (byte)random.Next(200, 208);
            (packet[2], packet[3]) = (0, (byte)random.Next(25));
            if (random.Next(2) == 0) BitConverter.TryWriteBytes(packet.AsSpan(8), System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(liar.Slots[random.Next(liar.Slots.Count)].Ssrc));
            liar.Peer.SendRtcp(packet.AsSpan(0, 12 + 4 * random.Next(20)));
            if (i % 50 == 0) meeting.Run(0.05);
        }

        meeting.Run(1);
        Assert.True(liar.Peer.IsConnected);
        Assert.InRange(sender.Camera.KeyframesAsked.Count, 0, 6);
        liar.Pictures.First().AssertContinuous();
    }

    [Fact]
    public void A_flood_of_control_packets_is_cut_off()
    {
        using var meeting = new Meeting();
        var browser = meeting.Join('A');
        var message = new byte[PictureLoss.Length];
        PictureLoss.Write(message, 1, 2);
        for (var i = 0; i < 2_000; i++) browser.Peer.SendRtcp(message);
        meeting.Run(0.5);
        Assert.True(meeting.Statistics(browser).Dropped[DropReason.RtcpFlood] > 1_500);
        Assert.True(browser.Peer.IsConnected);
    }

    [Fact]
    public void Someone_who_sends_thousands_of_wrong_tags_is_cut_off()
    {
        using var meeting = new Meeting();
        var browser = meeting.Join('A');
        meeting.Join('B');
        var forged = new byte[100];
        forged[0] = 0x80;
        forged[1] = 96;
        for (var i = 0; i < PeerTransport.MaxForgeriesPerSecond + 50; i++)
        {
            System.Buffers.Binary.BinaryPrimitives.WriteUInt16BigEndian(forged.AsSpan(2), (ushort)i);
            browser.Peer.SendRaw(forged);
        }

        meeting.Run(0.1);
        var closed = Assert.Single(meeting.Notices.OfType<PeerClosed>());
        Assert.Equal((browser.Key, PeerCloseReason.TooManyForgeries), (closed.Peer, closed.Reason));
    }
}
