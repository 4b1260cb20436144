using System.Globalization;
using System.Net;
using System.Text;
using MeetingHub.Benchmarks.Load.Wire;
using MeetingHub.Media.Dtls;
using MeetingHub.Media.Ice;
using MeetingHub.Media.Rtp;
using MeetingHub.Media.Sdp;

namespace MeetingHub.Benchmarks.Load.Sdp;

/// <summary>
/// What the generator says of itself, in the shape of Chromium's: one bundle, Opus and VP8 with RTX, the identifiers of the header
/// extensions. It is always the DTLS client: then the server's list of ciphers decides, and both servers do the same work.
/// </summary>
internal sealed class LoadDescription(IceCredentials ice, CertificateFingerprint fingerprint, IPEndPoint address)
{
    private readonly StringBuilder text = new();
    private readonly List<string> mids = [];

    /// <summary>An offer that sends these streams and takes as many slots; lines are numbered in this order.</summary>
    public string Offer(IReadOnlyList<SentStream> sends, int soundSlots, int pictureSlots)
    {
        foreach (var stream in sends) AddOwn(stream);
        for (var i = 0; i < soundSlots; i++) AddLine("audio", $"{mids.Count}", "recvonly", SentStream.AudioType, rtxType: null);
        for (var i = 0; i < pictureSlots; i++) AddLine("video", $"{mids.Count}", "recvonly", SentStream.VideoType, SentStream.RtxType);
        return Whole();
    }

    /// <summary>Takes all that is offered, under its numbers.</summary>
    public string Answer(RemoteDescription offer)
    {
        foreach (var section in offer.Sections)
        {
            AddLine(section.IsVideo ? "video" : "audio", section.Mid, "recvonly", section.PayloadType, section.RtxPayloadType, section.Extensions);
        }

        return Whole();
    }

    private void AddOwn(SentStream stream)
    {
        AddLine(
            stream.Shape.IsVideo ? "video" : "audio", $"{mids.Count}", "sendonly",
            stream.Shape.IsVideo ? SentStream.VideoType : SentStream.AudioType, stream.Shape.IsVideo ? SentStream.RtxType : null);
        if (stream.Shape.IsVideo) Line($"a=ssrc-group:FID {stream.Ssrc} {stream.RtxSsrc}");
        Line($"a=ssrc:{stream.Ssrc} cname:load");
        if (stream.Shape.IsVideo) Line($"a=ssrc:{stream.RtxSsrc} cname:load");
    }

    private void AddLine(
        string media, string mid, string direction, byte type, byte? rtxType, IReadOnlyDictionary<string, byte>? extensions = null)
    {
        var isVideo = media == "video";
        mids.Add(mid);
        Line($"m={media} 9 UDP/TLS/RTP/SAVPF {type}{(rtxType is { } also ? $" {also}" : "")}");
        Line($"c=IN IP4 {address.Address}");
        Line($"a=candidate:1 1 udp 2130706431 {address.Address} {address.Port} typ host");
        Line($"a=ice-ufrag:{ice.UsernameFragment}");
        Line($"a=ice-pwd:{ice.Password}");
        Line($"a=fingerprint:{fingerprint}");
        Line($"a=setup:active");
        Line($"a=mid:{mid}");
        extensions ??= new Dictionary<string, byte>
        {
            [ExtensionIds.MidUri] = 4,
            [RemoteDescription.TransportSequenceUri] = SentStream.TransportExtension,
            [AudioLevel.Uri] = SentStream.LevelExtension,
        };
        foreach (var (uri, id) in extensions)
            if (!isVideo || uri != AudioLevel.Uri) Line($"a=extmap:{id} {uri}");
        Line($"a={direction}");
        Line($"a=rtcp-mux");
        Line($"a=rtcp-rsize");
        Line(isVideo ? (FormattableString)$"a=rtpmap:{type} VP8/90000" : $"a=rtpmap:{type} opus/48000/2");
        Line($"a=rtcp-fb:{type} transport-cc");
        if (!isVideo)
        {
            Line($"a=fmtp:{type} minptime=10;useinbandfec=1");
            return;
        }

        Line($"a=rtcp-fb:{type} ccm fir");
        Line($"a=rtcp-fb:{type} nack");
        Line($"a=rtcp-fb:{type} nack pli");
        if (rtxType is null) return;
        Line($"a=rtpmap:{rtxType} rtx/90000");
        Line($"a=fmtp:{rtxType} apt={type}");
    }

    private string Whole() => new StringBuilder("v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=group:BUNDLE ")
        .AppendJoin(' ', mids).Append("\r\na=msid-semantic: WMS *\r\n").Append(text).ToString();

    private void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append("\r\n");
}
