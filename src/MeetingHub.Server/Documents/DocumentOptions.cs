using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace MeetingHub.Server.Documents;

/// <summary>Section <c>Documents</c> of the configuration.</summary>
internal sealed class DocumentOptions
{
    private const long Mebibyte = 1024 * 1024;

    /// <summary>Bytes of one file.</summary>
    [Range(1, 2048 * Mebibyte)]
    public long MaxFileBytes { get; set; } = 50 * Mebibyte;

    /// <summary>Bytes of all files of one meeting, old versions included.</summary>
    [Range(1, 1024L * 1024 * Mebibyte)]
    public long MaxMeetingBytes { get; set; } = 500 * Mebibyte;

    /// <summary>Documents of one meeting; versions do not count.</summary>
    [Range(1, 1000)]
    public int MaxDocuments { get; set; } = 100;
}

[OptionsValidator]
internal sealed partial class DocumentOptionsValidator : IValidateOptions<DocumentOptions>;
