using System.Diagnostics;
using MeetingHub.Benchmarks.Load.Wire;
using MeetingHub.Media.Rtp;

namespace MeetingHub.Benchmarks.Tests.Load;

/// <summary>A load that cannot see a loss proves nothing by seeing none.</summary>
public sealed class CountingTests
{
    [Fact]
    public void A_hole_is_missing_until_its_packet_comes_again()
    {
        var stream = Stream(65_530, count: 20, without: 7);
        Assert.Equal((20, 19, 1), (stream.Expected, stream.Received, stream.Missing));
        var missing = new SequenceNumber[10];
        Assert.Equal(1, stream.FindMissing(missing));
        Assert.Equal(new SequenceNumber(1), missing[0]);

        stream.TakeRepaired(missing[0]);
        Assert.Equal((20, 0, 1), (stream.Received, stream.Missing, stream.Repaired));
    }

    [Fact]
    public void A_second_copy_counts_as_such_and_not_as_received()
    {
        var stream = Stream(1, count: 5);
        stream.Take(new SequenceNumber(3));
        stream.TakeRepaired(new SequenceNumber(4));
        Assert.Equal((5, 2, 0), (stream.Received, stream.Duplicates, stream.Repaired));
    }

    [Fact]
    public void What_a_server_leaves_out_without_a_gap_is_seen_by_the_senders_own_count()
    {
        var stream = Stream(1, count: 4);
        stream.Compare(number: 10, source: 1, count: 100);
        stream.Compare(number: 11, source: 1, count: 101);
        Assert.Equal(0, stream.LeftOut);
        stream.Compare(number: 12, source: 1, count: 109);
        Assert.Equal(7, stream.LeftOut);
        // Another source counts for itself.
        stream.Compare(number: 13, source: 2, count: 5_000);
        Assert.Equal(7, stream.LeftOut);
    }

    [Fact]
    public void Every_changed_byte_of_a_payload_is_seen()
    {
        var payload = new byte[200];
        TestPayload.Write(payload, sent: 123, source: 4, number: 567);
        Assert.True(TestPayload.TryRead(payload, out var sent, out var source, out var number));
        Assert.Equal((123, 4u, 567u), (sent, source, number));
        for (var i = 0; i < payload.Length; i++)
        {
            payload[i] ^= 1;
            Assert.False(TestPayload.TryRead(payload, out _, out _, out _));
            payload[i] ^= 1;
        }
    }

    [Fact]
    public void Percentiles_are_exact_to_a_thirtieth()
    {
        var histogram = new LatencyHistogram();
        for (var micros = 1; micros <= 100_000; micros++) histogram.Add(micros * Stopwatch.Frequency / 1_000_000);
        foreach (var rank in new[] { 0.001, 0.5, 0.99, 0.999 })
            Assert.InRange(histogram.Percentile(rank).TotalMicroseconds / (rank * 100_000), 1.0, 1.035);
        histogram.Clear();
        Assert.Equal(TimeSpan.Zero, histogram.Percentile(0.99));
    }

    private static ReceivedStream Stream(ushort first, int count, int? without = null)
    {
        var stream = new ReceivedStream(ssrc: 1, rtxSsrc: 2, isVideo: true);
        for (var i = 0; i < count; i++)
            if (i != without) stream.Take(new SequenceNumber((ushort)(first + i)));
        return stream;
    }
}
