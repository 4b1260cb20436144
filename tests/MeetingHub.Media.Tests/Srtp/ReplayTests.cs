using MeetingHub.Media.Srtp;

namespace MeetingHub.Media.Tests.Srtp;

public sealed class ReplayTests
{
    public static TheoryData<SrtpProfile> Profiles => [SrtpProfile.AeadAes128Gcm, SrtpProfile.Aes128CmSha1_80];

    [Theory]
    [MemberData(nameof(Profiles))]
    public void A_packet_is_taken_once(SrtpProfile profile)
    {
        using var pair = new SrtpPair(profile);
        var (rtp, rtcp) = (pair.Rtp(1, 5), pair.Rtcp(1));
        Assert.Equal(SrtpVerdict.Accepted, pair.Receive(rtp));
        Assert.Equal(SrtpVerdict.Accepted, pair.ReceiveRtcp(rtcp));

        Assert.Equal(SrtpVerdict.Replayed, pair.Receive(rtp));
        Assert.Equal(SrtpVerdict.Replayed, pair.ReceiveRtcp(rtcp));
    }

    [Fact]
    public void Packets_may_come_in_any_order_within_the_window()
    {
        using var pair = new SrtpPair(SrtpProfile.AeadAes128Gcm);
        var packets = Enumerable.Range(0, 1024).Select(i => pair.Rtp(1, (ushort)(100 + i))).ToArray();
        Assert.Equal(SrtpVerdict.Accepted, pair.Receive(packets[^1]));

        Assert.All(packets[..^1].Reverse(), packet => Assert.Equal(SrtpVerdict.Accepted, pair.Receive(packet)));
        Assert.All(packets, packet => Assert.Equal(SrtpVerdict.Replayed, pair.Receive(packet)));
    }

    [Fact]
    public void A_packet_older_than_the_window_is_refused_though_it_was_never_seen()
    {
        using var pair = new SrtpPair(SrtpProfile.AeadAes128Gcm);
        var old = pair.Rtp(1, 100);
        pair.Receive(pair.Rtp(1, 100 + 1024));

        Assert.Equal(SrtpVerdict.Replayed, pair.Receive(old));
    }

    [Fact]
    public void A_gap_wider_than_the_window_forgets_what_was_seen_before_it()
    {
        using var pair = new SrtpPair(SrtpProfile.AeadAes128Gcm);
        for (ushort i = 0; i < 10; i++) pair.Receive(pair.Rtp(1, i));
        pair.Receive(pair.Rtp(1, 5000));

        // 4096 shares its place in the ring with 0, which was seen.
        Assert.Equal(SrtpVerdict.Accepted, pair.Receive(pair.Rtp(1, 4096)));
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Sequence_numbers_roll_over_in_both_directions(SrtpProfile profile)
    {
        using var pair = new SrtpPair(profile);
        var beforeRollover = pair.Rtp(1, 65_534);
        var last = pair.Rtp(1, 65_535);
        var first = pair.Rtp(1, 0, 42);

        // The late ones belong to the count before, which a receiver that has rolled over must still know.
        Assert.Equal(SrtpVerdict.Accepted, pair.Receive(beforeRollover));
        Assert.Equal(SrtpVerdict.Accepted, pair.Receive(first));
        Assert.Equal(SrtpVerdict.Accepted, pair.Receive(last));
        Assert.Equal(SrtpVerdict.Replayed, pair.Receive(first));
        Assert.Equal(SrtpVerdict.Replayed, pair.Receive(beforeRollover));
    }

    [Fact]
    public void The_sender_rolls_over_as_often_as_the_sequence_number_does()
    {
        using var pair = new SrtpPair(SrtpProfile.AeadAes128Gcm);
        for (var i = 0; i < 3 * 65_536; i += 500) Assert.Equal(SrtpVerdict.Accepted, pair.Receive(pair.Rtp(1, (ushort)i)));

        var late = pair.Rtp(1, unchecked((ushort)(3 * 65_536 - 600)));

        Assert.Equal(SrtpVerdict.Accepted, pair.Receive(late));
    }

    [Fact]
    public void The_first_packets_of_a_source_may_not_come_from_before_the_first_rollover()
    {
        using var pair = new SrtpPair(SrtpProfile.AeadAes128Gcm);
        Assert.Equal(SrtpVerdict.Accepted, pair.Receive(pair.Rtp(1, 3)));

        // Index -1: there is no rollover counter under which this could have been sent.
        var header = SrtpPair.RtpHeader(1, 65_535);
        Assert.Equal(0, pair.Sender.ProtectRtp(header, [], new byte[64]));
        Assert.Equal(SrtpVerdict.Replayed, pair.Receive([.. header, .. new byte[16]]));
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Forged_packets_move_neither_window_nor_rollover_counter(SrtpProfile profile)
    {
        using var pair = new SrtpPair(profile);
        var genuine = pair.Rtp(1, 11);
        pair.Receive(pair.Rtp(1, 10));
        foreach (ushort sequence in (ushort[])[11, 5_000, 30_000])
            Assert.Equal(SrtpVerdict.Forged, pair.Receive([.. SrtpPair.RtpHeader(1, sequence), .. new byte[30]]));

        Assert.Equal(SrtpVerdict.Accepted, pair.Receive(genuine));
    }

    [Fact]
    public void Sources_beyond_the_limit_are_refused_and_the_known_ones_go_on()
    {
        using var pair = new SrtpPair(SrtpProfile.AeadAes128Gcm);
        for (uint ssrc = 1; ssrc <= SrtpInbound.MaxSources; ssrc++)
        {
            Assert.Equal(SrtpVerdict.Accepted, pair.Receive(pair.Rtp(ssrc, 1)));
            Assert.Equal(SrtpVerdict.Accepted, pair.ReceiveRtcp(pair.Rtcp(ssrc)));
        }

        Assert.Equal(SrtpVerdict.TooManySources, pair.Receive(pair.Rtp(1000, 1)));
        Assert.Equal(SrtpVerdict.TooManySources, pair.ReceiveRtcp(pair.Rtcp(1000)));
        Assert.Equal(SrtpVerdict.Accepted, pair.Receive(pair.Rtp(1, 2)));
        Assert.Equal(SrtpVerdict.Accepted, pair.ReceiveRtcp(pair.Rtcp(1)));
    }

    [Fact]
    public void Forged_packets_of_new_sources_take_no_place()
    {
        using var pair = new SrtpPair(SrtpProfile.AeadAes128Gcm);
        for (uint ssrc = 1; ssrc <= 1000; ssrc++)
            Assert.Equal(SrtpVerdict.Forged, pair.Receive([.. SrtpPair.RtpHeader(ssrc, 1), .. new byte[30]]));

        Assert.Equal(SrtpVerdict.Accepted, pair.Receive(pair.Rtp(2000, 1)));
    }

    [Fact]
    public void RTCP_may_come_up_to_127_packets_late()
    {
        using var pair = new SrtpPair(SrtpProfile.AeadAes128Gcm);
        var packets = Enumerable.Range(0, 130).Select(_ => pair.Rtcp(1)).ToArray();
        pair.ReceiveRtcp(packets[^1]);

        Assert.Equal(SrtpVerdict.Replayed, pair.ReceiveRtcp(packets[1]));
        Assert.Equal(SrtpVerdict.Accepted, pair.ReceiveRtcp(packets[2]));
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void A_sequence_number_is_never_sent_twice_under_one_key(SrtpProfile profile)
    {
        using var pair = new SrtpPair(profile);
        pair.Rtp(1, 7, 1, 2, 3);

        Assert.Equal(0, pair.Sender.ProtectRtp(SrtpPair.RtpHeader(1, 7), [9, 9, 9], new byte[64]));
        Assert.NotEqual(0, pair.Sender.ProtectRtp(SrtpPair.RtpHeader(2, 7), [9, 9, 9], new byte[64]));
    }

    [Fact]
    public void RTCP_without_encryption_is_refused()
    {
        using var pair = new SrtpPair(SrtpProfile.AeadAes128Gcm);
        var packet = pair.Rtcp(1);
        packet[^4] &= 0x7F;

        Assert.Equal(SrtpVerdict.Malformed, pair.ReceiveRtcp(packet));
    }
}
