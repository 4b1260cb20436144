using System.Globalization;
using System.Text;
using MeetingHub.Media.Dtls;
using MeetingHub.Media.Ice;

namespace MeetingHub.Media.Sdp;

/// <summary>What becomes of an offered line.</summary>
internal enum LineRole
{
    Rejected,
    Inactive,

    /// <summary>The browser sends, we take.</summary>
    Source,

    /// <summary>We send. Once a slot a line is one for good, with the same streams (media.md, S8.1).</summary>
    Slot,
}

/// <param name="Ssrc">Slots only.</param>
/// <param name="RtxSsrc">Video slots only.</param>
/// <param name="Stream">Slots only: msid's first part. An audio and a video slot of the same stream are kept in step.</param>
internal sealed record AnsweredLine(LineRole Role, uint Ssrc = 0, uint RtxSsrc = 0, string Stream = "-");

/// <summary>Writes the answer, JSEP section 5.3: ICE-lite, one transport, DTLS server, one codec a line under the browser's numbers.</summary>
internal sealed record SdpAnswer(
    SdpOffer Offer, IReadOnlyList<AnsweredLine> Lines, IceCredentials Ice, CertificateFingerprint Fingerprint, ulong Session, int Version)
{
    /// <summary>CNAME of everything we send, in SDP and RTCP: one clock stamps it all.</summary>
    public const string Cname = "meetinghub";

    public string Write(IReadOnlyList<Candidate> candidates, int startBitrateKbps)
    {
        var text = new StringBuilder(1024 + 512 * Lines.Count);
        text.Append("v=0\r\n");
        Line(text, $"o=- {Session} {Version} IN IP4 127.0.0.1");
        text.Append("s=-\r\nt=0 0\r\na=ice-lite\r\n");
        text.Append("a=group:BUNDLE");
        foreach (var mid in Offer.Bundle)
            if (IsTaken(mid)) text.Append(' ').Append(mid);
        text.Append("\r\n");
        if (Offer.AllowsMixedExtensions) text.Append("a=extmap-allow-mixed\r\n");
        text.Append("a=msid-semantic: WMS *\r\n");
        var isFirst = true;
        for (var i = 0; i < Lines.Count; i++)
        {
            var offered = Offer.Lines[i];
            if (Lines[i].Role == LineRole.Rejected)
            {
                WriteRejected(text, offered);
                continue;
            }

            WriteTransport(text, offered, Lines[i], isFirst ? candidates : []);
            isFirst = false;
            WriteMedia(text, offered, Lines[i], startBitrateKbps);
        }

        return text.ToString();
    }

    private bool IsTaken(string mid)
    {
        for (var i = 0; i < Lines.Count; i++)
            if (string.Equals(Offer.Lines[i].Mid, mid, StringComparison.Ordinal)) return Lines[i].Role != LineRole.Rejected;
        return false;
    }

    private static void WriteRejected(StringBuilder text, OfferedLine offered)
    {
        var format = offered.Formats.Split(' ', 2)[0];
        Line(text, $"m={Name(offered.Media)} 0 {offered.Protocol} {format}");
        text.Append("c=IN IP4 0.0.0.0\r\n");
        Line(text, $"a=mid:{offered.Mid}");
        text.Append("a=inactive\r\n");
    }

    private void WriteTransport(StringBuilder text, OfferedLine offered, AnsweredLine line, IReadOnlyList<Candidate> candidates)
    {
        text.Append(CultureInfo.InvariantCulture, $"m={Name(offered.Media)} 9 {offered.Protocol}");
        // The order is the browser's: it sends by the first.
        if (offered is { PrefersRed: true, RedPayloadType: { } preferred }) text.Append(CultureInfo.InvariantCulture, $" {preferred}");
        if (offered.OpusPayloadType is { } opus) text.Append(CultureInfo.InvariantCulture, $" {opus}");
        if (offered is { PrefersRed: false, RedPayloadType: { } red }) text.Append(CultureInfo.InvariantCulture, $" {red}");
        foreach (var codec in Codecs(offered, line)) text.Append(CultureInfo.InvariantCulture, $" {codec.PayloadType} {codec.RtxPayloadType}");
        text.Append("\r\nc=IN IP4 0.0.0.0\r\na=rtcp:9 IN IP4 0.0.0.0\r\n");
        foreach (var candidate in candidates) Line(text, $"a=candidate:{candidate}");
        if (candidates.Count > 0) text.Append("a=end-of-candidates\r\n");
        Line(text, $"a=ice-ufrag:{Ice.UsernameFragment}");
        Line(text, $"a=ice-pwd:{Ice.Password}");
        Line(text, $"a=fingerprint:{Fingerprint}");
        text.Append("a=setup:passive\r\n");
        Line(text, $"a=mid:{offered.Mid}");
    }

    private static void WriteMedia(StringBuilder text, OfferedLine offered, AnsweredLine line, int startBitrateKbps)
    {
        if (line.Role == LineRole.Source) WriteExtensions(text, offered);
        if (line.Role == LineRole.Slot) WriteTransportSequence(text, offered);
        text.Append(line.Role switch
        {
            LineRole.Source => "a=recvonly\r\n",
            LineRole.Slot => "a=sendonly\r\n",
            LineRole.Inactive or LineRole.Rejected => "a=inactive\r\n",
        });
        text.Append("a=rtcp-mux\r\na=rtcp-rsize\r\n");
        if (offered.OpusPayloadType is { } opus) WriteSound(text, offered, line, opus);
        foreach (var codec in Codecs(offered, line)) WritePicture(text, offered, line, codec, startBitrateKbps);
        if (line.Role == LineRole.Slot) WriteStreams(text, offered, line);
        if (line.Role == LineRole.Source && offered.Rids.Count > 0) WriteLayers(text, offered.Rids);
    }

    /// <summary>
    /// A browser sends in one codec, so that whoever has it gets every packet; what it may receive is whatever another one sends.
    /// </summary>
    private static IEnumerable<OfferedCodec> Codecs(OfferedLine offered, AnsweredLine line) =>
        offered.Codecs.Take(line.Role == LineRole.Slot ? offered.Codecs.Count : 1);

    private static void WriteSound(StringBuilder text, OfferedLine offered, AnsweredLine line, byte type)
    {
        Line(text, $"a=rtpmap:{type} opus/48000/2");
        // usedtx asks the browser to fall nearly silent with its user: a meeting has many listeners.
        Line(text, $"a=fmtp:{type} minptime=10;useinbandfec=1;usedtx=1");
        if (offered.RedPayloadType is { } red)
        {
            Line(text, $"a=rtpmap:{red} red/48000/2");
            Line(text, $"a=fmtp:{red} {type}/{type}");
        }

        if (line.Role == LineRole.Source || MeasuresTransport(offered)) Line(text, $"a=rtcp-fb:{type} transport-cc");
    }

    private static void WritePicture(StringBuilder text, OfferedLine offered, AnsweredLine line, OfferedCodec codec, int startBitrateKbps)
    {
        var (type, rtx) = (codec.PayloadType, codec.RtxPayloadType);
        Line(text, $"a=rtpmap:{type} {codec.Name}/90000");
        var start = line.Role == LineRole.Source ? $"x-google-start-bitrate={startBitrateKbps.ToString(CultureInfo.InvariantCulture)}" : "";
        var separator = codec.Format.Length > 0 && start.Length > 0 ? ";" : "";
        if (codec.Format.Length + start.Length > 0) Line(text, $"a=fmtp:{type} {codec.Format}{separator}{start}");
        if (line.Role == LineRole.Source || MeasuresTransport(offered)) Line(text, $"a=rtcp-fb:{type} transport-cc");
        // A receiver that does not report each packet may still estimate for us; and a sender is told by it what is too much.
        if (line.Role == LineRole.Source || !MeasuresTransport(offered)) Line(text, $"a=rtcp-fb:{type} goog-remb");
        Line(text, $"a=rtcp-fb:{type} ccm fir");
        Line(text, $"a=rtcp-fb:{type} nack");
        Line(text, $"a=rtcp-fb:{type} nack pli");
        Line(text, $"a=rtpmap:{rtx} rtx/90000");
        Line(text, $"a=fmtp:{rtx} apt={type}");
    }

    /// <summary>RFC 8853: the layers we receive, in the order of the offer.</summary>
    private static void WriteLayers(StringBuilder text, IReadOnlyList<string> rids)
    {
        foreach (var rid in rids) Line(text, $"a=rid:{rid} recv");
        text.Append("a=simulcast:recv ").AppendJoin(';', rids).Append("\r\n");
    }

    private static void WriteExtensions(StringBuilder text, OfferedLine offered)
    {
        var ids = offered.Extensions;
        if (ids.Mid != 0) Line(text, $"a=extmap:{ids.Mid} {ExtensionIds.MidUri}");
        if (offered.Rids.Count > 0)
        {
            Line(text, $"a=extmap:{ids.Rid} {ExtensionIds.RidUri}");
            Line(text, $"a=extmap:{ids.RepairedRid} {ExtensionIds.RepairedRidUri}");
        }

        WriteTransportSequence(text, offered);
        if (ids.AudioLevel != 0) Line(text, $"a=extmap:{ids.AudioLevel} {Rtp.AudioLevel.Uri}");
    }

    private static bool MeasuresTransport(OfferedLine offered) => offered.Extensions.TransportSequence != 0;

    private static void WriteTransportSequence(StringBuilder text, OfferedLine offered)
    {
        if (MeasuresTransport(offered)) Line(text, $"a=extmap:{offered.Extensions.TransportSequence} {Rtcp.TransportFeedback.Uri}");
    }

    private static void WriteStreams(StringBuilder text, OfferedLine offered, AnsweredLine line)
    {
        var track = (offered.Media == LineMedia.Audio ? "a" : "v") + offered.Mid;
        Line(text, $"a=msid:{line.Stream} {track}");
        if (line.RtxSsrc != 0) Line(text, $"a=ssrc-group:FID {line.Ssrc} {line.RtxSsrc}");
        Line(text, $"a=ssrc:{line.Ssrc} cname:{Cname}");
        if (line.RtxSsrc != 0) Line(text, $"a=ssrc:{line.RtxSsrc} cname:{Cname}");
    }

    private static string Name(LineMedia media) => media switch
    {
        LineMedia.Audio => "audio",
        LineMedia.Video => "video",
        LineMedia.Other => "application",
    };

    private static void Line(StringBuilder text, FormattableString line) =>
        text.Append(line.ToString(CultureInfo.InvariantCulture)).Append("\r\n");
}
