using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace MeetingHub.Server.SignIn;

internal sealed class SignInOptions
{
    /// <summary>Counted from the last use; written with a slack of half of it.</summary>
    [Range(typeof(TimeSpan), "00:05:00", "90.00:00:00")]
    public TimeSpan SessionLength { get; set; } = TimeSpan.FromDays(7);

    /// <summary>Of a link to set a password, handed over by chat or paper.</summary>
    [Range(typeof(TimeSpan), "00:05:00", "30.00:00:00")]
    public TimeSpan LinkLength { get; set; } = TimeSpan.FromDays(3);

    [Range(8, 128)]
    public int MinimumPasswordLength { get; set; } = 10;
}

[OptionsValidator]
internal sealed partial class SignInOptionsValidator : IValidateOptions<SignInOptions>;
