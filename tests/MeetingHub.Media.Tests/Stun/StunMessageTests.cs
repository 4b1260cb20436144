using System.Text;
using MeetingHub.Media.Stun;

namespace MeetingHub.Media.Tests.Stun;

public sealed class StunMessageTests
{
    private static readonly byte[] Key = Encoding.UTF8.GetBytes("a password of 24 letters");

    [Fact]
    public void Every_prefix_of_a_valid_message_is_refused_without_throwing()
    {
        var message = Request();
        for (var length = 0; length < message.Length; length++) Assert.False(StunMessage.TryParse(message.AsSpan(0, length), out _));

        Assert.True(StunMessage.TryParse(message, out _));
    }

    [Fact]
    public void A_message_with_something_behind_it_is_refused()
    {
        Assert.False(StunMessage.TryParse([.. Request(), 0], out _));
        Assert.False(StunMessage.TryParse([.. Request(), 0, 0, 0, 0], out _));
    }

    [Fact]
    public void A_message_with_any_single_bit_changed_does_not_verify()
    {
        var message = Request();
        for (var bit = 0; bit < message.Length * 8; bit++)
        {
            var changed = message.ToArray();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));

            Assert.False(StunMessage.TryParse(changed, out var parsed) && parsed.HasValidFingerprint() && parsed.HasValidIntegrity(Key));
        }
    }

    [Fact]
    public void What_stands_behind_the_integrity_is_not_found()
    {
        var buffer = new byte[200];
        var writer = new StunWriter(buffer, StunType.BindingRequest, new byte[12]);
        writer.AddIntegrity(Key);
        writer.Add(StunAttribute.UseCandidate, []);
        writer.AddFingerprint();

        Assert.True(StunMessage.TryParse(buffer.AsSpan(0, writer.Length), out var message));
        Assert.True(message.HasValidIntegrity(Key));
        Assert.True(message.HasValidFingerprint());
        Assert.False(message.Has(StunAttribute.UseCandidate));
    }

    [Fact]
    public void A_fingerprint_that_is_not_last_does_not_count()
    {
        var buffer = new byte[200];
        var writer = new StunWriter(buffer, StunType.BindingRequest, new byte[12]);
        writer.AddFingerprint();
        writer.Add(StunAttribute.Software, "late"u8);

        Assert.True(StunMessage.TryParse(buffer.AsSpan(0, writer.Length), out var message));
        Assert.False(message.HasValidFingerprint());
    }

    [Fact]
    public void An_integrity_attribute_of_another_size_does_not_count()
    {
        var buffer = new byte[200];
        var writer = new StunWriter(buffer, StunType.BindingRequest, new byte[12]);
        writer.Add(StunAttribute.MessageIntegrity, new byte[4]);

        Assert.True(StunMessage.TryParse(buffer.AsSpan(0, writer.Length), out var message));
        Assert.False(message.HasValidIntegrity(Key));
    }

    [Fact]
    public void A_message_larger_than_a_frame_is_refused()
    {
        var buffer = new byte[1600];
        var writer = new StunWriter(buffer, StunType.BindingRequest, new byte[12]);
        writer.Add(StunAttribute.Software, new byte[1500]);

        Assert.False(StunMessage.TryParse(buffer.AsSpan(0, writer.Length), out _));
    }

    [Fact]
    public void Random_messages_are_read_without_throwing()
    {
        var random = new Random(5389);
        for (var i = 0; i < 20_000; i++)
        {
            // Half of them damaged ones, which come further than pure noise does.
            var bytes = i % 2 == 0 ? Request() : new byte[random.Next(0, 80)];
            if (i % 2 != 0) random.NextBytes(bytes);
            for (var change = random.Next(4); change > 0 && bytes.Length > 0; change--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);

            if (!StunMessage.TryParse(bytes, out var message)) continue;
            message.HasValidFingerprint();
            message.HasValidIntegrity(Key);
            message.TryFindUnknownRequired(out _);
            message.TryGetXorMappedAddress(out _);
        }
    }

    private static byte[] Request()
    {
        var buffer = new byte[200];
        var writer = new StunWriter(buffer, StunType.BindingRequest, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
        writer.AddUsername("local", "remote");
        writer.Add(StunAttribute.Priority, 1u);
        writer.AddIntegrity(Key);
        writer.AddFingerprint();
        return buffer[..writer.Length];
    }
}
