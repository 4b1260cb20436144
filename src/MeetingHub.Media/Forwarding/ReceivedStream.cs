using MeetingHub.Media.Rtcp;
using MeetingHub.Media.Rtp;

namespace MeetingHub.Media.Forwarding;

/// <summary>One RTP stream that a browser sends, as the server receives it: its numbers, its counts, its clock.</summary>
internal class ReceivedStream(RemoteClock clock, int clockRate)
{
    private SequenceUnwrapper numbers;
    private ReceiveStatistics statistics = new(clockRate);
    /// <summary>
    /// Sender reports closer together say nothing new, and each is passed on to everybody who sees the stream. libwebrtc sends one a second.
    /// </summary>
    private static readonly TimeSpan ReportInterval = TimeSpan.FromMilliseconds(200);

    private SenderReport report;
    private Timestamp reportedAt;
    private long first;

    public required byte PayloadType { get; init; }

    /// <summary>0 until it is known.</summary>
    public uint Ssrc { get; set; }

    public bool HasStarted => numbers.HasStarted;

    public Timestamp LastPacket { get; private set; }

    /// <summary>Distinct packets with media in them.</summary>
    public long Packets { get; private set; }

    /// <summary>Numbers taken by padding alone.</summary>
    public long PaddingPackets { get; private set; }

    public long Gaps => HasStarted ? Newest - first + 1 - Packets - PaddingPackets : 0;

    /// <summary>Newest number so far, unwrapped.</summary>
    public long Newest => numbers.Newest;

    /// <summary>Takes a packet that came on the stream itself.</summary>
    /// <returns>Its unwrapped number.</returns>
    public long Receive(in RtpHeader header, Timestamp now)
    {
        var hadStarted = numbers.HasStarted;
        var sequence = numbers.Unwrap(header.Sequence);
        if (!hadStarted) first = sequence;
        first = Math.Min(first, sequence);
        statistics.Received(sequence, header.Time, now);
        LastPacket = now;
        return sequence;
    }

    public void CountMedia() => Packets++;

    public void CountPadding() => PaddingPackets++;

    /// <summary>The unwrapped number of a packet that was sent again.</summary>
    public long Locate(SequenceNumber original) => numbers.Peek(original);

    /// <returns>False for one that came too soon after the last and is left out.</returns>
    public bool TryReported(in SenderReport sent, Timestamp now)
    {
        if (now - reportedAt < ReportInterval) return false;
        (report, reportedAt) = (sent, now);
        statistics.Reported(sent, now);
        return true;
    }

    public bool TryReport(Timestamp now, out ReportBlock block) => statistics.TryReport(Ssrc, now, out block);

    /// <summary>The stream's timestamp at a moment of our clock; false until the browser has reported.</summary>
    public bool TryTimeAt(NtpTime ours, out RtpTime time)
    {
        time = default;
        if (report.Ntp.Value == 0) return false;
        time = report.Rtp.Plus(RtpTime.Units(ours.Since(report.Ntp.Plus(clock.Offset)), clockRate));
        return true;
    }

    /// <summary>
    /// What another stream of the same browser and clock rate has on its clock when this one has <paramref name="time"/>; false
    /// until both were reported.
    /// </summary>
    public bool TryTranslate(RtpTime time, ReceivedStream other, out RtpTime translated)
    {
        translated = default;
        if (report.Ntp.Value == 0 || other.report.Ntp.Value == 0) return false;
        translated = other.report.Rtp.Plus(time.Since(report.Rtp) + RtpTime.Units(report.Ntp.Since(other.report.Ntp), clockRate));
        return true;
    }
}
