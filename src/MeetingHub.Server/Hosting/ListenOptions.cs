using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace MeetingHub.Server.Hosting;

/// <summary>Where the server listens, unless <c>--urls</c> says it.</summary>
internal sealed class ListenOptions
{
    [Range(0, 65_535)]
    public int HttpPort { get; set; } = 5080;

    /// <summary>0 is none: a reverse proxy in front of the server speaks TLS.</summary>
    [Range(0, 65_535)]
    public int HttpsPort { get; set; } = 5443;

    /// <summary>Only for this machine. The demo is, unless told otherwise: everybody who reaches it can be the chair.</summary>
    public bool? Loopback { get; set; }

    public string Urls(bool isDemo)
    {
        var host = Loopback ?? isDemo ? "localhost" : "*";
        var http = $"http://{host}:{HttpPort}";
        return HttpsPort == 0 ? http : $"{http};https://{host}:{HttpsPort}";
    }
}

[OptionsValidator]
internal sealed partial class ListenOptionsValidator : IValidateOptions<ListenOptions>;
