using MeetingHub.Media.Rtp;

namespace MeetingHub.Media.Tests.Rtp;

public sealed class PayloadFormatTests
{
    [Theory]
    [InlineData("67 42e01f", true)] // parameter set
    [InlineData("65 8880", true)] // IDR slice
    [InlineData("61 9a", false)] // slice of another frame
    [InlineData("78 0004 6742e01f 0002 68ce", true)] // both parameter sets together
    [InlineData("78 0002 619a 0002 619b", false)]
    [InlineData("7c 85 88", true)] // first fragment of an IDR slice
    [InlineData("7c 05 88", false)] // a later one
    [InlineData("5c 81 9a", false)]
    public void A_keyframe_of_H264_begins_with_parameters_or_an_IDR_slice(string payload, bool expected) =>
        Assert.Equal(expected, Read(PictureCodec.H264, payload).StartsKeyframe);

    [Theory]
    [InlineData("8c 8123 0a", true)] // begins a frame that nothing predicts
    [InlineData("cc 8123 0a", false)] // predicted
    [InlineData("84 8123 0a", false)] // goes on
    [InlineData("ac 8123 02 07 0a", false)] // second spatial layer of the first frame
    [InlineData("ac 8123 00 07 0a", true)]
    [InlineData("dc 8123 05 02 0a", false)] // flexible, two references
    [InlineData("8a 8123 18 0500 02d0 01 00 0a", true)] // with the sizes of its layers
    public void A_keyframe_of_VP9_is_predicted_from_nothing(string payload, bool expected) =>
        Assert.Equal(expected, Read(PictureCodec.Vp9, payload).StartsKeyframe);

    [Fact]
    public void Numbers_and_size_of_VP9_are_found()
    {
        var payload = Bytes.FromHex("aa 8123 00 07 18 0500 02d0 01 00 0a");
        Assert.True(PayloadFormat.Of(PictureCodec.Vp9)!.TryRead(payload, out var facts));
        Assert.Equal(720, facts.Height);
        Assert.Equal((0x123, (byte)7), facts.Numbers.Read(payload));
        facts.Numbers.Write(payload, 0x7ABC, 0x55);
        Assert.Equal("aafabc005518050002d001000a", Bytes.ToHex(payload));
        // A number of seven bits has no room for ours.
        Assert.Equal(PictureNumbers.None, Read(PictureCodec.Vp9, "8c 23 0a").Numbers);
    }

    [Theory]
    [InlineData("18 0a 0b", true)] // one unit, a sequence header
    [InlineData("28 02 0a0b 10", true)] // two, of which the first is
    [InlineData("10 0a 0b", false)] // not the beginning of a sequence
    [InlineData("98 0a 0b", false)] // goes on
    [InlineData("18 32 0b", false)] // begins with a frame
    public void A_keyframe_of_AV1_begins_a_sequence(string payload, bool expected) =>
        Assert.Equal(expected, Read(PictureCodec.Av1, payload).StartsKeyframe);

    [Theory]
    [InlineData("H264", "78 0004 6742e01f 0002 68ce")]
    [InlineData("H264", "7c 85 88")]
    [InlineData("Vp9", "fa 8123 00 05 04 18 0500 02d0 01 00 0a")]
    [InlineData("Av1", "28 82 01 0a0b 10")]
    public void Every_prefix_and_every_damaged_byte_is_read_or_refused(string codec, string payload)
    {
        var whole = Bytes.FromHex(payload);
        var format = PayloadFormat.Of(Enum.Parse<PictureCodec>(codec))!;
        for (var length = 0; length <= whole.Length; length++)
        {
            for (var value = 0; value < 256; value++)
            {
                var damaged = whole[..length];
                if (length > 0) damaged[value % length] = (byte)(value * 37);
                if (!format.TryRead(damaged, out var facts)) continue;
                // What is found lies within.
                facts.Numbers.Write(damaged, 1, 1);
            }
        }
    }

    private static PayloadFacts Read(PictureCodec codec, string payload)
    {
        Assert.True(PayloadFormat.Of(codec)!.TryRead(Bytes.FromHex(payload), out var facts), payload);
        return facts;
    }
}
