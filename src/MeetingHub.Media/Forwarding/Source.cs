using MeetingHub.Media.Rooms;
using MeetingHub.Media.Rtcp;
using MeetingHub.Media.Rtp;

namespace MeetingHub.Media.Forwarding;

/// <summary>One stream that a browser sends, as the server receives it.</summary>
internal abstract class Source(string mid, SourceKind kind, PeerKey peer, ParticipantKey participant, RemoteClock clock, int clockRate)
{
    private SequenceUnwrapper numbers;
    private ReceiveStatistics statistics = new(clockRate);
    private SenderReport report;
    private long first;

    public string Mid { get; } = mid;

    public SourceKind Kind { get; } = kind;

    public PeerKey Peer { get; } = peer;

    public ParticipantKey Participant { get; } = participant;

    public int ClockRate { get; } = clockRate;

    public required byte PayloadType { get; init; }

    /// <summary>0 until it is known.</summary>
    public uint Ssrc { get; set; }

    /// <summary>What the page says of its device.</summary>
    public bool IsOn { get; set; } = true;

    /// <summary>Whether anything ever came, the packet at hand included; a line without a track is not worth a slot.</summary>
    public bool IsLive { get; set; }

    public bool HasStarted => numbers.HasStarted;

    public Timestamp LastPacket { get; private set; }

    /// <summary>Distinct packets with media in them.</summary>
    public long Packets { get; protected set; }

    /// <summary>Numbers taken by padding alone.</summary>
    public long PaddingPackets { get; protected set; }

    public long Gaps => HasStarted ? Newest - first + 1 - Packets - PaddingPackets : 0;

    protected long Newest => numbers.Newest;

    /// <summary>Counts a packet that came on the stream itself.</summary>
    /// <returns>Its unwrapped number.</returns>
    protected long Receive(in RtpHeader header, Timestamp now)
    {
        var hadStarted = numbers.HasStarted;
        var sequence = numbers.Unwrap(header.Sequence);
        if (!hadStarted) first = sequence;
        first = Math.Min(first, sequence);
        statistics.Received(sequence, header.Time, now);
        LastPacket = now;
        return sequence;
    }

    /// <summary>The unwrapped number of a packet that was sent again.</summary>
    protected long Locate(SequenceNumber original) => numbers.Peek(original);

    public void Reported(in SenderReport sent, Timestamp now)
    {
        report = sent;
        statistics.Reported(sent, now);
    }

    /// <summary>Tells all who receive this source how its time stands now.</summary>
    public abstract void ReportToSlots(NtpTime ours);

    public bool TryReport(Timestamp now, out ReportBlock block) => statistics.TryReport(Ssrc, now, out block);

    /// <summary>The stream's timestamp at a moment of our clock; false until the browser has reported.</summary>
    public bool TryTimeAt(NtpTime ours, out RtpTime time)
    {
        time = default;
        if (report.Ntp.Value == 0) return false;
        time = report.Rtp.Plus(RtpTime.Units(ours.Since(report.Ntp.Plus(clock.Offset)), ClockRate));
        return true;
    }
}
