using MeetingHub.Media.Congestion;
using MeetingHub.Media.Rtcp;
using MeetingHub.Media.Rtp;

namespace MeetingHub.Media.Tests.Congestion;

/// <summary>draft-holmer-rmcat-transport-wide-cc-extensions-01 section 3.1.</summary>
public sealed class TransportFeedbackTests
{
    private const long Lost = TransportFeedback.Missing;

    [Fact]
    public void A_small_message_is_written_byte_for_byte()
    {
        // 64 ms is reference 1; then deltas of 0, 1 ms (4 ticks) and, after a loss, 100 ms (400 ticks, two bytes).
        var bytes = Write(10, [64_000, 65_000, Lost, 165_000], out var count);
        Assert.Equal(4, count);
        Assert.Equal(Bytes.ToHex(Bytes.FromHex(
            "8F CD 0006 00000001 00000002 000A 0004 000001 05 D480 00 04 0190 00 00")), Bytes.ToHex(bytes));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Whatever_is_written_is_read_back_to_a_quarter_millisecond(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 200; round++)
        {
            var arrivals = new long[random.Next(1, TransportFeedback.MaxStatuses + 1)];
            var at = random.NextInt64(1, 1L << 40);
            for (var i = 0; i < arrivals.Length; i++)
            {
                // Runs of all three symbols, and arrivals out of order.
                at += random.Next(4) switch { 0 => random.Next(-5_000, 60_000), 1 => random.Next(100_000, 300_000), _ => random.Next(2_000) };
                arrivals[i] = random.Next(5) == 0 ? Lost : at;
            }

            arrivals[^1] = at;
            var bytes = Write((ushort)random.Next(65_536), arrivals, out var count);
            Assert.Equal(arrivals.Length, count);
            var read = new long[TransportFeedback.MaxStatuses];
            var reader = new RtcpReader(bytes);
            Assert.True(reader.MoveNext() && Feedback.TryParse(reader.Body, out _, out var control)
                && TransportFeedback.TryRead(control, out _, read, out var readCount) && readCount == count);
            // The reference wraps after twelve days, so only distances are compared.
            var (firstSent, firstRead) = (arrivals.First(a => a != Lost), read.First(a => a != Lost));
            for (var i = 0; i < count; i++)
            {
                Assert.Equal(arrivals[i] == Lost, read[i] == Lost);
                if (read[i] != Lost) Assert.InRange(read[i] - firstRead - (arrivals[i] - firstSent), -250, 250);
            }
        }
    }

    [Fact]
    public void A_message_ends_before_a_pause_that_its_deltas_cannot_say()
    {
        Write(0, [64_000, 64_000 + 9_000_000], out var count);
        Assert.Equal(1, count);
    }

    [Fact]
    public void A_message_cut_anywhere_is_refused_without_throwing()
    {
        var bytes = Write(10, [64_000, 65_000, Lost, 165_000], out _);
        var read = new long[TransportFeedback.MaxStatuses];
        // The last two bytes are padding.
        for (var length = Feedback.HeaderLength; length < bytes.Length - 2; length++)
            Assert.False(TransportFeedback.TryRead(bytes.AsSpan(Feedback.HeaderLength..length), out _, read, out _));
    }

    [Theory]
    [InlineData("000A FFFF 00000105 5FFF 5FFF", "more statuses than anybody keeps")]
    [InlineData("000A 0000 00000105 D480 00", "no status")]
    [InlineData("000A 0004 00000105 0000 0000 0000", "runs of nothing for ever")]
    [InlineData("000A 0004 00000105 6004 00", "a symbol that means nothing")]
    [InlineData("000A 0004 00000105 2004 000000", "a delta too few")]
    public void A_message_that_does_not_add_up_is_refused(string control, string why)
    {
        var read = new long[TransportFeedback.MaxStatuses];
        Assert.False(TransportFeedback.TryRead(Bytes.FromHex(control), out _, read, out _), why);
    }

    [Fact]
    public void Whatever_a_browser_sends_is_survived()
    {
        var random = new Random(1);
        var estimator = new BandwidthEstimator();
        var control = new byte[200];
        for (var round = 0; round < 20_000; round++)
        {
            estimator.Count(1000, At(round));
            random.NextBytes(control);
            // Near enough to what was sent to be looked at.
            (control[0], control[1]) = ((byte)(estimator.Sent.Newest.Value >> 8), (byte)(estimator.Sent.Newest.Value - random.Next(64)));
            (control[2], control[3]) = (0, (byte)random.Next(64));
            estimator.Hear(control.AsSpan(0, random.Next(control.Length)), At(round));
            Assert.InRange(estimator.BitsPerSecond, BandwidthEstimator.Least, BandwidthEstimator.Most);
        }
    }

    [Fact]
    public void Every_packet_is_reported_once_and_lost_ones_as_lost()
    {
        var arrivals = new TransportWideArrivals();
        foreach (var n in new[] { 65_533, 65_534, 65_536, 65_538 }) arrivals.Record(new SequenceNumber((ushort)n), At(n));
        Assert.Equal("65533:++-+-+", Report(arrivals));
        Assert.False(arrivals.HasNews);
        arrivals.Record(new SequenceNumber(4), At(65_540));
        Assert.Equal("3:-+", Report(arrivals));
    }

    [Fact]
    public void A_packet_that_comes_after_its_report_is_reported_again()
    {
        var arrivals = new TransportWideArrivals();
        foreach (var n in new[] { 1, 3 }) arrivals.Record(new SequenceNumber((ushort)n), At(n));
        Report(arrivals);
        arrivals.Record(new SequenceNumber(2), At(4));
        Assert.Equal("2:++", Report(arrivals));
    }

    [Fact]
    public void A_wide_jump_begins_anew()
    {
        var arrivals = new TransportWideArrivals();
        arrivals.Record(new SequenceNumber(1), At(1));
        arrivals.Record(new SequenceNumber(20_000), At(2));
        Assert.Equal("20000:+", Report(arrivals));
    }

    private static Timestamp At(int milliseconds) => new(1_000_000 + milliseconds * 1000L);

    private static string Report(TransportWideArrivals arrivals)
    {
        var bytes = new byte[TransportFeedback.MaxLength];
        var length = arrivals.Write(bytes, 1, 2);
        var reader = new RtcpReader(bytes.AsSpan(0, length));
        var read = new long[TransportFeedback.MaxStatuses];
        Assert.True(reader.MoveNext());
        Assert.True(Feedback.TryParse(reader.Body, out _, out var control));
        Assert.True(TransportFeedback.TryRead(control, out var first, read, out var count));
        return first.Value + ":" + string.Concat(read[..count].Select(a => a == Lost ? '-' : '+'));
    }

    private static byte[] Write(ushort first, long[] arrivals, out int count)
    {
        var bytes = new byte[TransportFeedback.MaxLength];
        var length = TransportFeedback.Write(bytes, 1, 2, new SequenceNumber(first), 5, arrivals, out count);
        return bytes[..length];
    }
}
