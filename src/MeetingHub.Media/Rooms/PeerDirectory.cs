using MeetingHub.Media.Ice;

namespace MeetingHub.Media.Rooms;

/// <summary>Whom a datagram is for: known by its source once a check proved that, and by the fragment that a check names before.</summary>
internal sealed class PeerDirectory
{
    private const int LongestFragment = 64;

    private readonly Dictionary<RemoteAddress, Peer> addresses = [];
    private readonly Dictionary<string, Peer> fragments = new(StringComparer.Ordinal);

    /// <returns>Null for a stranger.</returns>
    public Peer? At(in RemoteAddress address) => addresses.GetValueOrDefault(address);

    /// <returns>Null for what is no check, or one that names nobody.</returns>
    public Peer? NamedBy(ReadOnlySpan<byte> check)
    {
        Span<char> fragment = stackalloc char[LongestFragment];
        if (!IceLiteAgent.TryReadUsernameFragment(check, fragment, out var length)) return null;
        return fragments.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(fragment[..length], out var peer) ? peer : null;
    }

    /// <summary>A check of a peer was good.</summary>
    public void Prove(Peer peer, in RemoteAddress address)
    {
        if (peer.Transport.Ice.Evicted is { } evicted && At(evicted) == peer) addresses.Remove(evicted);
        addresses[address] = peer;
    }

    /// <returns>Who was there, if anybody.</returns>
    public Peer? Forget(in RemoteAddress address) => addresses.Remove(address, out var peer) ? peer : null;

    /// <summary>Checks find their peer by the fragment, so no two may share one.</summary>
    public IceCredentials FreshCredentials(Entropy entropy)
    {
        while (true)
        {
            var credentials = IceCredentials.Generate(entropy.Fill);
            if (!fragments.ContainsKey(credentials.UsernameFragment)) return credentials;
        }
    }

    /// <summary>Adds the fragment in force. Of older ones only the one that an ICE restart is still to replace holds.</summary>
    public void Name(Peer peer)
    {
        var ice = peer.Transport.Ice;
        for (var i = peer.Fragments.Count - 1; i >= 0; i--)
        {
            if (string.Equals(peer.Fragments[i], ice.Retiring?.UsernameFragment, StringComparison.Ordinal)) continue;
            fragments.Remove(peer.Fragments[i]);
            peer.Fragments.RemoveAt(i);
        }

        peer.Fragments.Add(ice.Local.UsernameFragment);
        fragments.Add(ice.Local.UsernameFragment, peer);
    }

    public void Remove(Peer peer)
    {
        foreach (var fragment in peer.Fragments) fragments.Remove(fragment);
        // Rare enough for a walk; a list per peer would have to be kept in step with every check.
        foreach (var (address, owner) in addresses)
            if (owner == peer) addresses.Remove(address);
    }
}
