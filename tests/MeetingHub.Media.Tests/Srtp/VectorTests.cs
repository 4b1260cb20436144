using MeetingHub.Media.Native;
using MeetingHub.Media.Srtp;

namespace MeetingHub.Media.Tests.Srtp;

/// <summary>What the RFCs print, and libsrtp's reference packets, which no RFC has for counter mode.</summary>
public sealed class VectorTests
{
    private const string Rtp = "8040f17b8041f8d35501a0b2 47616c6c696120657374206f6d6e69732064697669736120696e207061727465732074726573";
    private const string Rtcp = "81c8000d4d617273 4e5450314e545032525450200000042a0000e9304c756e61deadbeefdeadbeefdeadbeefdeadbeefdeadbeef";

    private const string SealedRtp = """
        8040f17b8041f8d35501a0b2 f24de3a3fb34de6cacba861c9d7e4bcabe633bd50d294e6f42a5f47a51c7d19b36de3adf8833
        899d7f27beb16a9152cf765ee4390cce
        """;

    private const string SealedRtcp = """
        81c8000d4d617273 63e94885dcdab67ca727d7662f6b7e997ff5c0f76c06f32dc676a5f1730d6fda4ce09b4686303ded0bb9275b
        c84aa45896cf4d2fc5abf87245d9eade 800005d4
        """;

    private static readonly SrtpMaster LibsrtpMaster =
        new(Bytes.FromHex("E1F97A0D3E018BE0D64FA32C06DE4139"), Bytes.FromHex("0EC675AD498AFEEBB6960B3AABE6"));

    [Fact]
    public void Key_derivation_gives_the_keys_of_RFC_3711_appendix_B3()
    {
        Assert.Equal("c61e7a93744f39ee10734afe3ff7a087", Derive(KeyLabel.RtpEncryption, 16));
        Assert.Equal("30cbbc08863d8c85d49db34a9ae1", Derive(KeyLabel.RtpSalt, 14));
        Assert.Equal(
            "cebe321f6ff7716b6fd4ab49af256a156d38baa48f0a0acf3c34e2359e6cdbcee049646c43d9327ad175578ef722709"
            + "86371c10c9a369ac2f94a8c5fbcdddc256d6e919a48b610ef17c2041e474035766b68642c59bbfc2f34db60dbdfb2",
            Derive(KeyLabel.RtpAuthentication, 94));
    }

    [Theory]
    [InlineData("0000", "e03ead0935c95e80e166b16dd92b4eb4 d23513162b02d0f72a43a2fe4a5f97ab 41e95b3bb0a2e8dd477901e4fca894c0")]
    [InlineData("feff", "ec8cdf7398607cb0f2d21675ea9ea1e4 362b7c3c6773516318a077d7fc5073ae 6a2cc3787889374fbeb4c81b17ba6c44")]
    public void Counter_mode_gives_the_key_stream_of_RFC_3711_appendix_B2(string firstBlock, string expected)
    {
        using var cipher = new CounterMode(Bytes.FromHex("2B7E151628AED2A6ABF7158809CF4F3C"));
        var stream = new byte[48];

        cipher.Apply(Bytes.FromHex("F0F1F2F3F4F5F6F7F8F9FAFBFCFD" + firstBlock), stream, stream);

        Assert.Equal(Bytes.FromHex(expected), stream);
    }

    [Fact]
    public void Gcm_seals_the_RTP_packet_of_RFC_7714_section_16()
    {
        using var cipher = Rfc7714(sending: true);
        var plain = Bytes.FromHex(Rtp);
        var packet = new byte[plain.Length + cipher.RtpOverheadBytes];
        plain.AsSpan(0, 12).CopyTo(packet);

        cipher.ProtectRtp(packet, 12, plain.AsSpan(12), index: 0xF17B);

        Assert.Equal(Bytes.FromHex(SealedRtp), packet);
    }

    [Fact]
    public void Gcm_opens_the_RTP_packet_of_RFC_7714_section_16()
    {
        using var cipher = Rfc7714(sending: false);
        var packet = Bytes.FromHex(SealedRtp);

        Assert.True(cipher.TryUnprotectRtp(packet, 12, index: 0xF17B));

        Assert.Equal(Bytes.FromHex(Rtp), packet[..^16]);
    }

    [Fact]
    public void Gcm_seals_the_RTCP_packet_of_RFC_7714_section_17()
    {
        using var cipher = Rfc7714(sending: true);
        var plain = Bytes.FromHex(Rtcp);
        var packet = new byte[plain.Length + cipher.RtcpOverheadBytes];

        cipher.ProtectRtcp(packet, plain, index: 0x5D4);

        Assert.Equal(Bytes.FromHex(SealedRtcp), packet);
    }

    [Fact]
    public void Gcm_opens_the_RTCP_packet_of_RFC_7714_section_17()
    {
        using var cipher = Rfc7714(sending: false);
        var packet = Bytes.FromHex(SealedRtcp);

        Assert.True(cipher.TryUnprotectRtcp(packet, index: 0x5D4));

        Assert.Equal(Bytes.FromHex(Rtcp), packet[..^20]);
    }

    [Theory]
    [InlineData(
        SrtpProfile.Aes128CmSha1_80,
        "E1F97A0D3E018BE0D64FA32C06DE4139 0EC675AD498AFEEBB6960B3AABE6",
        "4e55dc4ce79978d88ca4d215949d2402 b78d6acc99ea179b8dbb")]
    [InlineData(
        SrtpProfile.AeadAes128Gcm,
        "000102030405060708090a0b0c0d0e0f a0a1a2a3a4a5a6a7a8a9aaab",
        "c5002ede04cfdd2eb91159e0880aa06e d2976826f796b201df3131a127e8a392")]
    public void RTP_is_protected_as_libsrtp_does_it(SrtpProfile profile, string master, string expected)
    {
        var keyAndSalt = Bytes.FromHex(master);
        var srtpMaster = new SrtpMaster(keyAndSalt[..16], keyAndSalt[16..]);
        using var sender = new SrtpOutbound(new SrtpKeys(profile, srtpMaster, srtpMaster));
        var header = Bytes.FromHex("800f1234decafbadcafebabe");
        var packet = new byte[header.Length + 16 + sender.RtpOverheadBytes];

        sender.ProtectRtp(header, Enumerable.Repeat((byte)0xAB, 16).ToArray(), packet);

        Assert.Equal(Bytes.ToHex(header) + Bytes.ToHex(Bytes.FromHex(expected)), Bytes.ToHex(packet));
    }

    [Fact]
    public void RTCP_in_counter_mode_is_protected_as_libsrtp_does_it()
    {
        using var cipher = SrtpCipher.ForSending(SrtpProfile.Aes128CmSha1_80, LibsrtpMaster);
        var plain = Bytes.FromHex("81c8000bcafebabe abababababababababababababababab");
        var packet = new byte[plain.Length + cipher.RtcpOverheadBytes];

        cipher.ProtectRtcp(packet, plain, index: 1);

        Assert.Equal(Bytes.FromHex("81c8000bcafebabe 7128035be487b9bdbef89041f977a5a8 80000001 993e08cd54d6c1230798"), packet);
    }

    private static GcmCipher Rfc7714(bool sending)
    {
        var key = Bytes.FromHex("000102030405060708090a0b0c0d0e0f");
        var salt = Bytes.FromHex("517569642070726f2071756f");
        return GcmCipher.With(new GcmCipher.SessionKeys(key, salt, key, salt), sending);
    }

    private static string Derive(KeyLabel label, int bytes) => Bytes.ToHex(KeyDerivation.Derive(LibsrtpMaster, label, bytes));
}
