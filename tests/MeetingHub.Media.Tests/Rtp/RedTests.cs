using MeetingHub.Media.Rtp;

namespace MeetingHub.Media.Tests.Rtp;

public sealed class RedTests
{
    /// <summary>Of Chromium: one earlier frame of three bytes, 20 ms before the newest, all Opus under 111.</summary>
    private static readonly byte[] Packet = [0xEF, 0x0F, 0x00, 0x03, 0x6F, 1, 2, 3, 4, 5];

    [Fact]
    public void Frames_come_out_as_they_were_put_in()
    {
        var written = new byte[10];
        Assert.Equal(10, Red.Write(written, 111, 960, [1, 2, 3], [4, 5]));
        Assert.Equal(Packet, written);

        var earlier = new RedBlock[Red.MaxBlocks];
        Assert.True(Red.TryRead(Packet, 111, earlier, out var count, out var newest));

        Assert.Equal(1, count);
        Assert.Equal(new RedBlock(960, 5, 3), earlier[0]);
        Assert.Equal([4, 5], newest.ToArray());
    }

    [Fact]
    public void Two_earlier_frames_stand_behind_one_another()
    {
        byte[] packet = [0xEF, 0x1E, 0x00, 0x02, 0xEF, 0x0F, 0x00, 0x01, 0x6F, 1, 2, 3, 4];
        var earlier = new RedBlock[Red.MaxBlocks];

        Assert.True(Red.TryRead(packet, 111, earlier, out var count, out var newest));

        Assert.Equal([new RedBlock(1920, 9, 2), new RedBlock(960, 11, 1)], earlier[..count]);
        Assert.Equal([4], newest.ToArray());
    }

    [Fact]
    public void A_packet_cut_before_its_newest_frame_or_of_another_codec_is_refused()
    {
        var earlier = new RedBlock[Red.MaxBlocks];
        for (var length = 0; length < 8; length++) Assert.False(Red.TryRead(Packet.AsSpan(0, length), 111, earlier, out _, out _));
        Assert.False(Red.TryRead(Packet, 110, earlier, out _, out _));
        Assert.False(Red.TryRead([.. Enumerable.Repeat<byte[]>([0xEF, 0x0F, 0, 0], 5).SelectMany(b => b), 0x6F], 111, earlier, out _, out _));
    }
}
