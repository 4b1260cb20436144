using MeetingHub.Media.Rtp;

namespace MeetingHub.Media.Tests.Rtp;

public sealed class RtpHeaderTests
{
    // Version 2, padding, extension, one contributing source; marker, type 111; 0x1234; 0x01020304; 0xCAFEBABE.
    private static readonly byte[] Everything = Bytes.FromHex(
        """
        B1 EF 12 34 01 02 03 04 CA FE BA BE 00 00 00 2A
        BE DE 00 01 10 FF 00 00
        AA BB CC 00 00 03
        """);

    [Fact]
    public void All_fields_of_a_header_are_read()
    {
        Assert.True(RtpHeader.TryParse(Everything, out var header));
        Assert.True(header.Marker);
        Assert.Equal(111, header.PayloadType);
        Assert.Equal(0x1234, header.Sequence.Value);
        Assert.Equal(0x01020304u, header.Time.Value);
        Assert.Equal(0xCAFEBABEu, header.Ssrc);
        Assert.Equal(24, header.Length);
        Assert.Equal(3, header.PayloadLength);
        Assert.Equal("bede000110ff0000", Bytes.ToHex(header.Extension(Everything)));
    }

    [Fact]
    public void What_is_written_is_read_back()
    {
        var packet = new byte[RtpHeader.FixedLength + 5];
        RtpHeader.Write(packet, payloadType: 96, marker: true, new SequenceNumber(65_535), new RtpTime(uint.MaxValue), ssrc: 7);
        Assert.True(RtpHeader.TryParse(packet, out var header));
        Assert.Equal((96, true, 65_535, uint.MaxValue, 7u, 12, 5),
            (header.PayloadType, header.Marker, header.Sequence.Value, header.Time.Value, header.Ssrc, header.Length, header.PayloadLength));
    }

    [Fact]
    public void A_header_cut_anywhere_is_refused_without_throwing()
    {
        // Beyond the header a shorter packet is a valid one, as long as its last byte does not lie about padding.
        for (var length = 0; length < 24; length++) Assert.False(RtpHeader.TryParse(Everything.AsSpan(0, length), out _));
    }

    [Theory]
    [InlineData("71 60 0001 00000000 00000001", "version 1")]
    [InlineData("A0 60 0001 00000000 00000001 00", "padding of nothing")]
    [InlineData("A0 60 0001 00000000 00000001 02", "more padding than there is")]
    [InlineData("90 60 0001 00000000 00000001 BEDE FFFF", "extension beyond the end")]
    [InlineData("8F 60 0001 00000000 00000001", "contributing sources beyond the end")]
    public void A_header_that_does_not_add_up_is_refused(string packet, string what)
    {
        Assert.False(RtpHeader.TryParse(Bytes.FromHex(packet), out _), what);
    }

    [Fact]
    public void A_packet_of_padding_alone_has_no_payload()
    {
        Assert.True(RtpHeader.TryParse(Bytes.FromHex("A0 60 0001 00000000 00000001 0000 0004"), out var header));
        Assert.Equal(0, header.PayloadLength);
    }

    [Fact]
    public void Random_bytes_never_throw()
    {
        var random = new Random(3550);
        var packet = new byte[80];
        for (var i = 0; i < 20_000; i++)
        {
            random.NextBytes(packet);
            var length = random.Next(packet.Length + 1);
            var cut = packet.AsSpan(0, length);
            if (length > 0) cut[0] = (byte)(0x80 | (cut[0] & 0x3F));
            if (!RtpHeader.TryParse(cut, out var header)) continue;
            Assert.InRange(header.Length + header.PayloadLength, RtpHeader.FixedLength, length);
            var walk = new HeaderExtensions(header.Extension(cut));
            while (walk.MoveNext()) Assert.InRange(walk.Value.Length, 0, 255);
            _ = Vp8Descriptor.TryParse(cut.Slice(header.Length, header.PayloadLength), out _);
        }
    }
}
