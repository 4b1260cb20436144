using System.ComponentModel.DataAnnotations;
using System.Net;
using MeetingHub.Media.Hosting;
using MeetingHub.Media.Srtp;
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

    /// <summary>What a NAT in front maps to <see cref="Port"/>; 0 is the same.</summary>
    [Range(0, 65535)]
    public int AdvertisedPort { get; set; }

    /// <summary>Media over TCP as well, for networks that let no UDP out.</summary>
    public bool Tcp { get; set; } = true;

    /// <summary>0 is the number of <see cref="Port"/>.</summary>
    [Range(0, 65535)]
    public int TcpPort { get; set; }

    /// <summary>0 is the same.</summary>
    [Range(0, 65535)]
    public int AdvertisedTcpPort { get; set; }

    /// <summary>In order of preference; empty is all.</summary>
    public List<SrtpProfile> SrtpProfiles { get; set; } = [];

    /// <summary>What browsers are told to send to; empty means the machine's own addresses, which is wrong behind a NAT.</summary>
    public List<string> AdvertisedAddresses { get; set; } = [];

    /// <summary>For browsers on the same machine.</summary>
    public bool IncludeLoopback { get; set; }

    /// <summary>False takes the framework's plain socket calls even where the system has better ones.</summary>
    public bool Batching { get; set; } = true;

    public TurnSettings Turn { get; set; } = new();

    [Range(1, 100_000)]
    public int MaxPeers { get; set; } = 2000;

    [Range(1, 100_000)]
    public int MaxRoomPeers { get; set; } = 1000;

    /// <summary>kbit/s that one window may send, 0 for any; see <see cref="MediaOptions.MaxPeerKbps"/>.</summary>
    [Range(0, 10_000_000)]
    public int MaxPeerKbps { get; set; } = 20_000;

    /// <summary>kbit/s that all windows of a meeting may send together, 0 for any.</summary>
    [Range(0, 10_000_000)]
    public int MaxRoomKbps { get; set; } = 500_000;

    public MediaOptions ToOptions() => new()
    {
        Port = Port,
        AdvertisedPort = AdvertisedPort,
        Tcp = Tcp,
        TcpPort = TcpPort,
        AdvertisedTcpPort = AdvertisedTcpPort,
        SrtpProfiles = SrtpProfiles,
        AdvertisedAddresses = AdvertisedAddresses.ConvertAll(IPAddress.Parse),
        IncludeLoopback = IncludeLoopback,
        Batching = Batching,
        MaxPeers = MaxPeers,
        MaxRoomPeers = MaxRoomPeers,
        MaxPeerKbps = MaxPeerKbps,
        MaxRoomKbps = MaxRoomKbps,
    };
}

[OptionsValidator]
internal sealed partial class MediaSettingsValidator : IValidateOptions<MediaSettings>;
