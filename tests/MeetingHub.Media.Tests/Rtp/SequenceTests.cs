using MeetingHub.Media.Rtp;

namespace MeetingHub.Media.Tests.Rtp;

public sealed class SequenceTests
{
    [Theory]
    [InlineData(1, 0, 1)]
    [InlineData(0, 65_535, 1)]
    [InlineData(65_535, 0, -1)]
    [InlineData(32_767, 0, 32_767)]
    [InlineData(32_768, 0, -32_768)]
    public void Distances_go_the_short_way_round(int one, int other, int distance)
    {
        Assert.Equal(distance, new SequenceNumber((ushort)one).Since(new SequenceNumber((ushort)other)));
    }

    [Fact]
    public void Numbers_are_counted_on_over_the_wrap_and_late_ones_found_before_it()
    {
        var unwrapper = default(SequenceUnwrapper);
        var before = unwrapper.Unwrap(new SequenceNumber(65_534));
        Assert.Equal(before + 3, unwrapper.Unwrap(new SequenceNumber(1)));
        Assert.Equal(before + 1, unwrapper.Unwrap(new SequenceNumber(65_535)));
        Assert.Equal(before + 3, unwrapper.Newest);
    }

    [Fact]
    public void What_comes_before_the_very_first_number_is_not_negative()
    {
        var unwrapper = default(SequenceUnwrapper);
        var first = unwrapper.Unwrap(new SequenceNumber(0));
        Assert.Equal(first - 1, unwrapper.Unwrap(new SequenceNumber(65_535)));
        Assert.True(first - 1 > 0);
    }

    [Theory]
    [InlineData("1234 AA", true)]
    [InlineData("1234", false)]
    [InlineData("12", false)]
    [InlineData("", false)]
    public void A_retransmission_without_media_restores_nothing(string payload, bool restores)
    {
        Assert.Equal(restores, Rtx.TryReadOriginalSequence(Bytes.FromHex(payload), out var original));
        if (restores) Assert.Equal(0x1234, original.Value);
    }
}
