using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace MeetingHub.Server.Security;

internal sealed class SecurityOptions
{
    /// <summary>
    /// Addresses or networks ("10.0.0.5", "10.0.0.0/8") of reverse proxies whose X-Forwarded headers are believed. From anybody
    /// else such a header could name any address and pass every limit.
    /// </summary>
    public IList<string> TrustedProxies { get; init; } = [];

    /// <summary>Of calls of one person, or of one address while nobody is signed in.</summary>
    [Range(10, 1_000_000)]
    public int RequestsPerMinute { get; set; } = 1_200;

    /// <summary>Of sign-ins from one address; a whole office may stand behind one.</summary>
    [Range(1, 1_000_000)]
    public int DoorPerMinute { get; set; } = 120;

    /// <summary>Of every request but uploads, which say their own.</summary>
    [Range(16 * 1024, 16 * 1024 * 1024)]
    public int MaxRequestBytes { get; set; } = 256 * 1024;
}

[OptionsValidator]
internal sealed partial class SecurityOptionsValidator : IValidateOptions<SecurityOptions>;
