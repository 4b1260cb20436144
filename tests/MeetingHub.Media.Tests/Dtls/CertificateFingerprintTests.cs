using MeetingHub.Media.Dtls;

namespace MeetingHub.Media.Tests.Dtls;

public sealed class CertificateFingerprintTests
{
    private static readonly string Text = "sha-256 " + Convert.ToHexString([.. Enumerable.Range(0, 32).Select(i => (byte)(i * 8 + 2))]).Chunk(2).Aggregate("", (text, pair) => text + (text.Length > 0 ? ":" : "") + new string(pair));

    [Fact]
    public void What_is_written_is_read_again_in_either_case()
    {
        Assert.True(CertificateFingerprint.TryParse(Text, out var fingerprint));
        Assert.True(CertificateFingerprint.TryParse(Text.ToLowerInvariant(), out var lower));

        Assert.Equal(Text, fingerprint!.ToString());
        Assert.Equal(fingerprint, lower);
    }

    [Fact]
    public void Another_hash_or_a_damaged_one_is_refused()
    {
        for (var length = 0; length < Text.Length; length++) Assert.False(CertificateFingerprint.TryParse(Text.AsSpan(0, length), out _));
        Assert.False(CertificateFingerprint.TryParse(Text + ":00", out _));
        Assert.False(CertificateFingerprint.TryParse(Text.Replace("sha-256", "sha-384"), out _));
        Assert.False(CertificateFingerprint.TryParse(Text.Replace(':', '-'), out _));
        Assert.False(CertificateFingerprint.TryParse(Text.Replace("0A", "0G"), out _));
    }
}
