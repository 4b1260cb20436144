namespace MeetingHub.Media.Sdp;

/// <summary>Why an offer got no answer: stable codes, shown to nobody as they are.</summary>
internal static class SdpRefusal
{
    public const string TooLarge = "sdp_too_large";
    public const string Malformed = "sdp_malformed";
    public const string TooManyMediaLines = "too_many_mlines";
    public const string TooManyAttributes = "too_many_attributes";
    public const string NoBundle = "no_bundle";
    public const string NoMid = "no_mid";
    public const string DuplicateMid = "duplicate_mid";
    public const string NoIce = "no_ice";
    public const string NoFingerprint = "no_sha256_fingerprint";
    public const string WrongSetup = "setup_not_actpass";

    /// <summary>An audio line without Opus, or a video line without a codec we forward and its retransmissions (media.md, T5.2).</summary>
    public const string NoCodec = "codec_missing";

    /// <summary>A later offer dropped, reordered or turned round a line.</summary>
    public const string LinesChanged = "mlines_changed";

    /// <summary>A later offer came with another certificate; a new connection is needed.</summary>
    public const string CertificateChanged = "certificate_changed";

    /// <summary>Sends names a line that is not there, does not send, is of the wrong kind, or names a kind twice.</summary>
    public const string WrongSends = "sends_mismatch";
    public const string TooManyPeers = "too_many_peers";

    /// <summary>The peer belongs to another room or participant.</summary>
    public const string PeerTaken = "peer_taken";
}
