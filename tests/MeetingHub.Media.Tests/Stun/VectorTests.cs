using System.Net;
using System.Security.Cryptography;
using System.Text;
using MeetingHub.Media.Stun;

namespace MeetingHub.Media.Tests.Stun;

/// <summary>The four messages of RFC 5769.</summary>
public sealed class VectorTests
{
    private const string Request = """
        00010058 2112a442 b7e7a701bc34d686fa87dfae 80220010 5354554e207465737420636c69656e74 00240004 6e0001ff
        80290008 932ff9b151263b36 00060009 6576746a3a68367659 202020
        00080014 9aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a2 80280004 e57a3bcf
        """;

    private const string ResponseIPv4 = """
        0101003c 2112a442 b7e7a701bc34d686fa87dfae 8022000b 7465737420766563746f72 20 00200008 0001a147e112a643
        00080014 2b91f599fd9e90c38c7489f92af9ba53f06be7d7 80280004 c07d4c96
        """;

    private const string ResponseIPv6 = """
        01010048 2112a442 b7e7a701bc34d686fa87dfae 8022000b 7465737420766563746f72 20
        00200014 0002a1470113a9faa5d3f179bc25f4b5bed2b9d9
        00080014 a382954e4be67bf11784c97c8292c275bfe3ed41 80280004 c8fb0b4c
        """;

    private const string LongTermRequest = """
        00010060 2112a442 78ad3433c6ad72c029da412e 00060012 e3839ee38388e383aae38383e382afe382b9 0000
        0015001c 662f2f3439396b39353464364f4c33346f4c394653547679363473410014000b 6578616d706c652e6f7267 00
        00080014 f67024656dd64a3e02b8e0712e85c9a28ca89666
        """;

    private static readonly byte[] Password = Encoding.UTF8.GetBytes("VOkJxbRl1RmTxUk/WvJxBt");

    [Fact]
    public void The_sample_request_is_read_and_verified()
    {
        Assert.True(StunMessage.TryParse(Bytes.FromHex(Request), out var message));

        Assert.Equal(StunType.BindingRequest, message.Type);
        Assert.True(message.TryGet(StunAttribute.Username, out var username));
        Assert.Equal("evtj:h6vY", Encoding.UTF8.GetString(username));
        Assert.True(message.TryGet(StunAttribute.Priority, out var priority));
        Assert.Equal("6e0001ff", Bytes.ToHex(priority));
        Assert.True(message.HasValidIntegrity(Password));
        Assert.True(message.HasValidFingerprint());
        Assert.False(message.TryFindUnknownRequired(out _));
    }

    [Theory]
    [InlineData(ResponseIPv4, "192.0.2.1")]
    [InlineData(ResponseIPv6, "2001:db8:1234:5678:11:2233:4455:6677")]
    public void The_sample_responses_are_read_and_verified(string response, string address)
    {
        Assert.True(StunMessage.TryParse(Bytes.FromHex(response), out var message));

        Assert.Equal(StunType.BindingSuccess, message.Type);
        Assert.True(message.TryGetXorMappedAddress(out var mapped));
        Assert.Equal(new IPEndPoint(IPAddress.Parse(address), 32853), mapped.ToIPEndPoint());
        Assert.True(message.HasValidIntegrity(Password));
        Assert.True(message.HasValidFingerprint());
    }

    [Fact]
    public void The_sample_request_with_a_long_term_key_is_verified()
    {
        Assert.True(StunMessage.TryParse(Bytes.FromHex(LongTermRequest), out var message));
#pragma warning disable CA5351 // The RFC's way from a password to a key.
        var key = MD5.HashData(Encoding.UTF8.GetBytes("マトリックス:example.org:TheMatrIX"));
#pragma warning restore CA5351

        Assert.True(message.HasValidIntegrity(key));
        Assert.False(message.HasValidFingerprint());
        Assert.True(message.TryFindUnknownRequired(out var unknown));
        Assert.Equal(0x0015, unknown);
    }

    [Theory]
    [InlineData(ResponseIPv4, "192.0.2.1")]
    [InlineData(ResponseIPv6, "2001:db8:1234:5678:11:2233:4455:6677")]
    public void Mapped_addresses_are_written_as_in_the_sample_responses(string response, string address)
    {
        var expected = Bytes.FromHex(response);
        Assert.True(StunMessage.TryParse(expected, out var message));
        var buffer = new byte[100];
        var writer = new StunWriter(buffer, StunType.BindingSuccess, message.TransactionId);

        // The RFC pads with spaces, this server with zeros: so the space goes in as part of the value.
        writer.Add(StunAttribute.Software, "test vector "u8);
        buffer[23] = 11;
        writer.AddXorMappedAddress(RemoteAddress.From(new IPEndPoint(IPAddress.Parse(address), 32853)));
        writer.AddIntegrity(Password);
        writer.AddFingerprint();

        Assert.Equal(expected, buffer[..writer.Length]);
    }
}
