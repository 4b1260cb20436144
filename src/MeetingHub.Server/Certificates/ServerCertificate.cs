using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MeetingHub.Server.Data;
using MeetingHub.Server.Hosting;
using Microsoft.Extensions.Options;

namespace MeetingHub.Server.Certificates;

/// <summary>
/// What https shows: the configured certificate, read again when its file changes (whoever renews it need not restart a running
/// meeting), or a self-signed one kept in the data folder.
/// </summary>
internal sealed partial class ServerCertificate : IDisposable
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(30);

    private readonly CertificateOptions options;
    private readonly string path;
    private readonly ILogger<ServerCertificate> logger;
    private readonly ITimer timer;
    private volatile Loaded loaded;

    /// <exception cref="StartupFailure">The configured one cannot be used.</exception>
    public ServerCertificate(DataFolder folder, IOptions<CertificateOptions> options, TimeProvider clock, ILogger<ServerCertificate> logger)
    {
        this.options = options.Value;
        this.logger = logger;
        path = string.IsNullOrEmpty(this.options.Path) ? folder.Certificate : this.options.Path;
        if (path == folder.Certificate)
            MakeIfNeeded(clock.GetUtcNow());
        loaded = Load();
        timer = clock.CreateTimer(_ => LoadIfChanged(), null, LookInterval, LookInterval);
    }

    public SslStreamCertificateContext Context => loaded.Context;

    public X509Certificate2 Certificate => loaded.Context.TargetCertificate;

    public bool IsSelfSigned => string.IsNullOrEmpty(options.Path);

    /// <summary>As browsers show it: SHA-256, in pairs.</summary>
    public string Fingerprint =>
        string.Join(':', Certificate.GetCertHash(HashAlgorithmName.SHA256).Select(b => b.ToString("X2", System.Globalization.CultureInfo.InvariantCulture)));

    public void Dispose() => timer.Dispose();

    private void MakeIfNeeded(DateTimeOffset now)
    {
        var names = SelfSigned.NamesOfMachine().Concat(options.Names).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (File.Exists(path))
        {
            using var old = X509Certificate2.CreateFromPemFile(path);
            if (SelfSigned.StillServes(old, names, now))
                return;
        }
        // The key is never readable by others, not even for a moment.
        var fresh = path + ".new";
        File.Delete(fresh);
        var create = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            create.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var writer = new StreamWriter(fresh, create))
            writer.Write(SelfSigned.Make(names, now));
        File.Move(fresh, path, overwrite: true);
    }

    private Loaded Load()
    {
        try
        {
            var chain = new X509Certificate2Collection();
            chain.ImportFromPemFile(path);
            var leaf = X509Certificate2.CreateFromPemFile(path, string.IsNullOrEmpty(options.KeyPath) ? null : options.KeyPath);
            // Offline: the server never asks other machines about its certificate.
            return new Loaded(SslStreamCertificateContext.Create(leaf, chain, offline: true), WrittenAt());
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new StartupFailure($"The certificate {path} cannot be used: {e.Message}", e);
        }
    }

    private void LoadIfChanged()
    {
        if (WrittenAt() == loaded.WrittenAt)
            return;
        try
        {
            loaded = Load();
            LogReloaded(Fingerprint);
        }
        catch (StartupFailure e)
        {
            // Perhaps half written: the old one serves on, and it is looked at again.
            LogUnusable(e.Message);
        }
    }

    private DateTime WrittenAt()
    {
        var written = File.GetLastWriteTimeUtc(path);
        if (string.IsNullOrEmpty(options.KeyPath))
            return written;
        var key = File.GetLastWriteTimeUtc(options.KeyPath);
        return key > written ? key : written;
    }

    [LoggerMessage(9101, LogLevel.Information, "The certificate changed; its fingerprint is now {Fingerprint}.")]
    private partial void LogReloaded(string fingerprint);

    [LoggerMessage(9102, LogLevel.Error, "The changed certificate is not used: {Reason}")]
    private partial void LogUnusable(string reason);

    private sealed record Loaded(SslStreamCertificateContext Context, DateTime WrittenAt);
}
