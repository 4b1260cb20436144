using System.Globalization;
using System.Text;
using MeetingHub.Media.Dtls;
using MeetingHub.Media.Ice;

namespace MeetingHub.Media.Tests.Rooms;

/// <summary>An offer in the shape of Chromium's: microphone, camera, then slots, with a screen among them when it is shared.</summary>
internal static class BrowserOffer
{
    public const byte OpusType = 111;
    public const byte RedType = 63;
    public const byte MidExtension = 4;
    public const byte LevelExtension = 1;
    public const byte TransportExtension = 3;
    public const byte RidExtension = 10;
    public const byte RepairedRidExtension = 11;

    public static string Write(
        IceCredentials ice, CertificateFingerprint fingerprint, uint camera, uint microphone, uint screen, IReadOnlyList<string> slots,
        IReadOnlyList<string>? rids = null)
    {
        var text = new StringBuilder();
        text.Append("v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n");
        text.Append("a=group:BUNDLE ").AppendJoin(' ', Enumerable.Range(0, slots.Count + 2)).Append("\r\na=extmap-allow-mixed\r\n");
        Line("audio", 0, "sendonly", microphone);
        Line("video", 1, "sendonly", camera);
        if (rids is not null) Layers(rids);
        for (var i = 0; i < slots.Count; i++)
        {
            var isScreen = string.Equals(slots[i], "screen", StringComparison.Ordinal);
            Line(isScreen ? "video" : slots[i], i + 2, isScreen ? "sendonly" : "recvonly", isScreen ? screen : 0);
        }

        return text.ToString();

        void Line(string media, int mid, string direction, uint ssrc)
        {
            var isVideo = string.Equals(media, "video", StringComparison.Ordinal);
            Add($"m={media} 9 UDP/TLS/RTP/SAVPF {(isVideo ? "96 97" : "111 63")}");
            Add($"a=ice-ufrag:{ice.UsernameFragment}");
            Add($"a=ice-pwd:{ice.Password}");
            Add($"a=fingerprint:{fingerprint}");
            Add($"a=setup:actpass");
            Add($"a=mid:{mid}");
            Add($"a=extmap:{MidExtension} urn:ietf:params:rtp-hdrext:sdes:mid");
            Add($"a=extmap:{TransportExtension} http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01");
            if (!isVideo) Add($"a=extmap:{LevelExtension} urn:ietf:params:rtp-hdrext:ssrc-audio-level");
            Add($"a={direction}");
            Add($"a=rtcp-mux");
            Add(isVideo ? (FormattableString)$"a=rtpmap:96 VP8/90000\r\na=rtpmap:97 rtx/90000\r\na=fmtp:97 apt=96" : $"a=rtpmap:111 opus/48000/2\r\na=rtpmap:63 red/48000/2\r\na=fmtp:63 111/111");
            if (ssrc == 0) return;
            if (isVideo) Add($"a=ssrc-group:FID {ssrc} {ssrc + 1}");
            Add($"a=ssrc:{ssrc} cname:test");
        }

        // As Chromium writes them, at the end of the line.
        void Layers(IReadOnlyList<string> names)
        {
            Add($"a=extmap:{RidExtension} urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id");
            Add($"a=extmap:{RepairedRidExtension} urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id");
            foreach (var name in names) Add($"a=rid:{name} send");
            Add($"a=simulcast:send {string.Join(';', names)}");
        }

        void Add(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append("\r\n");
    }
}
