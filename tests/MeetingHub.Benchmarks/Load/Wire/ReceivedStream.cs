using MeetingHub.Media;
using MeetingHub.Media.Rtcp;
using MeetingHub.Media.Rtp;

namespace MeetingHub.Benchmarks.Load.Wire;

/// <summary>One stream as it arrives: every sequence number is counted, whoever is in it.</summary>
internal sealed class ReceivedStream(uint ssrc, uint rtxSsrc, bool isVideo)
{
    // Bits of the newest numbers; two seconds of the fastest stream.
    private const int Window = 1024;

    /// <summary>Missing packets are asked for among the newest.</summary>
    private const int Askable = 500;

    private readonly ulong[] seen = new ulong[Window / 64];
    private SequenceUnwrapper numbers;
    private long first;
    private uint lastSource;
    private long lastOffset;
    private long reportedExpected;
    private long reportedReceived;
    private uint senderReport;
    private Timestamp senderReportAt;

    public uint Ssrc { get; } = ssrc;

    public uint RtxSsrc { get; } = rtxSsrc;

    public bool IsVideo { get; } = isVideo;

    /// <summary>Distinct numbers, retransmitted ones included.</summary>
    public long Received { get; private set; }

    public long Repaired { get; private set; }

    public long Duplicates { get; private set; }

    /// <summary>Packets of the source that the server left out without leaving a gap in its numbers.</summary>
    public long LeftOut { get; private set; }

    public bool HasStarted => numbers.HasStarted;

    /// <summary>Numbers from the first to the newest.</summary>
    public long Expected => numbers.HasStarted ? numbers.Newest - first + 1 : 0;

    public long Missing => Expected - Received;

    /// <returns>The unwrapped number.</returns>
    public long Take(SequenceNumber sequence)
    {
        var hadStarted = numbers.HasStarted;
        var newest = numbers.Newest;
        var number = numbers.Unwrap(sequence);
        if (!hadStarted) (first, newest) = (number, number - 1);
        if (number - newest >= Window) Array.Clear(seen);
        else for (var n = newest + 1; n < number; n++) Forget(n);
        if (number <= newest && (number <= newest - Window || number < first || Has(number)))
        {
            Duplicates++;
            return number;
        }

        seen[number % Window / 64] |= 1UL << (int)(number % 64);
        Received++;
        return number;
    }

    public void TakeRepaired(SequenceNumber original)
    {
        var before = Received;
        if (!numbers.HasStarted) return;
        Take(original);
        Repaired += Received - before;
    }

    /// <summary>
    /// Compares the source's own count with the stream's: while one source is in it they run side by side.
    /// </summary>
    public void Compare(long number, uint source, uint count)
    {
        var offset = count - number;
        if (source == lastSource && offset != lastOffset && IsVideo) LeftOut += Math.Abs(offset - lastOffset);
        (lastSource, lastOffset) = (source, offset);
    }

    /// <returns>How many of the newest numbers are missing, lowest first.</returns>
    public int FindMissing(Span<SequenceNumber> missing)
    {
        if (Missing == 0) return 0;
        var count = 0;
        for (var n = Math.Max(first, numbers.Newest - Askable); n < numbers.Newest && count < missing.Length; n++)
            if (!Has(n)) missing[count++] = SequenceNumber.Of(n);
        return count;
    }

    public void TakeReport(in SenderReport report, Timestamp now) => (senderReport, senderReportAt) = (report.Ntp.Middle, now);

    /// <summary>What a receiver report says of the time since the last one, RFC 3550 section 6.4.1.</summary>
    public ReportBlock Report(Timestamp now)
    {
        var expected = Expected - reportedExpected;
        var lost = Math.Max(0, expected - (Received - reportedReceived));
        (reportedExpected, reportedReceived) = (Expected, Received);
        return new ReportBlock(
            Ssrc, expected == 0 ? (byte)0 : (byte)Math.Min(255, lost * 256 / expected), (int)Missing, (uint)numbers.Newest, Jitter: 20,
            senderReport, senderReport == 0 ? 0 : NtpTime.MiddleUnits(now - senderReportAt));
    }

    private bool Has(long number) => (seen[number % Window / 64] >> (int)(number % 64) & 1) != 0;

    private void Forget(long number) => seen[number % Window / 64] &= ~(1UL << (int)(number % 64));
}
