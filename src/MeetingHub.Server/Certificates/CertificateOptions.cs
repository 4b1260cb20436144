namespace MeetingHub.Server.Certificates;

internal sealed class CertificateOptions
{
    /// <summary>PEM with the certificate and those between it and its root; empty makes a self-signed one in the data folder.</summary>
    public string? Path { get; set; }

    /// <summary>PEM with the private key; empty if it stands in the same file.</summary>
    public string? KeyPath { get; set; }

    /// <summary>Host names and addresses the self-signed one is for, besides those the machine knows of itself.</summary>
    public IList<string> Names { get; init; } = [];
}
