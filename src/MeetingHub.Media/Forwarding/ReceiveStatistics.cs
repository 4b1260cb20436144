using MeetingHub.Media.Rtcp;
using MeetingHub.Media.Rtp;

namespace MeetingHub.Media.Forwarding;

/// <summary>What receiver reports say of one stream, RFC 3550 appendices A.3 and A.8. Retransmissions do not count.</summary>
internal struct ReceiveStatistics(int clockRate)
{
    private long first = -1;
    private long highest = -1;
    private long received;
    private long priorExpected;
    private long priorReceived;
    private Timestamp lastArrival;
    private RtpTime lastTime;
    private double jitter;
    private SenderReport report;
    private Timestamp reportArrival;

    public void Received(long sequence, RtpTime time, Timestamp now)
    {
        if (first < 0) first = sequence;
        else if (time != lastTime)
        {
            var transit = RtpTime.Units(now - lastArrival, clockRate) - time.Since(lastTime);
            jitter += (Math.Abs(transit) - jitter) / 16;
        }

        highest = Math.Max(highest, sequence);
        received++;
        (lastArrival, lastTime) = (now, time);
    }

    public void Reported(in SenderReport sent, Timestamp now) => (report, reportArrival) = (sent, now);

    /// <summary>The block for the time since the last call.</summary>
    /// <returns>False before the first packet.</returns>
    public bool TryReport(uint ssrc, Timestamp now, out ReportBlock block)
    {
        block = default;
        if (first < 0) return false;
        var expected = highest - first + 1;
        var (newlyExpected, newlyReceived) = (expected - priorExpected, received - priorReceived);
        (priorExpected, priorReceived) = (expected, received);
        var newlyLost = newlyExpected - newlyReceived;
        var fraction = newlyExpected <= 0 || newlyLost <= 0 ? 0 : newlyLost * 256 / newlyExpected;
        var hasReport = report.Ssrc == ssrc && report.Ntp.Value != 0;
        block = new ReportBlock(
            ssrc,
            (byte)Math.Min(fraction, byte.MaxValue),
            (int)Math.Clamp(expected - received, int.MinValue, int.MaxValue),
            // The unwrapper starts in the second round; the wire counts rounds from 0.
            (uint)(highest - 65_536),
            (uint)jitter,
            hasReport ? report.Ntp.Middle : 0,
            hasReport ? NtpTime.MiddleUnits(now - reportArrival) : 0);
        return true;
    }
}
