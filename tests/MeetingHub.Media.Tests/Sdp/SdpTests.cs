using System.Net;
using MeetingHub.Media.Dtls;
using MeetingHub.Media.Hosting;
using MeetingHub.Media.Ice;
using MeetingHub.Media.Rtp;
using MeetingHub.Media.Sdp;

namespace MeetingHub.Media.Tests.Sdp;

/// <summary>Against offers that Chromium 156 made: one microphone, two video lines, receive-only slots.</summary>
public sealed class SdpTests
{
    [Fact]
    public void An_offer_of_Chromium_is_read()
    {
        var offer = Parse(Load("chromium-slim"));
        Assert.Equal("EtTV", offer.Ice.UsernameFragment);
        Assert.StartsWith("sha-256 6E:A2:90:", offer.Fingerprint.ToString(), StringComparison.Ordinal);
        Assert.True(offer.AllowsMixedExtensions);
        Assert.Equal(["0", "1", "2", "3", "4", "5", "6", "7", "8"], offer.Bundle);
        Assert.Equal("AVVVVAAAA", string.Concat(offer.Lines.Select(l => l.Media.ToString()[0])));
        Assert.Equal("SSSRRRRRR", string.Concat(offer.Lines.Select(l => l.Direction.ToString()[0])));

        var (microphone, camera) = (offer.Lines[0], offer.Lines[1]);
        Assert.Equal((111, null, 1874804351u), ((int)microphone.OpusPayloadType!, microphone.RedPayloadType, microphone.Ssrc));
        Assert.Equal((96, 97, 203052762u, 1879926691u),
            (camera.Codecs[0].PayloadType, camera.Codecs[0].RtxPayloadType, camera.Ssrc, camera.RtxSsrc));
        Assert.Equal(new ExtensionIds(Mid: 4, Rid: 0, RepairedRid: 0, AudioLevel: 1, TransportSequence: 3), microphone.Extensions);
    }

    [Fact]
    public void Of_all_codecs_the_ones_we_forward_are_found()
    {
        var offer = Parse(Load("chromium-full"));
        Assert.All(offer.Lines.Where(l => l.Media == LineMedia.Audio), line => Assert.Equal((111, 63), ((int)line.OpusPayloadType!, (int)line.RedPayloadType!)));
        Assert.All(offer.Lines.Where(l => l.Media == LineMedia.Video), line => Assert.Equal(
            [
                new(PictureCodec.Vp8, 96, 97),
                new(PictureCodec.H264, 108, 109, "level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f"),
                new(PictureCodec.Vp9, 98, 99, "profile-id=0"),
                new(PictureCodec.Av1, 45, 46),
            ],
            line.Codecs));
    }

    [Fact]
    public void An_answer_has_what_a_browser_needs_to_know()
    {
        var offer = Parse(Load("chromium-slim"));
        AnsweredLine[] lines =
        [
            new(LineRole.Source), new(LineRole.Source), new(LineRole.Inactive), new(LineRole.Slot, 1001, 1002, "s0"),
            new(LineRole.Slot, 1003, 1004, "s1"), new(LineRole.Slot, 1005, Stream: "s0"), new(LineRole.Slot, 1006, Stream: "s1"),
            new(LineRole.Slot, 1007, Stream: "x7"), new(LineRole.Rejected),
        ];
        var answer = new SdpAnswer(
            offer, lines, new IceCredentials("ourFragment1", "ourPasswordOfEnoughChars"), CertificateFingerprint.Of([1]), 42, 3);
        var sections = answer.Write(LocalAddresses.Candidates([IPAddress.Parse("192.0.2.7")], 40000, tcp: null), 1000).Split("\r\nm=").Select(s => s + "\r\n").ToArray();

        Assert.Contains("o=- 42 3 IN IP4", sections[0], StringComparison.Ordinal);
        Assert.Contains("\r\na=ice-lite\r\n", sections[0], StringComparison.Ordinal);
        Assert.Contains("\r\na=group:BUNDLE 0 1 2 3 4 5 6 7\r\n", sections[0], StringComparison.Ordinal);
        Assert.Equal(10, sections.Length);
        Assert.All(sections[1..9], s => Assert.Contains("\r\na=setup:passive\r\n", s, StringComparison.Ordinal));
        Assert.Contains("\r\na=candidate:1 1 udp 2130706431 192.0.2.7 40000 typ host\r\na=end-of-candidates\r\n", sections[1], StringComparison.Ordinal);
        Assert.DoesNotContain("candidate", sections[2], StringComparison.Ordinal);

        // The publisher: our side of feedback and start bit rate, the browser's own numbers.
        Assert.StartsWith("video 9 UDP/TLS/RTP/SAVPF 96 97\r\n", sections[2], StringComparison.Ordinal);
        foreach (var line in new[]
        {
            "a=recvonly", "a=extmap:3 http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01",
            "a=rtcp-fb:96 transport-cc", "a=fmtp:96 x-google-start-bitrate=1000", "a=rtpmap:97 rtx/90000", "a=fmtp:97 apt=96",
        }) Assert.Contains("\r\n" + line + "\r\n", sections[2], StringComparison.Ordinal);

        // A slot: one stream and its retransmissions; a sound slot in step with it.
        foreach (var line in new[] { "a=sendonly", "a=msid:s0 v3", "a=ssrc-group:FID 1001 1002", "a=ssrc:1001 cname:meetinghub" })
            Assert.Contains("\r\n" + line + "\r\n", sections[4], StringComparison.Ordinal);
        Assert.Contains("\r\na=msid:s0 a5\r\na=ssrc:1005 cname:meetinghub", sections[6], StringComparison.Ordinal);
        Assert.Contains("\r\na=inactive\r\n", sections[3], StringComparison.Ordinal);
        Assert.StartsWith("audio 0 UDP/TLS/RTP/SAVPF 111\r\n", sections[9], StringComparison.Ordinal);
    }

    [Fact]
    public void Every_prefix_of_an_offer_is_read_or_refused_without_throwing()
    {
        var text = Load("chromium-slim");
        for (var length = 0; length < text.Length; length += 7) SdpParser.Parse(text[..length], out _);
        Assert.Null(SdpParser.Parse("", out var refusal));
        Assert.Equal(SdpRefusal.Malformed, refusal);
    }

    [Fact]
    public void Damaged_offers_never_throw()
    {
        var random = new Random(8866);
        var text = Load("chromium-slim").ToCharArray();
        for (var round = 0; round < 3000; round++)
        {
            var damaged = (char[])text.Clone();
            for (var n = random.Next(1, 20); n > 0; n--) damaged[random.Next(damaged.Length)] = (char)random.Next(1, 0x180);
            SdpParser.Parse(new string(damaged), out _);
        }
    }

    [Theory]
    [InlineData("a=mid:1\r\n", "a=mid:0\r\n", SdpRefusal.DuplicateMid)]
    [InlineData("a=mid:1\r\n", "", SdpRefusal.NoMid)]
    [InlineData("a=mid:1\r\n", "a=mid:1 injected\r\n", SdpRefusal.Malformed)]
    [InlineData("a=group:BUNDLE 0 1 2 3 4 5 6 7 8\r\n", "", SdpRefusal.NoBundle)]
    [InlineData("a=group:BUNDLE 0 1", "a=group:BUNDLE 0", SdpRefusal.NoBundle)]
    [InlineData("a=ice-ufrag:EtTV\r\n", "", SdpRefusal.NoIce)]
    [InlineData("a=fingerprint:sha-256", "a=fingerprint:sha-1", SdpRefusal.NoFingerprint)]
    [InlineData("a=setup:actpass", "a=setup:passive", SdpRefusal.WrongSetup)]
    [InlineData("v=0\r\n", "", SdpRefusal.Malformed)]
    [InlineData("a=rtpmap:111 opus", "a=rtpmap:999 opus", SdpRefusal.Malformed)]
    public void An_offer_that_cannot_be_answered_is_refused_with_its_reason(string text, string instead, string reason)
    {
        Assert.Null(SdpParser.Parse(Load("chromium-slim").Replace(text, instead, StringComparison.Ordinal), out var refusal));
        Assert.Equal(reason, refusal);
    }

    [Fact]
    public void An_offer_beyond_its_limits_is_refused()
    {
        Assert.Null(SdpParser.Parse(new string('v', SdpLimits.Characters + 1), out var tooLarge));
        Assert.Equal(SdpRefusal.TooLarge, tooLarge);
        var lines = string.Concat(Enumerable.Repeat("m=audio 9 UDP/TLS/RTP/SAVPF 111\r\n", SdpLimits.MediaLines + 1));
        Assert.Null(SdpParser.Parse("v=0\r\n" + lines, out var tooMany));
        Assert.Equal(SdpRefusal.TooManyMediaLines, tooMany);
        var attributes = string.Concat(Enumerable.Repeat("a=x\r\n", SdpLimits.AttributesPerLine + 1));
        Assert.Null(SdpParser.Parse("v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\n" + attributes, out var tooLong));
        Assert.Equal(SdpRefusal.TooManyAttributes, tooLong);
        // Each line looks itself up in the bundle.
        Assert.Null(SdpParser.Parse("v=0\r\na=group:BUNDLE" + string.Concat(Enumerable.Repeat(" 0", SdpLimits.MediaLines + 1)), out var bundle));
        Assert.Equal(SdpRefusal.Malformed, bundle);
    }

    [Fact]
    public void Attributes_at_session_level_hold_for_all_lines_as_Firefox_writes_them()
    {
        const string fingerprint = "a=fingerprint:sha-256 6E:A2:90:E9:30:D5:85:D9:9E:08:68:B0:C3:8E:D8:13:A5:A6:58:0D:CF:FE:A7:83:A0:29:09:FB:00:9D:E6:AA\r\n";
        var text = Load("chromium-slim").Replace(fingerprint, "", StringComparison.Ordinal)
            .Replace("t=0 0\r\n", "t=0 0\r\n" + fingerprint, StringComparison.Ordinal)
            .Replace("a=extmap:4 urn", "a=extmap:4/sendonly urn", StringComparison.Ordinal);
        var offer = Parse(text);
        Assert.Equal(4, offer.Lines[0].Extensions.Mid);
    }

    private static SdpOffer Parse(string text)
    {
        var offer = SdpParser.Parse(text, out var refusal);
        Assert.True(offer is not null, refusal);
        return offer;
    }

    private static string Load(string name)
    {
        using var stream = typeof(SdpTests).Assembly.GetManifestResourceStream($"MeetingHub.Media.Tests.Sdp.Offers.{name}.sdp")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\r\n");
    }
}
