using MeetingHub.Media.Rtp;

namespace MeetingHub.Media.Tests.Rtp;

/// <summary>RFC 7741 section 4.2.</summary>
public sealed class Vp8DescriptorTests
{
    [Theory]
    // No extension; the frame's first byte is even for a keyframe.
    [InlineData("10 9C", 1, 0, 0, -1, true)]
    [InlineData("10 9D", 1, 0, 0, -1, false)]
    [InlineData("00 9C", 1, 0, 0, -1, false)]
    [InlineData("11 9C", 1, 0, 0, -1, false)]
    // As Chromium writes without temporal layers: 15 bits of PictureID.
    [InlineData("90 80 92 34 00", 4, 15, 0x1234, -1, true)]
    [InlineData("90 80 34 00", 3, 7, 0x34, -1, true)]
    // As Chromium writes with simulcast: PictureID, TL0PICIDX, TID and KEYIDX.
    [InlineData("80 F0 FF FF 7F 20 01", 6, 15, 0x7FFF, 0x7F, false)]
    [InlineData("90 10 05 00", 3, 0, 0, -1, true)]
    public void Every_shape_of_descriptor_is_read(string payload, int length, int bits, int pictureId, int levelZero, bool startsKeyframe)
    {
        Assert.True(Vp8Descriptor.TryParse(Bytes.FromHex(payload), out var descriptor));
        Assert.Equal((length, bits, pictureId, startsKeyframe),
            (descriptor.Length, descriptor.PictureIdBits, descriptor.PictureId, descriptor.StartsKeyframe));
        Assert.Equal(levelZero < 0 ? null : (byte?)levelZero, descriptor.LevelZeroIndex);
    }

    [Theory]
    [InlineData("90 F0 92 34 05 20 00")]
    [InlineData("90 80 34 00")]
    public void A_payload_without_media_behind_its_descriptor_is_refused(string payload)
    {
        var bytes = Bytes.FromHex(payload);
        for (var length = 0; length < bytes.Length; length++) Assert.False(Vp8Descriptor.TryParse(bytes.AsSpan(0, length), out _));
    }

    [Theory]
    [InlineData("10 00", 7, "90 f0 8007 07 00")]
    [InlineData("90 80 92 34 00", 0x1234, "90 f0 9234 34 00")]
    [InlineData("A0 F0 FF FF 7F 61 01", 0x7FFF, "a0 f0 ffff 7f 61")]
    [InlineData("83 80 92 34 01", 0x1234, "83 f0 9234 34 00")]
    public void A_normalised_descriptor_has_every_field(string payload, int pictureId, string expected)
    {
        Assert.True(Vp8Descriptor.TryParse(Bytes.FromHex(payload), out var descriptor));
        var normal = new byte[Vp8Descriptor.NormalLength];
        descriptor.Normalise(normal, pictureId);
        Assert.Equal(Bytes.ToHex(Bytes.FromHex(expected)), Bytes.ToHex(normal));
    }

    [Fact]
    public void Renumbering_leaves_the_rest_of_the_descriptor_alone()
    {
        var normal = Bytes.FromHex("90 F0 9234 34 61");
        Vp8Descriptor.Numbers.Write(normal, 0x8001, 0xFF);
        Assert.Equal("90f08001ff61", Bytes.ToHex(normal));
        Assert.Equal((1, (byte)0xFF), Vp8Descriptor.Numbers.Read(normal));
    }

    [Fact]
    public void Frames_with_short_numbers_are_counted_on_over_their_wrap()
    {
        var numbers = default(Vp8PictureNumbers);
        Assert.Equal(126, numbers.Of(Short(126), new RtpTime(0)));
        Assert.Equal(127, numbers.Of(Short(127), new RtpTime(3000)));
        Assert.Equal(128, numbers.Of(Short(0), new RtpTime(6000)));
        Assert.Equal(127, numbers.Of(Short(127), new RtpTime(3000)));
    }

    [Fact]
    public void Frames_without_numbers_are_told_apart_by_their_time()
    {
        var numbers = default(Vp8PictureNumbers);
        Assert.Equal(0, numbers.Of(None(), new RtpTime(0)));
        Assert.Equal(0, numbers.Of(None(), new RtpTime(0)));
        Assert.Equal(1, numbers.Of(None(), new RtpTime(3000)));
        Assert.Equal(0, numbers.Of(None(), new RtpTime(0)));
        Assert.Equal(2, numbers.Of(None(), new RtpTime(6000)));
    }

    private static Vp8Descriptor Short(byte number)
    {
        Assert.True(Vp8Descriptor.TryParse([0x90, 0x80, number, 1], out var descriptor));
        return descriptor;
    }

    private static Vp8Descriptor None()
    {
        Assert.True(Vp8Descriptor.TryParse([0x10, 1], out var descriptor));
        return descriptor;
    }
}
