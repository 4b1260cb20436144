using System.ComponentModel.DataAnnotations;
using System.Net;
using MeetingHub.Media.Hosting;
using Microsoft.Extensions.Options;

namespace MeetingHub.Server.Rooms;

/// <summary>Section "Media".</summary>
internal sealed class MediaSettings
{
    /// <summary>False holds meetings without sound and pictures.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>UDP; 0 takes a free one.</summary>
    [Range(0, 65535)]
    public int Port { get; set; } = 40000;

    /// <summary>What browsers are told to send to; empty means the machine's own addresses, which is wrong behind a NAT.</summary>
    public List<string> AdvertisedAddresses { get; set; } = [];

    /// <summary>For browsers on the same machine.</summary>
    public bool IncludeLoopback { get; set; }

    /// <summary>False takes the framework's plain socket calls even where the system has better ones.</summary>
    public bool Batching { get; set; } = true;

    [Range(1, 100_000)]
    public int MaxPeers { get; set; } = 2000;

    public MediaOptions ToOptions() => new()
    {
        Port = Port,
        AdvertisedAddresses = AdvertisedAddresses.ConvertAll(IPAddress.Parse),
        IncludeLoopback = IncludeLoopback,
        Batching = Batching,
        MaxPeers = MaxPeers,
    };
}

[OptionsValidator]
internal sealed partial class MediaSettingsValidator : IValidateOptions<MediaSettings>;
