using System.Security.Cryptography;
using MeetingHub.Media.Native;
using MeetingHub.Media.Srtp;

namespace MeetingHub.Media.Tests.Srtp;

public sealed class ProtectionTests
{
    public static TheoryData<SrtpProfile> Profiles => [SrtpProfile.AeadAes128Gcm, SrtpProfile.Aes128CmSha1_80];

    [Theory]
    [MemberData(nameof(Profiles))]
    public void What_is_sent_is_what_is_received(SrtpProfile profile)
    {
        using var pair = new SrtpPair(profile);
        foreach (var length in (int[])[0, 1, 15, 16, 17, 120, 1200])
        {
            var header = SrtpPair.RtpHeader(7, (ushort)length);
            var payload = RandomNumberGenerator.GetBytes(length);
            var packet = pair.Protect(header, payload);

            Assert.Equal(SrtpVerdict.Accepted, pair.Receiver.UnprotectRtp(packet, out var plain));

            Assert.Equal([.. header, .. payload], packet[..plain]);
        }
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Contributing_sources_and_extensions_stay_readable_and_are_authenticated(SrtpProfile profile)
    {
        using var pair = new SrtpPair(profile);
        byte[] header = [.. SrtpPair.RtpHeader(7, 1), 0, 0, 0, 1, 0, 0, 0, 2, 0xBE, 0xDE, 0, 1, 0x10, 0xAA, 0, 0];
        header[0] = 0x92;
        var packet = pair.Protect(header, [1, 2, 3]);
        Assert.Equal(header, packet[..header.Length]);

        var changed = packet.ToArray();
        changed[26] ^= 1;
        Assert.Equal(SrtpVerdict.Forged, pair.Receive(changed));

        Assert.Equal(SrtpVerdict.Accepted, pair.Receiver.UnprotectRtp(packet, out var length));
        Assert.Equal([.. header, 1, 2, 3], packet[..length]);
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void A_compound_RTCP_packet_comes_back_whole_and_only_its_header_is_readable(SrtpProfile profile)
    {
        using var pair = new SrtpPair(profile);
        var report = SrtpPair.ReceiverReport(9);
        var packet = pair.Rtcp(9);
        Assert.Equal(report[..8], packet[..8]);
        Assert.NotEqual(report[8..], packet[8..32]);

        Assert.Equal(SrtpVerdict.Accepted, pair.Receiver.UnprotectRtcp(packet, out var length));

        Assert.Equal(report, packet[..length]);
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Every_prefix_of_a_valid_packet_is_refused_without_throwing(SrtpProfile profile)
    {
        using var pair = new SrtpPair(profile);
        var rtp = pair.Rtp(1, 1, new byte[20]);
        var rtcp = pair.Rtcp(1);

        for (var length = 0; length < rtp.Length; length++)
            Assert.NotEqual(SrtpVerdict.Accepted, pair.Receive(rtp[..length]));
        for (var length = 0; length < rtcp.Length; length++)
            Assert.NotEqual(SrtpVerdict.Accepted, pair.ReceiveRtcp(rtcp[..length]));

        Assert.Equal(SrtpVerdict.Accepted, pair.Receive(rtp));
        Assert.Equal(SrtpVerdict.Accepted, pair.ReceiveRtcp(rtcp));
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void A_packet_with_any_single_bit_changed_is_refused(SrtpProfile profile)
    {
        using var pair = new SrtpPair(profile);
        var rtp = pair.Rtp(1, 1, new byte[20]);
        var rtcp = pair.Rtcp(1);

        for (var bit = 0; bit < rtp.Length * 8; bit++) Assert.NotEqual(SrtpVerdict.Accepted, pair.Receive(Flip(rtp, bit)));
        for (var bit = 0; bit < rtcp.Length * 8; bit++) Assert.NotEqual(SrtpVerdict.Accepted, pair.ReceiveRtcp(Flip(rtcp, bit)));

        Assert.Equal(SrtpVerdict.Accepted, pair.Receive(rtp));
        Assert.Equal(SrtpVerdict.Accepted, pair.ReceiveRtcp(rtcp));
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Random_datagrams_of_every_length_are_refused_without_throwing(SrtpProfile profile)
    {
        var random = new Random(3711);
        using var pair = new SrtpPair(profile);
        for (var i = 0; i < 10_000; i++)
        {
            // Every short length several times, with header bits that lead as far as possible into the packet.
            var datagram = new byte[i % 100];
            random.NextBytes(datagram);
            if (datagram.Length > 0) datagram[0] = (byte)(0x80 | random.Next(64));
            if (datagram.Length > 15 && i % 3 == 0) (datagram[14], datagram[15]) = (0, (byte)random.Next(20));

            Assert.NotEqual(SrtpVerdict.Accepted, pair.Receive(datagram));
            Assert.NotEqual(SrtpVerdict.Accepted, pair.ReceiveRtcp(datagram));
        }

        Assert.Equal(SrtpVerdict.Accepted, pair.Receive(pair.Rtp(1, 1)));
    }

    [Fact]
    public void RTP_keys_do_not_open_RTCP()
    {
        using var pair = new SrtpPair(SrtpProfile.AeadAes128Gcm);

        Assert.NotEqual(SrtpVerdict.Accepted, pair.ReceiveRtcp(pair.Rtp(1, 1, new byte[40])));
    }

    [Fact]
    public void Gcm_agrees_with_the_framework()
    {
        var (key, nonce) = (RandomNumberGenerator.GetBytes(16), RandomNumberGenerator.GetBytes(12));
        using var reference = new AesGcm(key, 16);
        using var encryption = new GcmEncryption(key);
        using var decryption = new GcmDecryption(key);
        foreach (var length in (int[])[0, 1, 16, 100, 1200])
        {
            var (associated, plain) = (RandomNumberGenerator.GetBytes(length % 40), RandomNumberGenerator.GetBytes(length));
            var expected = new byte[length + 16];
            reference.Encrypt(nonce, plain, expected.AsSpan(0, length), expected.AsSpan(length), associated);

            var sealedText = new byte[length + 16];
            encryption.Seal(nonce, associated, plain, sealedText);

            Assert.Equal(expected, sealedText);
            Assert.True(decryption.TryOpen(nonce, associated, sealedText));
            Assert.Equal(plain, sealedText[..length]);
        }
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Protecting_and_opening_allocate_nothing(SrtpProfile profile)
    {
        using var pair = new SrtpPair(profile);
        var (header, payload, report) = (SrtpPair.RtpHeader(1, 0), new byte[1100], SrtpPair.ReceiverReport(1));
        var packet = new byte[1200];
        RoundTrips(pair, header, payload, report, packet, from: 0);

        var before = GC.GetAllocatedBytesForCurrentThread();
        RoundTrips(pair, header, payload, report, packet, from: 1000);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Nothing_is_protected_or_opened_after_disposal()
    {
        var pair = new SrtpPair(SrtpProfile.AeadAes128Gcm);
        pair.Dispose();

        Assert.Throws<ObjectDisposedException>(() => pair.Rtp(1, 1));
        Assert.Throws<ObjectDisposedException>(() => pair.Receive(new byte[40]));
    }

    private static void RoundTrips(SrtpPair pair, byte[] header, byte[] payload, byte[] report, byte[] packet, int from)
    {
        for (var i = from; i < from + 1000; i++)
        {
            (header[2], header[3]) = ((byte)(i >> 8), (byte)i);
            var rtp = pair.Sender.ProtectRtp(header, payload, packet);
            if (pair.Receiver.UnprotectRtp(packet.AsSpan(0, rtp), out _) != SrtpVerdict.Accepted) throw new InvalidOperationException();
            var rtcp = pair.Sender.ProtectRtcp(report, packet);
            if (pair.Receiver.UnprotectRtcp(packet.AsSpan(0, rtcp), out _) != SrtpVerdict.Accepted) throw new InvalidOperationException();

            // A forger must not make garbage either.
            if (pair.Receiver.UnprotectRtcp(packet.AsSpan(0, rtcp), out _) == SrtpVerdict.Accepted) throw new InvalidOperationException();
        }
    }

    private static byte[] Flip(byte[] packet, int bit)
    {
        var changed = packet.ToArray();
        changed[bit / 8] ^= (byte)(1 << (bit % 8));
        return changed;
    }
}
