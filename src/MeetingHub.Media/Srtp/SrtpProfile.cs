namespace MeetingHub.Media.Srtp;

/// <summary>Protection profiles this server speaks; the values are the DTLS-SRTP registry's (RFC 5764, RFC 7714).</summary>
public enum SrtpProfile
{
    /// <summary>The fallback: libwebrtc in Node offers nothing else.</summary>
    Aes128CmSha1_80 = 1,

    /// <summary>Three times cheaper than the fallback, and what every browser ends up with.</summary>
    AeadAes128Gcm = 7,
}
