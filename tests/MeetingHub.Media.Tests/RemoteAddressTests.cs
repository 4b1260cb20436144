using System.Net;

namespace MeetingHub.Media.Tests;

public sealed class RemoteAddressTests
{
    [Theory]
    [InlineData("192.0.2.1", 40000)]
    [InlineData("2001:db8::1", 1)]
    [InlineData("::1", 65535)]
    public void An_end_point_survives_the_way_there_and_back(string address, int port)
    {
        var endPoint = new IPEndPoint(IPAddress.Parse(address), port);

        Assert.Equal(endPoint, RemoteAddress.From(endPoint).ToIPEndPoint());
    }

    [Fact]
    public void An_IPv4_address_and_its_mapped_form_are_one()
    {
        var plain = RemoteAddress.From(new IPEndPoint(IPAddress.Parse("192.0.2.1"), 5));
        var mapped = RemoteAddress.From(new IPEndPoint(IPAddress.Parse("::ffff:192.0.2.1"), 5));

        Assert.Equal(plain, mapped);
        Assert.Equal(plain.GetHashCode(), mapped.GetHashCode());
        Assert.True(mapped.IsIPv4);
    }

    [Theory]
    [InlineData("192.0.2.1")]
    [InlineData("2001:db8::1")]
    public void The_kernel_s_form_is_read_and_written(string address)
    {
        var endPoint = new IPEndPoint(IPAddress.Parse(address), 40_001);
        var kernel = endPoint.Serialize().Buffer.Span;

        Assert.True(RemoteAddress.TryFrom(kernel, out var read));
        var written = new byte[RemoteAddress.SocketAddressBytes];
        read.WriteSocketAddress(written);

        Assert.Equal(RemoteAddress.From(endPoint), read);
        Assert.Equal(new IPEndPoint(endPoint.Address.MapToIPv6(), 40_001).Serialize().Buffer.ToArray(), written);
    }

    [Fact]
    public void A_truncated_or_foreign_address_is_refused()
    {
        var kernel = new IPEndPoint(IPAddress.IPv6Loopback, 1).Serialize().Buffer.ToArray();
        for (var length = 0; length < 24; length++) Assert.False(RemoteAddress.TryFrom(kernel.AsSpan(0, length), out _));

        kernel[0] = 1;
        Assert.False(RemoteAddress.TryFrom(kernel, out _));
    }

    [Fact]
    public void Ports_of_one_address_are_different_peers_with_different_hashes()
    {
        var addresses = Enumerable.Range(1, 1000).Select(port => RemoteAddress.From(new IPEndPoint(IPAddress.Loopback, port))).ToArray();

        Assert.Equal(1000, addresses.Distinct().Count());
        Assert.InRange(addresses.Select(a => a.GetHashCode() & 4095).Distinct().Count(), 700, 1000);
    }
}
