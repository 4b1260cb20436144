using MeetingHub.Media.Native;
using MeetingHub.Media.Srtp;

namespace MeetingHub.Media.Dtls;

/// <summary>
/// What all DTLS associations of a process share: the certificate, made here and never stored, and what is offered. Any thread may
/// use it; dispose of it after its associations.
/// </summary>
public sealed class DtlsContext : IDisposable
{
    private static readonly SrtpProfile[] AllProfiles = [SrtpProfile.AeadAes128Gcm, SrtpProfile.Aes128CmSha1_80];

    /// <param name="now">The certificate holds from a day before this and for a month; nobody checks it but its fingerprint.</param>
    /// <param name="profiles">In order of preference, which decides when this side is the server; all of ours when null or empty.</param>
    /// <exception cref="MediaUnavailableException">OpenSSL 3 is missing or refuses to work.</exception>
    public DtlsContext(DateTimeOffset now, IReadOnlyList<SrtpProfile>? profiles = null)
    {
        // First of all: the framework's own cryptography may live with another OpenSSL, or bring the process down without any.
        OpenSsl.Require();
        var certificate = SelfSignedCertificate.Create(now);
        Fingerprint = CertificateFingerprint.Of(certificate.Der);
        Ssl = new SslContext(certificate.Der, certificate.Key, string.Join(':', (profiles is { Count: > 0 } ? profiles : AllProfiles).Select(Name)));
    }

    /// <summary>What a=fingerprint of our answers says.</summary>
    public CertificateFingerprint Fingerprint { get; }

    internal SslContext Ssl { get; }

    public void Dispose() => Ssl.Dispose();

    /// <summary>OpenSSL's names.</summary>
    private static string Name(SrtpProfile profile) => profile switch
    {
        SrtpProfile.AeadAes128Gcm => "SRTP_AEAD_AES_128_GCM",
        SrtpProfile.Aes128CmSha1_80 => "SRTP_AES128_CM_SHA1_80",
    };
}
