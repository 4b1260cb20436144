using MeetingHub.Media.Rtcp;
using MeetingHub.Media.Rtp;
using MeetingHub.Media.Sdp;

namespace MeetingHub.Media.Forwarding;

/// <summary>Random beginnings of a slot's numbers (RFC 3550 section 5.1).</summary>
/// <param name="Sequence">Below 2^15, so that the first loss cannot straddle a wrap (RFC 3711 section 3.3.1).</param>
internal readonly record struct SlotStart(ushort Sequence, uint Time, int Picture, byte Level);

/// <summary>
/// One receive-only line of a browser: a stream with fixed identity and unbroken numbers, whoever is in it (media.md, S10.1).
/// </summary>
internal abstract class Slot(
    string mid, string stream, byte payloadType, uint ssrc, Egress egress, Wakeup wakeup, in SlotStart start, int clockRate)
{
    private static readonly byte[] CnameBytes = System.Text.Encoding.ASCII.GetBytes(SdpAnswer.Cname);

    private readonly long firstOut = start.Sequence;
    private bool owesReport;
    private uint reportedHighest;
    private int reportedLost;
    private bool wasReported;

    public string Mid { get; } = mid;

    /// <summary>Stream identifier of msid; a sound and a picture slot of the same one are kept in step by the browser.</summary>
    public string Stream { get; } = stream;

    public uint Ssrc { get; } = ssrc;

    /// <summary>Of what is sent now; a picture slot changes it with the codec of its source.</summary>
    public byte PayloadType { get; protected set; } = payloadType;

    /// <summary>Timestamp of the first packet of what is in the slot; goes on over its layers.</summary>
    public RtpTime FirstTime { get; protected set; }

    /// <summary>Identifier of the transport-wide number on this line; 0 where the browser does not take it.</summary>
    public byte TransportSequenceId { get; init; }

    protected virtual bool IsPicture => true;

    public long Packets { get; private set; }

    public long Octets { get; private set; }

    public long Switches { get; private set; }

    /// <summary>Numbers skipped since the beginning and not sent to this moment.</summary>
    public long Gaps => Numbering.HighestOut - firstOut + 1 - Packets;

    /// <summary>Set when another source, or none, is in the slot; cleared by whoever tells the host.</summary>
    public bool HasChanged { get; private set; }

    protected SlotNumbering Numbering { get; } = new(start.Sequence);

    protected Egress Egress { get; } = egress;

    protected Wakeup Wakeup { get; } = wakeup;

    /// <summary>Timestamp of the newest frame.</summary>
    protected RtpTime LastTime { get; private set; } = new(start.Time);

    /// <summary>Arrival of the newest frame's first packet; null before any.</summary>
    protected Timestamp? LastArrival { get; private set; }

    /// <summary>Timestamp for a frame that has nothing to do with the one before: by the clock on the wall, and later than it.</summary>
    protected long UnitsSinceLast(Timestamp now) =>
        LastArrival is { } last ? Math.Max(1, RtpTime.Units(now - last, clockRate)) : 1;

    protected void Begin(
        ReceivedStream stream, long firstIn, RtpTime timeIn, RtpTime timeOut, Timestamp now, int pictureOffset = 0, int levelOffset = 0)
    {
        Numbering.Begin(stream, firstIn, unchecked(timeOut.Value - timeIn.Value), pictureOffset, levelOffset);
        Switches++;
        owesReport = true;
        Wakeup.Ask(now);
    }

    protected void Changed(Timestamp now)
    {
        HasChanged = true;
        Wakeup.Ask(now);
    }

    /// <summary>Reports the time of a new stream at once (media.md, S10.6).</summary>
    /// <returns>Whether something else is in the slot since the last call.</returns>
    public bool TakeChange(NtpTime ours)
    {
        if (owesReport) Report(ours);
        owesReport = false;
        var had = HasChanged;
        HasChanged = false;
        return had;
    }

    /// <summary>What was lost since the report before, by the receiver's count.</summary>
    /// <returns>False for the first report, and for one that tells nothing new.</returns>
    public bool TakeLoss(in ReportBlock block, out int arrived, out int lost)
    {
        var expected = unchecked((int)(block.HighestSequence - reportedHighest));
        lost = block.PacketsLost - reportedLost;
        arrived = expected - lost;
        var isNews = wasReported && expected is > 0 and < ushort.MaxValue && lost <= expected;
        (reportedHighest, reportedLost, wasReported) = (block.HighestSequence, block.PacketsLost, true);
        return isNews;
    }

    /// <param name="payloadType">Null for the slot's own.</param>
    protected bool Send(long sequence, RtpTime time, bool marker, ReadOnlySpan<byte> payload, Timestamp now, byte? payloadType = null)
    {
        Span<byte> header = stackalloc byte[RtpHeader.FixedLength];
        RtpHeader.Write(header, payloadType ?? PayloadType, marker, SequenceNumber.Of(sequence), time, Ssrc);
        if (LastArrival is null || time.Since(LastTime) > 0) (LastTime, LastArrival) = (time, now);
        if (!Egress.SendRtp(header, payload, IsPicture, TransportSequenceId, now)) return false;
        Packets++;
        Octets += payload.Length;
        return true;
    }

    /// <summary>
    /// Sends a report that puts the current stream's time on our clock, whatever the sender's clock says (media.md, S10.6). Nothing
    /// is sent while the slot is empty or the source has not reported.
    /// </summary>
    public void Report(NtpTime ours)
    {
        if (!Numbering.IsOpen) return;
        var splice = Numbering.Newest;
        if (!splice.Stream.TryTimeAt(ours, out var time)) return;
        Span<byte> compound = stackalloc byte[SenderReport.Length + 64];
        var report = new SenderReport(Ssrc, ours, time.Plus(splice.TimeOffset), (uint)Packets, (uint)Octets);
        var length = report.Write(compound);
        length += SourceDescription.Write(compound[length..], Ssrc, CnameBytes);
        Egress.SendRtcp(compound[..length]);
    }
}
