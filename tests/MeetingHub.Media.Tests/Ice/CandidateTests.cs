using System.Net;
using MeetingHub.Media.Hosting;

namespace MeetingHub.Media.Tests.Ice;

public sealed class CandidateTests
{
    private static readonly IPAddress[] Addresses = [IPAddress.Parse("203.0.113.7"), IPAddress.Parse("2001:db8::7"), IPAddress.Parse("10.0.0.7")];

    [Fact]
    public void No_address_over_TCP_is_ever_preferred_to_one_over_UDP()
    {
        var candidates = LocalAddresses.Candidates(Addresses, 40000, 443);

        Assert.Equal(6, candidates.Count);
        Assert.True(candidates.Where(c => c.IsTcp).Max(c => c.Priority) < candidates.Where(c => !c.IsTcp).Min(c => c.Priority));
        // RFC 8445 section 5.1.2.1: the type preference is the first byte, and a host's is 126.
        Assert.Equal([126u, 126u, 126u, 90u, 90u, 90u], candidates.Select(c => c.Priority >> 24));
    }

    [Fact]
    public void Addresses_are_preferred_in_their_order()
    {
        var candidates = LocalAddresses.Candidates(Addresses, 40000, 443);

        foreach (var protocol in candidates.GroupBy(c => c.IsTcp))
        {
            Assert.Equal(protocol.OrderByDescending(c => c.Priority), protocol);
            Assert.Equal(Addresses, protocol.Select(c => c.At.Address));
        }
    }

    [Fact]
    public void They_are_written_as_browsers_read_them()
    {
        var candidates = LocalAddresses.Candidates(Addresses[..2], 40000, 443);

        // Direction preference 4, then 13 bits (RFC 6544 section 4.2): 90 << 24 | (4 << 13 | 8191) << 8 | 255.
        Assert.Equal(
            [
                "1 1 udp 2130706431 203.0.113.7 40000 typ host", "2 1 udp 2130706175 2001:db8::7 40000 typ host",
                "100 1 tcp 1520435199 203.0.113.7 443 typ host tcptype passive", "101 1 tcp 1520434943 2001:db8::7 443 typ host tcptype passive",
            ],
            candidates.Select(c => c.ToString()));
    }

    [Fact]
    public void Of_a_machine_s_own_addresses_those_that_lead_out_come_first_and_useless_ones_not_at_all()
    {
        (IPAddress, bool)[] own =
        [
            (IPAddress.Parse("172.17.0.1"), false), (IPAddress.Parse("fe80::1%2"), true), (IPAddress.Parse("fd00::7"), true),
            (IPAddress.Parse("2001:db8::7"), true), (IPAddress.Parse("169.254.3.4"), true), (IPAddress.Parse("192.0.2.7"), true),
            (IPAddress.Parse("192.0.2.7"), true), (IPAddress.IPv6Loopback, true), (IPAddress.Loopback, false),
        ];

        Assert.Equal(["192.0.2.7", "2001:db8::7", "fd00::7", "172.17.0.1"], LocalAddresses.Order(own).Select(a => a.ToString()));
    }

    [Fact]
    public void Loopback_is_told_only_where_it_is_asked_for()
    {
        var own = LocalAddresses.Of(new MediaOptions());
        Assert.DoesNotContain(own, IPAddress.IsLoopback);

        Assert.Equal([.. own, IPAddress.Loopback], LocalAddresses.Of(new MediaOptions { IncludeLoopback = true }));
        Assert.Equal([Addresses[0]], LocalAddresses.Of(new MediaOptions { AdvertisedAddresses = [Addresses[0]] }));
    }
}
