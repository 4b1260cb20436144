using MeetingHub.Media.Dtls;
using MeetingHub.Media.Ice;
using MeetingHub.Media.Rtcp;

namespace MeetingHub.Media.Sdp;

/// <summary>What the server needs of a browser's offer (JSEP, unified plan, one bundle). Made by <see cref="SdpParser"/>.</summary>
internal sealed class SdpOffer
{
    /// <summary>Of the bundle's first line; the others must not differ in what they mean.</summary>
    public required IceCredentials Ice { get; init; }

    public required CertificateFingerprint Fingerprint { get; init; }

    /// <summary>Mids of a=group:BUNDLE in its order; the answer repeats those that it takes.</summary>
    public required IReadOnlyList<string> Bundle { get; init; }

    /// <summary>a=extmap-allow-mixed: the browser takes both header extension forms on one stream.</summary>
    public required bool AllowsMixedExtensions { get; init; }

    public required IReadOnlyList<OfferedLine> Lines { get; init; }
}

internal enum LineMedia
{
    Audio,
    Video,

    /// <summary>Data channels and whatever else; always rejected.</summary>
    Other,
}

/// <summary>Seen from the browser.</summary>
internal enum LineDirection
{
    SendReceive,
    Send,
    Receive,
    Inactive,
}

/// <summary>One m-line. Its place in the list and its mid are fixed for the life of the connection.</summary>
internal sealed class OfferedLine
{
    public required string Mid { get; init; }

    public required LineMedia Media { get; init; }

    public required LineDirection Direction { get; init; }

    /// <summary>Port 0 without bundle-only: the browser gave the line up.</summary>
    public required bool IsStopped { get; init; }

    /// <summary>Transport protocol as offered, to be repeated.</summary>
    public required string Protocol { get; init; }

    /// <summary>Formats as offered; a rejected line repeats the first.</summary>
    public required string Formats { get; init; }

    /// <summary>Payload type of Opus; null when it is not offered.</summary>
    public byte? OpusPayloadType { get; init; }

    /// <summary>Picture codecs that can be forwarded, one format of each, most wanted first.</summary>
    public IReadOnlyList<OfferedCodec> Codecs { get; init; } = [];

    /// <summary>Payload type of redundant audio (RFC 2198) with Opus in it; null when not offered.</summary>
    public byte? RedPayloadType { get; init; }

    /// <summary>The browser names redundant audio before plain: it would rather send it now.</summary>
    public bool PrefersRed { get; init; }

    public required ExtensionIds Extensions { get; init; }

    /// <summary>
    /// Simulcast layers that the browser would send on this line, in the order of a=simulcast (RFC 8853 section 5.2), which our client
    /// writes from the smallest up. Empty without simulcast, and without the extensions that tell layers apart.
    /// </summary>
    public IReadOnlyList<string> Rids { get; init; } = [];

    /// <summary>Stream the browser announces; 0 when it announces none, then the mid extension tells.</summary>
    public required uint Ssrc { get; init; }

    /// <summary>Its retransmission stream (ssrc-group:FID); 0 when not announced.</summary>
    public required uint RtxSsrc { get; init; }
}

/// <summary>Identifiers of the header extensions we take, 0 for those not offered. Inside a bundle an id means one thing.</summary>
internal readonly record struct ExtensionIds(byte Mid, byte Rid, byte RepairedRid, byte AudioLevel, byte TransportSequence)
{
    public const string MidUri = "urn:ietf:params:rtp-hdrext:sdes:mid";
    public const string RidUri = "urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id";
    public const string RepairedRidUri = "urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id";

    /// <summary>Whether layers and their retransmissions can be told apart.</summary>
    public bool TellLayers => Mid != 0 && Rid != 0 && RepairedRid != 0;

    public ExtensionIds With(string uri, byte id) => uri switch
    {
        MidUri => this with { Mid = id },
        RidUri => this with { Rid = id },
        RepairedRidUri => this with { RepairedRid = id },
        Rtp.AudioLevel.Uri => this with { AudioLevel = id },
        TransportFeedback.Uri => this with { TransportSequence = id },
        _ => this,
    };
}
