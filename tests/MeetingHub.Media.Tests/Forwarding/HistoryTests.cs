using MeetingHub.Media.Forwarding;
using MeetingHub.Media.Rtp;

namespace MeetingHub.Media.Tests.Forwarding;

public sealed class HistoryTests
{
    [Fact]
    public void What_is_stored_is_recalled_until_the_ring_comes_round()
    {
        var history = new PacketHistory();
        history.Fit(2_500_000);
        var payload = new byte[1200];
        for (var sequence = 70_000; sequence < 72_000; sequence++)
        {
            BitConverter.TryWriteBytes(payload, sequence);
            history.Store(sequence, new RtpTime((uint)sequence), marker: sequence % 3 == 0, payload.AsSpan(0, 600 + sequence % 601));
        }

        var kept = 0;
        for (var sequence = 70_000; sequence < 72_000; sequence++)
        {
            if (!history.TryGet(sequence, out var time, out var marker, out var stored)) continue;
            kept++;
            Assert.Equal((sequence, (uint)sequence, sequence % 3 == 0, 600 + sequence % 601),
                (BitConverter.ToInt32(stored), time.Value, marker, stored.Length));
        }

        Assert.InRange(kept, 1150, 1180);
        Assert.True(history.Contains(71_999));
        Assert.False(history.Contains(72_000));
        Assert.False(history.Contains(71_999 + 2048));
        // A packet so late that its place is taken takes no other's.
        history.Store(71_999 - 2048, default, marker: false, payload);
        Assert.True(history.Contains(71_999));
    }

    [Fact]
    public void A_history_grows_with_its_stream_and_forgets_nothing_by_it()
    {
        var history = new PacketHistory();
        Assert.InRange(history.Bytes, 60_000, 75_000);
        var payload = new byte[500];
        var sequence = 65_536L;
        for (long rate = 100_000; rate < 8_000_000; rate *= 2)
        {
            for (var i = 0; i < 100; i++, sequence++)
            {
                BitConverter.TryWriteBytes(payload, sequence);
                history.Store(sequence, new RtpTime((uint)sequence), marker: true, payload);
            }

            history.Fit(rate);
            for (var back = 1; back <= 100; back++)
            {
                Assert.True(history.TryGet(sequence - back, out var time, out _, out var stored));
                Assert.Equal((sequence - back, (uint)(sequence - back)), (BitConverter.ToInt64(stored), time.Value));
            }
        }

        Assert.InRange(history.Bytes, 1_000_000, 1_200_000);
    }

    [Fact]
    public void Missing_packets_are_asked_for_after_the_guard_and_then_once_a_round_trip()
    {
        var tracker = new NackTracker();
        var now = new Timestamp(1_000_000);
        var due = new SequenceNumber[16];
        tracker.Received(100, now);
        tracker.Received(104, now);
        Assert.Equal(0, tracker.TakeDue(now, TimeSpan.FromMilliseconds(50), due));
        tracker.Received(102, now);
        now += TimeSpan.FromMilliseconds(10);
        Assert.Equal(2, tracker.TakeDue(now, TimeSpan.FromMilliseconds(50), due));
        Assert.Equal([101, 103], due[..2].Select(d => (int)d.Value));
        tracker.Received(101, now);
        Assert.Equal(0, tracker.TakeDue(now + TimeSpan.FromMilliseconds(49), TimeSpan.FromMilliseconds(50), due));
        var tries = 1;
        for (; tracker.Deadline is { } deadline; now = deadline)
            tries += tracker.TakeDue(deadline, TimeSpan.FromMilliseconds(50), due);
        Assert.Equal(10, tries);
    }

    [Fact]
    public void A_gap_too_wide_to_repair_asks_for_a_keyframe_instead()
    {
        var tracker = new NackTracker();
        var now = new Timestamp(1_000_000);
        tracker.Received(100, now);
        tracker.Received(100 + NackTracker.MaxMissing + 2, now);
        Assert.True(tracker.TakeOverflow());
        Assert.False(tracker.TakeOverflow());
        Assert.Null(tracker.Deadline);
    }
}
