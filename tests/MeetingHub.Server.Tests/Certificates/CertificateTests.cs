using MeetingHub.Server.Certificates;
using MeetingHub.Server.Data;
using MeetingHub.Server.Hosting;
using MeetingHub.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace MeetingHub.Server.Tests.Certificates;

public sealed class CertificateTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly FakeClock clock = new(TimeProvider.System.GetUtcNow());

    [Fact]
    public void The_self_signed_one_is_kept_and_serves_the_next_start()
    {
        using var first = Open();
        using var second = Open();

        Assert.Equal(first.Fingerprint, second.Fingerprint);
        Assert.True(first.IsSelfSigned);
    }

    [Fact]
    public void A_name_it_does_not_have_makes_a_new_one()
    {
        using var first = Open();
        using var second = Open(new CertificateOptions { Names = { "hop.lamgiang.example" } });

        Assert.NotEqual(first.Fingerprint, second.Fingerprint);
        Assert.True(second.Certificate.MatchesHostname("hop.lamgiang.example"));
    }

    [Fact]
    public void It_is_renewed_in_its_last_month()
    {
        using var first = Open();
        clock.Advance(TimeSpan.FromDays(368));
        using var second = Open();

        Assert.NotEqual(first.Fingerprint, second.Fingerprint);
    }

    [Fact]
    public void A_configured_one_that_is_replaced_is_shown_without_a_restart()
    {
        Write("one.example");
        using var certificate = Open(new CertificateOptions { Path = folder.At("site.pem") });
        Write("two.example");

        clock.Advance(TimeSpan.FromSeconds(30));

        Assert.True(certificate.Certificate.MatchesHostname("two.example"));
    }

    [Fact]
    public void A_replacement_that_is_half_written_leaves_the_old_one_until_it_is_whole()
    {
        Write("one.example");
        using var certificate = Open(new CertificateOptions { Path = folder.At("site.pem") });
        File.WriteAllText(folder.At("site.pem"), "-----BEGIN CERTIFICATE-----\nMIIB");
        File.SetLastWriteTimeUtc(folder.At("site.pem"), DateTime.UnixEpoch.AddDays(1));

        clock.Advance(TimeSpan.FromSeconds(30));
        Assert.True(certificate.Certificate.MatchesHostname("one.example"));
        Write("two.example");
        clock.Advance(TimeSpan.FromSeconds(30));

        Assert.True(certificate.Certificate.MatchesHostname("two.example"));
    }

    [Fact]
    public void A_configured_one_that_is_missing_stops_the_start() =>
        Assert.Throws<StartupFailure>(() => Open(new CertificateOptions { Path = folder.At("nothing.pem") }));

    public void Dispose() => folder.Dispose();

    private ServerCertificate Open(CertificateOptions? options = null) => new(
        DataFolder.Open(folder.At("data")), Options.Create(options ?? new CertificateOptions()), clock, NullLogger<ServerCertificate>.Instance);

    private void Write(string name)
    {
        File.WriteAllText(folder.At("site.pem"), SelfSigned.Make([name], clock.GetUtcNow()));
        // Two writes within one tick of the file system's clock look like one.
        File.SetLastWriteTimeUtc(folder.At("site.pem"), DateTime.UnixEpoch.AddDays(name.Length + name[0]));
    }
}
