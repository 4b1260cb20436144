using MeetingHub.Media.Dtls;
using MeetingHub.Media.Ice;
using MeetingHub.Media.Rtp;
using MeetingHub.Media.Sdp;

namespace MeetingHub.Media.Tests.Sdp;

public sealed class LayerOfferTests
{
    private const string Extensions =
        """
        a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid
        a=extmap:10 urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id
        a=extmap:11 urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id

        """;

    private const string Vp8 =
        """
        a=rtpmap:96 VP8/90000
        a=rtpmap:97 rtx/90000
        a=fmtp:97 apt=96

        """;

    [Fact]
    public void Layers_are_offered_and_answered_as_Chromium_writes_them()
    {
        var offer = Parse(Extensions + Vp8 + "a=rid:q send\na=rid:h send\na=rid:f send\na=simulcast:send q;h;f\n");
        Assert.Equal(["q", "h", "f"], offer.Lines[0].Rids);
        Assert.Equal(0u, offer.Lines[0].Ssrc);
        var answer = Answer(offer);
        Assert.Contains("\r\na=rid:q recv\r\na=rid:h recv\r\na=rid:f recv\r\na=simulcast:recv q;h;f\r\n", answer, StringComparison.Ordinal);
        Assert.Contains("a=extmap:10 urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id\r\n", answer, StringComparison.Ordinal);
        Assert.Contains("a=extmap:11 urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id\r\n", answer, StringComparison.Ordinal);
    }

    // media.md, 3.1: directions in extmaps, streams named beside the layers, and an order of its own in a=rid.
    [Fact]
    public void Layers_are_offered_as_Firefox_writes_them()
    {
        var offer = Parse(
            Extensions.Replace(" urn", "/sendonly urn", StringComparison.Ordinal) + Vp8
            + "a=ssrc:1 cname:x\na=ssrc:2 cname:x\na=ssrc-group:FID 1 2\n"
            + "a=rid:f send\na=rid:q send max-width=320;max-height=180\na=rid:h send\na=simulcast:send q;h;f\na=msid:- {track}\n");
        Assert.Equal(["q", "h", "f"], offer.Lines[0].Rids);
        Assert.Equal((0u, 0u), (offer.Lines[0].Ssrc, offer.Lines[0].RtxSsrc));
    }

    [Theory]
    [InlineData("a=simulcast:send a;b;c;d", "a,b,c")] // no more than three
    [InlineData("a=simulcast:send a,b;~c", "a,c")] // the first of alternatives; paused for now
    [InlineData("a=simulcast:recv d send a;b", "a,b")]
    [InlineData("a=simulcast:send a;x;a", "a")] // not named, and named twice
    [InlineData("a=simulcast:recv a;b", "")]
    public void The_list_of_layers_is_read_with_care(string list, string expected)
    {
        var offer = Parse(Extensions + Vp8 + "a=rid:a send\na=rid:b send\na=rid:c send\na=rid:d send\n" + list + "\n");
        Assert.Equal(expected, string.Join(',', offer.Lines[0].Rids));
    }

    [Fact]
    public void Without_what_tells_layers_apart_the_line_has_one()
    {
        var offer = Parse(Vp8 + "a=ssrc:7 cname:x\na=rid:q send\na=rid:f send\na=simulcast:send q;f\n");
        Assert.Empty(offer.Lines[0].Rids);
        Assert.Equal(7u, offer.Lines[0].Ssrc);
        Assert.DoesNotContain("simulcast", Answer(offer), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a=rid:a/b send")]
    [InlineData("a=rid:waytoolongforalayer send")]
    [InlineData("a=rid:q")]
    public void Names_of_layers_that_no_browser_writes_are_refused(string line)
    {
        Assert.Null(SdpParser.Parse(Offer(Extensions + Vp8 + line + "\n"), out var refusal));
        Assert.Equal(SdpRefusal.Malformed, refusal);
    }

    [Fact]
    public void Of_H264_the_form_that_everybody_decodes_is_taken_and_others_are_not()
    {
        const string Rest = "a=rtpmap:109 rtx/90000\na=fmtp:109 apt=108\n";
        var good = Parse("a=rtpmap:108 H264/90000\na=fmtp:108 profile-level-id=42C01F;packetization-mode=1\n" + Rest);
        Assert.Equal((PictureCodec.H264, (byte)108, (byte)109), (good.Lines[0].Codecs[0].Codec, good.Lines[0].Codecs[0].PayloadType, good.Lines[0].Codecs[0].RtxPayloadType));
        Assert.Contains("a=fmtp:108 level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42C01F;x-google-start-bitrate=1000\r\n", Answer(good), StringComparison.Ordinal);
        foreach (var format in new[] { "profile-level-id=42001f;packetization-mode=1", "profile-level-id=640c1f;packetization-mode=1", "profile-level-id=42e01f", "packetization-mode=1;profile-level-id=42e0zz" })
            Assert.Empty(Parse($"a=rtpmap:108 H264/90000\na=fmtp:108 {format}\n{Rest}").Lines[0].Codecs);
        // Without retransmissions a browser resends under the same number.
        Assert.Empty(Parse("a=rtpmap:108 H264/90000\na=fmtp:108 profile-level-id=42e01f;packetization-mode=1\n").Lines[0].Codecs);
    }

    [Fact]
    public void A_slot_is_answered_with_every_codec_in_common_and_a_source_with_one()
    {
        var codecs = "a=rtpmap:108 H264/90000\na=fmtp:108 profile-level-id=42e01f;packetization-mode=1\na=rtpmap:109 rtx/90000\na=fmtp:109 apt=108\n" + Vp8;
        Assert.Contains("m=video 9 UDP/TLS/RTP/SAVPF 96 97\r\n", Answer(Parse(codecs)), StringComparison.Ordinal);
        var slot = Answer(Parse(codecs), new AnsweredLine(LineRole.Slot, 1, 2, "s0"));
        Assert.Contains("m=video 9 UDP/TLS/RTP/SAVPF 96 97 108 109\r\n", slot, StringComparison.Ordinal);
        Assert.Contains("\r\na=rtpmap:108 H264/90000\r\n", slot, StringComparison.Ordinal);
    }

    private static string Answer(SdpOffer offer, AnsweredLine? line = null) => new SdpAnswer(
        offer, [line ?? new AnsweredLine(LineRole.Source)], new IceCredentials("ourFragment1", "ourPasswordOfEnoughChars"), CertificateFingerprint.Of([1]), 42, 1)
        .Write([], 1000);

    private static SdpOffer Parse(string line)
    {
        var offer = SdpParser.Parse(Offer(line), out var refusal);
        Assert.True(offer is not null, refusal);
        return offer;
    }

    private static string Offer(string line) =>
        $"""
        v=0
        a=group:BUNDLE 0
        m=video 9 UDP/TLS/RTP/SAVPF 96
        a=ice-ufrag:abcd
        a=ice-pwd:abcdefghijklmnopqrstuvwx
        a=fingerprint:{CertificateFingerprint.Of([2])}
        a=setup:actpass
        a=mid:0
        a=sendonly
        {line}
        """.ReplaceLineEndings("\r\n");
}
