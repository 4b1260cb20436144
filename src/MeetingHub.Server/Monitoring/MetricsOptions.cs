using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace MeetingHub.Server.Monitoring;

/// <summary>Section "Metrics".</summary>
internal sealed class MetricsOptions
{
    /// <summary>False answers 404, also to administrators.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>What a program sends as <c>Authorization: Bearer …</c>. Null lets in administrators' sessions alone.</summary>
    [MinLength(16), MaxLength(512)]
    public string? Token { get; set; }
}

[OptionsValidator]
internal sealed partial class MetricsOptionsValidator : IValidateOptions<MetricsOptions>;
