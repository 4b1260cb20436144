using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MeetingHub.Media.Native;

/// <summary>An ECDSA P-256 certificate that vouches for nothing but its own key; signalling carries its hash.</summary>
internal sealed record SelfSignedCertificate(byte[] Der, byte[] Key)
{
    public static SelfSignedCertificate Create(DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=MeetingHub media", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(30));
        return new SelfSignedCertificate(certificate.RawData, key.ExportECPrivateKey());
    }
}
