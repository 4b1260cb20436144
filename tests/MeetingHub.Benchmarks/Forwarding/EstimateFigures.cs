using System.Diagnostics;
using MeetingHub.Media;
using MeetingHub.Media.Congestion;
using MeetingHub.Media.Rtcp;
using MeetingHub.Media.Rtp;
using MeetingHub.Testing.Measuring;

namespace MeetingHub.Benchmarks.Forwarding;

/// <summary>What the estimator adds to each packet that is sent, and what a browser's report on thirty of them costs.</summary>
internal static class EstimateFigures
{
    private const int PacketsInReport = 30;
    private const int Reports = 2_000;

    public static void Report()
    {
        List<double> counting = [];
        List<double> hearing = [];
        for (var sample = 0; sample < Figure.Count(small: 5, full: 25); sample++)
        {
            var (count, hear) = Sample();
            counting.Add(count);
            hearing.Add(hear);
        }

        var perPacket = new Figure("number a packet and remember it", "ns", 60, counting);
        perPacket.Report(counting.Min());
        var perReport = new Figure("hear what became of 30 packets", "µs", 4, hearing);
        perReport.Report(hearing.Min());
    }

    private static (double NanosecondsPerPacket, double MicrosecondsPerReport) Sample()
    {
        var estimator = new BandwidthEstimator();
        var arrivals = new TransportWideArrivals();
        var message = new byte[TransportFeedback.MaxLength];
        Span<byte> header = stackalloc byte[RtpHeader.FixedLength + TransportSequence.Length];
        Span<byte> plain = stackalloc byte[RtpHeader.FixedLength];
        var now = new Timestamp(1_000_000_000);
        long counting = 0;
        long hearing = 0;
        for (var report = 0; report < Reports; report++)
        {
            var start = Stopwatch.GetTimestamp();
            for (var i = 0; i < PacketsInReport; i++)
            {
                plain.CopyTo(header);
                TransportSequence.Write(header, 3, SequenceNumber.Of(estimator.Sent.Next));
                estimator.Count(1200, now);
            }

            counting += Stopwatch.GetTimestamp() - start;
            for (var i = 0; i < PacketsInReport; i++)
                arrivals.Record(estimator.Sent.Newest.Plus(i + 1 - PacketsInReport), now + TimeSpan.FromMilliseconds(20 + i * 2));
            now += TimeSpan.FromMilliseconds(60);
            var length = arrivals.Write(message, 1, 2);
            start = Stopwatch.GetTimestamp();
            estimator.Hear(message.AsSpan(Feedback.HeaderLength..length), now);
            hearing += Stopwatch.GetTimestamp() - start;
        }

        var tick = 1e9 / Stopwatch.Frequency;
        return (counting * tick / Reports / PacketsInReport, hearing * tick / Reports / 1000);
    }
}
