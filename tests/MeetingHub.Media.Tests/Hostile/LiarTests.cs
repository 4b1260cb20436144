using System.Buffers.Binary;
using MeetingHub.Media.Forwarding;
using MeetingHub.Media.Hosting;
using MeetingHub.Media.Rooms;
using MeetingHub.Media.Rtp;
using MeetingHub.Media.Tests.Ice;
using MeetingHub.Media.Tests.Rooms;

namespace MeetingHub.Media.Tests.Hostile;

/// <summary>What somebody can do to the others who has a place in a meeting and keys of his own.</summary>
public sealed class LiarTests
{
    private static readonly RemoteAddress Server = Meeting.At("198.51.100.1", 40000);

    [Fact]
    public void The_address_of_somebody_who_is_there_cannot_be_taken_with_a_check_of_one_s_own()
    {
        using var meeting = new Meeting();
        var (victim, liar, viewer) = (meeting.Join('A'), meeting.Join('B'), meeting.Join('C'));
        var check = new Check(meeting.Negotiate(liar).Ice).Write();
        meeting.Run(1);
        for (var i = 0; i < 50; i++)
        {
            meeting.Network.Inject(check, victim.Address, Server);
            meeting.Run(0.1);
        }

        Assert.Equal(50, meeting.Statistics(liar).Dropped[DropReason.AddressTaken]);
        Assert.True(victim.Peer.IsConnected);
        Assert.Contains(viewer.Pictures, slot => slot.Tags == "A" && slot.Packets[^1].At > meeting.Now - TimeSpan.FromMilliseconds(200));
    }

    [Fact]
    public void An_address_that_was_left_may_be_taken_by_the_next_one_behind_the_same_router()
    {
        using var meeting = new Meeting();
        var (gone, next) = (meeting.Join('A'), meeting.Join('B'));
        meeting.Network.Detach(gone);
        meeting.Run(7);
        meeting.Network.Move(next, gone.Address);
        meeting.Run(3);

        Assert.False(meeting.Statistics(next).Dropped.ContainsKey(DropReason.AddressTaken));
        Assert.Empty(meeting.Notices.OfType<PeerClosed>());
        var before = meeting.Statistics(next).PacketsIn;
        meeting.Run(1);
        Assert.True(meeting.Statistics(next).PacketsIn > before + 50);
    }

    [Fact]
    public void A_flood_of_checks_from_a_proved_address_is_cut_off_and_consent_goes_on()
    {
        using var meeting = new Meeting();
        var browser = meeting.Join('A');
        var check = new Check(meeting.Negotiate(browser).Ice) { Nominates = false }.Write();
        for (var second = 0; second < 40; second++)
        {
            for (var i = 0; i < 500; i++) meeting.Network.Inject(check, browser.Address, Server);
            meeting.Run(1);
        }

        Assert.True(meeting.Statistics(browser).Dropped[DropReason.CheckFlood] >= 40 * 399);
        Assert.Empty(meeting.Notices.OfType<PeerClosed>());
    }

    [Fact]
    public void A_flood_of_handshake_records_is_cut_off_and_a_goodbye_is_heard_later()
    {
        using var meeting = new Meeting();
        var browser = meeting.Join('A');
        meeting.Run(1);
        var record = new byte[100];
        (record[0], record[1], record[2], record[12]) = (22, 254, 253, 87);
        for (var i = 0; i < 2_000; i++) browser.Peer.SendRaw(record);
        meeting.Run(0.5);

        Assert.True(meeting.Statistics(browser).Dropped[DropReason.HandshakeFlood] >= 1_900);
        Assert.True(browser.Peer.IsConnected);
        meeting.Run(1);
        browser.Peer.Close();
        meeting.Run(0.1);
        Assert.Equal(PeerCloseReason.ClosedByPeer, Assert.Single(meeting.Notices.OfType<PeerClosed>()).Reason);
    }

    [Fact]
    public void Who_sends_more_than_he_may_loses_pictures_and_keeps_his_voice()
    {
        using var meeting = new Meeting(options: new MediaOptions { MaxPeerKbps = 2_000 });
        var (sender, listener) = (meeting.Join('A'), meeting.Join('B'));
        meeting.Run(1);
        Flood(meeting, sender, seconds: 3, packetsPerSecond: 1_000);

        var statistics = meeting.Statistics(sender);
        // What is lost is asked for again, which counts as well.
        Assert.InRange(statistics.Dropped[DropReason.OverRate], 2_000, 3_500);
        var voice = listener.Sounds.Single(slot => slot.Tags == "A");
        voice.AssertContinuous();
        Assert.Equal(0, statistics.Sources.Single(s => s.Kind == SourceKind.Microphone).Gaps);
    }

    [Fact]
    public void Who_sends_more_than_he_may_is_asked_for_less_until_he_does()
    {
        using var meeting = new Meeting(options: new MediaOptions { MaxPeerKbps = 2_000 });
        var sender = meeting.Join('A');
        meeting.Run(1);
        Assert.Empty(sender.Rates);

        Flood(meeting, sender, seconds: 3, packetsPerSecond: 1_000);
        var asked = sender.Rates.Count;
        Assert.InRange(asked, 5, 7);
        Assert.All(sender.Rates, rate => Assert.InRange(rate.Bits, 1_890_000, 1_900_000));
        var dropped = meeting.Statistics(sender).Dropped[DropReason.OverRate];

        // Now it does as it was asked, beside its own camera of 300 kbit/s.
        Flood(meeting, sender, seconds: 20, packetsPerSecond: 150, from: 3_000);
        var last = Assert.Single(sender.Rates.Skip(sender.Rates.Count - 1)).At;
        Assert.InRange(meeting.Now - last, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(20));
        Assert.InRange(meeting.Statistics(sender).Dropped[DropReason.OverRate] - dropped, 0, 200);
        Assert.All(sender.Rates, rate => Assert.InRange(rate.Bits, 1_890_000, 1_900_000));
    }

    [Fact]
    public void What_a_room_sends_together_is_limited_too_and_shared_among_those_who_send()
    {
        using var meeting = new Meeting(options: new MediaOptions { MaxRoomKbps = 3_000 });
        Browser[] senders = [meeting.Join('A'), meeting.Join('B'), meeting.Join('C')];
        foreach (var sender in senders) Flood(meeting, sender, seconds: 1, packetsPerSecond: 1_000);

        Assert.All(senders, sender => Assert.True(meeting.Statistics(sender).Dropped[DropReason.OverRate] > 50));
        Assert.All(senders, sender => Assert.All(sender.Rates, rate => Assert.InRange(rate.Bits, 940_000, 950_000)));

        // Once there is room again it is given back: a share would stand for ever.
        meeting.Run(10);
        Assert.All(senders, sender => Assert.InRange(sender.Rates[^1].Bits, 19_900_000, 20_000_000));
        var rates = senders.Sum(sender => sender.Rates.Count);
        meeting.Run(10);
        Assert.Equal(rates, senders.Sum(sender => sender.Rates.Count));
    }

    [Fact]
    public void A_full_room_takes_nobody_more_and_another_room_does()
    {
        using var meeting = new Meeting(options: new MediaOptions { MaxRoomPeers = 2 });
        meeting.Join('A');
        meeting.Join('B');

        Assert.Equal("too_many_peers", meeting.Refusal('C', Meeting.Room));
        Assert.Null(meeting.Refusal('C', new RoomKey(Guid.NewGuid())));
    }

    [Fact]
    public void Streams_nobody_signalled_cost_no_more_than_their_count()
    {
        using var meeting = new Meeting();
        var (liar, viewer) = (meeting.Join('A'), meeting.Join('B'));
        var header = new byte[RtpHeader.FixedLength];
        for (var i = 0u; i < 5_000; i++)
        {
            RtpHeader.Write(header, 96, marker: false, new SequenceNumber(1), default, 0xBAD0_0000u + i);
            liar.Peer.SendRtp(header, [0x10, 0, 1]);
            if (i % 100 == 0) meeting.Run(0.05);
        }

        meeting.Run(0.5);
        Assert.Equal(5_000, meeting.Statistics(liar).Dropped[DropReason.UnknownStream]);
        viewer.Pictures.First().AssertContinuous();
    }

    [Fact]
    public void Asking_for_packets_again_and_again_gives_back_no_more_than_a_share()
    {
        var limit = new RetransmissionLimit();
        var now = new Timestamp(1_000_000);
        long sent = 0;
        long again = 0;
        for (var packet = 0; packet < 20_000; packet++, now += TimeSpan.FromMilliseconds(4), sent += 1_200)
        {
            for (var back = 1; back <= 10; back++)
                if (limit.Allows(SequenceNumber.Of(packet - back), 1_200, sent, TimeSpan.Zero, now)) again += 1_200;
        }

        Assert.InRange(again, sent * 0.14, sent * 0.15 + 130 * 1024);
    }

    [Fact]
    public void A_flood_of_complaints_costs_the_sender_few_keyframes()
    {
        using var meeting = new Meeting();
        var (sender, liar) = (meeting.Join('A'), meeting.Join('B'));
        meeting.Run(1);
        var before = sender.Camera.KeyframesAsked.Count;
        for (var i = 0; i < 1_000; i++)
        {
            foreach (var slot in liar.Pictures) liar.Complain(slot);
            meeting.Run(0.01);
        }

        Assert.InRange(sender.Camera.KeyframesAsked.Count - before, 1, 4);
    }

    // A page that looks to and fro has its slot wait for a keyframe each time.
    [Fact]
    public void Turning_to_a_picture_again_and_again_costs_its_sender_a_keyframe_a_second()
    {
        using var meeting = new Meeting();
        var (sender, liar, viewer) = (meeting.Join('A'), meeting.Join('B', pictures: 1), meeting.Join('C'));
        meeting.Run(2);
        var before = sender.Camera.KeyframesAsked.Count;
        for (var i = 0; i < 200; i++)
        {
            if (i % 2 == 0) meeting.View(liar);
            else meeting.View(liar, sender);
            meeting.Run(0.05);
        }

        Assert.InRange(sender.Camera.KeyframesAsked.Count - before, 10, 8 + 10 + 1);
        meeting.View(liar, sender);
        meeting.Run(1.5);
        Assert.Contains(meeting.Map(liar)!.Slots, slot => slot.Kind == SourceKind.Camera);
        viewer.Pictures.First().AssertContinuous();
    }

    /// <summary>A second video stream beside the camera's own, under its number: what a broken sender would do.</summary>
    private static void Flood(Meeting meeting, Browser sender, int seconds, int packetsPerSecond, int from = 0)
    {
        var payload = new byte[1_100];
        payload[0] = 0x10;
        var header = new byte[RtpHeader.FixedLength];
        for (var i = from; i < from + seconds * packetsPerSecond; i++)
        {
            RtpHeader.Write(header, 96, marker: false, new SequenceNumber((ushort)i), default, 0x0F10_0D00);
            BinaryPrimitives.WriteInt32BigEndian(payload.AsSpan(4), i);
            sender.Peer.SendRtp(header, payload);
            meeting.Run(1.0 / packetsPerSecond);
        }
    }
}
