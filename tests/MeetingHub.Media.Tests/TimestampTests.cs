using MeetingHub.Media.Forwarding;

namespace MeetingHub.Media.Tests;

public sealed class TimestampTests
{
    // It ran over and was negative, so that the loop did not wait at all.
    [Fact]
    public void Never_is_far_from_every_moment()
    {
        Assert.True(Wakeup.Never - new Timestamp(0) > TimeSpan.FromDays(1000));
        Assert.True(Wakeup.Never - new Timestamp(long.MaxValue / 20) > TimeSpan.FromDays(1000));
        Assert.True(new Timestamp(0) - Wakeup.Never < TimeSpan.FromDays(-1000));
    }

    [Fact]
    public void Between_two_moments_lies_what_was_added() =>
        Assert.Equal(TimeSpan.FromMilliseconds(1.5), new Timestamp(7) + TimeSpan.FromMilliseconds(1.5) - new Timestamp(7));
}
