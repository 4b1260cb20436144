using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace MeetingHub.Media.Hosting;

/// <summary>Where browsers may reach this machine.</summary>
internal static class LocalAddresses
{
    public static IReadOnlyList<IPEndPoint> Candidates(MediaOptions options, int port)
    {
        List<IPAddress> addresses = [.. options.AdvertisedAddresses];
        if (addresses.Count == 0) AddOwn(addresses);
        if (options.IncludeLoopback && !addresses.Contains(IPAddress.Loopback)) addresses.Add(IPAddress.Loopback);
        return addresses.ConvertAll(a => new IPEndPoint(a, port));
    }

    private static void AddOwn(List<IPAddress> addresses)
    {
        foreach (var card in NetworkInterface.GetAllNetworkInterfaces())
        {
            if (card.OperationalStatus is not (OperationalStatus.Up or OperationalStatus.Unknown)) continue;
            if (card.NetworkInterfaceType == NetworkInterfaceType.Loopback) continue;
            foreach (var unicast in card.GetIPProperties().UnicastAddresses)
            {
                var address = unicast.Address;
                // Link-local addresses need a scope that the browser does not have.
                var isV4 = address.AddressFamily == AddressFamily.InterNetwork;
                var isLinkLocal = isV4 ? address.ToString().StartsWith("169.254.", StringComparison.Ordinal) : address.IsIPv6LinkLocal;
                if (isLinkLocal || IPAddress.IsLoopback(address) || address.IsIPv6Multicast) continue;
                if (!isV4 && !Socket.OSSupportsIPv6) continue;
                addresses.Add(new IPAddress(address.GetAddressBytes()));
            }
        }
    }
}
