using MeetingHub.Media.Srtp;

namespace MeetingHub.Media.Dtls;

/// <summary>
/// What all DTLS associations of a process share: the certificate, made here and never stored, and what is offered. Outlives its
/// associations. Any thread may use it.
/// </summary>
public sealed class DtlsContext : IDisposable
{
    /// <param name="now">The certificate holds from a day before this and for a month; nobody checks it but its fingerprint.</param>
    /// <param name="profiles">In order of preference, which decides when this side is the server; both of ours when null.</param>
    /// <exception cref="MediaUnavailableException">OpenSSL 3 is missing or refuses to work.</exception>
    public DtlsContext(DateTimeOffset now, IReadOnlyList<SrtpProfile>? profiles = null) => throw new NotSupportedException();

    /// <summary>What a=fingerprint of our answers says.</summary>
    public CertificateFingerprint Fingerprint => throw new NotSupportedException();

    public void Dispose()
    {
    }
}
