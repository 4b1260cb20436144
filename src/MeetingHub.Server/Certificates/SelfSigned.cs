using System.Net;
using System.Net.NetworkInformation;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MeetingHub.Server.Certificates;

/// <summary>The certificate of a server nobody vouches for: browsers warn once, then the microphone works.</summary>
internal static class SelfSigned
{
    // Browsers refuse longer ones (CA/Browser Forum ballot SC-22).
    private static readonly TimeSpan Life = TimeSpan.FromDays(397);
    private static readonly TimeSpan Renewal = TimeSpan.FromDays(30);

    /// <returns>Certificate and key as PEM.</returns>
    public static string Make(IReadOnlyCollection<string> names, DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=MeetingHub", key, HashAlgorithmName.SHA256);
        var alternatives = new SubjectAlternativeNameBuilder();
        foreach (var name in names)
        {
            if (IPAddress.TryParse(name, out var address))
                alternatives.AddIpAddress(address);
            else
                alternatives.AddDnsName(name);
        }
        request.CertificateExtensions.Add(alternatives.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false));
        // From an hour ago: a phone's clock may be behind.
        var from = now.AddHours(-1);
        using var certificate = request.CreateSelfSigned(from, from + Life);
        return certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem() + "\n";
    }

    /// <summary>False when it ends within a month, or somebody would call the server by a name it does not have.</summary>
    public static bool StillServes(X509Certificate2 certificate, IReadOnlyCollection<string> names, DateTimeOffset now)
    {
        var alternatives = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().FirstOrDefault();
        if (alternatives is null || certificate.NotAfter.ToUniversalTime() - now.UtcDateTime < Renewal)
            return false;
        var had = alternatives.EnumerateDnsNames().Concat(alternatives.EnumerateIPAddresses().Select(a => a.ToString()));
        return names.All(had.ToHashSet(StringComparer.OrdinalIgnoreCase).Contains);
    }

    /// <summary>What this machine is called by others and by itself.</summary>
    public static IReadOnlyCollection<string> NamesOfMachine()
    {
        var addresses = NetworkInterface.GetAllNetworkInterfaces()
            .Where(i => i.OperationalStatus == OperationalStatus.Up)
            .SelectMany(i => i.GetIPProperties().UnicastAddresses)
            .Select(a => a.Address)
            .Where(a => !a.IsIPv6LinkLocal)
            .Select(a => a.ToString());
        return ["localhost", "*.localhost", Dns.GetHostName(), "127.0.0.1", "::1", .. addresses.Except(["127.0.0.1", "::1"], StringComparer.Ordinal)];
    }
}
