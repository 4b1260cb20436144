using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using MeetingHub.Media.Ice;

namespace MeetingHub.Media.Hosting;

/// <summary>Where browsers may reach this machine.</summary>
internal static class LocalAddresses
{
    /// <summary>A browser tries each address from each of its own; a machine full of bridges would cost it seconds.</summary>
    private const int Most = 8;

    /// <summary>What the options say, in their order; else the machine's own. Loopback comes last.</summary>
    public static IReadOnlyList<IPAddress> Of(MediaOptions options)
    {
        List<IPAddress> addresses = options.AdvertisedAddresses.Count > 0 ? [.. options.AdvertisedAddresses] : [.. Order(Own())];
        if (options.IncludeLoopback && !addresses.Contains(IPAddress.Loopback)) addresses.Add(IPAddress.Loopback);
        return addresses;
    }

    /// <summary>Over UDP first, as their priorities say too.</summary>
    /// <param name="tcp">Null where TCP is off.</param>
    public static IReadOnlyList<Candidate> Candidates(IReadOnlyList<IPAddress> addresses, int udp, int? tcp)
    {
        List<Candidate> candidates = [.. addresses.Select((address, place) => new Candidate(new IPEndPoint(address, udp), IsTcp: false, place))];
        if (tcp is { } port) candidates.AddRange(addresses.Select((address, place) => new Candidate(new IPEndPoint(address, port), IsTcp: true, place)));
        return candidates;
    }

    /// <summary>
    /// Cards that lead out of the house before bridges to containers; the outer version 6 before one that holds inside only. What a
    /// browser elsewhere can't use is left out: link-local addresses need a scope that it does not have.
    /// </summary>
    public static IEnumerable<IPAddress> Order(IEnumerable<(IPAddress Address, bool LeadsOut)> own) => own
        .Where(one => IsUsable(one.Address))
        .OrderBy(one => one.LeadsOut ? 0 : 1)
        .ThenBy(one => one.Address.AddressFamily == AddressFamily.InterNetwork ? 0 : one.Address.IsIPv6UniqueLocal ? 2 : 1)
        .Select(one => new IPAddress(one.Address.GetAddressBytes()))
        .Distinct()
        .Take(Most);

    private static bool IsUsable(IPAddress address)
    {
        if (IPAddress.IsLoopback(address) || address.IsIPv6Multicast || address.IsIPv6LinkLocal) return false;
        return address.AddressFamily == AddressFamily.InterNetwork
            ? address.GetAddressBytes() is not [169, 254, ..]
            : Socket.OSSupportsIPv6;
    }

    private static IEnumerable<(IPAddress Address, bool LeadsOut)> Own()
    {
        foreach (var card in NetworkInterface.GetAllNetworkInterfaces())
        {
            if (card.OperationalStatus is not (OperationalStatus.Up or OperationalStatus.Unknown)) continue;
            if (card.NetworkInterfaceType == NetworkInterfaceType.Loopback) continue;
            var properties = card.GetIPProperties();
            var leadsOut = properties.GatewayAddresses.Count > 0;
            foreach (var unicast in properties.UnicastAddresses) yield return (unicast.Address, leadsOut);
        }
    }
}
