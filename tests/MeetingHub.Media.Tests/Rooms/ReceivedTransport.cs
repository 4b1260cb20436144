using System.Buffers.Binary;
using MeetingHub.Media.Congestion;
using MeetingHub.Media.Rtcp;
using MeetingHub.Media.Rtp;

namespace MeetingHub.Media.Tests.Rooms;

/// <summary>The transport-wide numbers that a browser sees over all its slots, and its reports on them.</summary>
internal sealed class ReceivedTransport
{
    private readonly TransportWideArrivals arrivals = new();
    private readonly byte[] message = new byte[TransportFeedback.MaxLength];
    private Timestamp due;

    /// <summary>In the order of arrival.</summary>
    public List<SequenceNumber> Numbers { get; } = [];

    /// <summary>False as a browser that does not know the extension.</summary>
    public bool Reports { get; set; } = true;

    public Timestamp? Deadline => arrivals.HasNews && Reports ? due : null;

    public void Take(in RtpHeader header, ReadOnlySpan<byte> packet, Timestamp now)
    {
        var walk = new HeaderExtensions(header.Extension(packet));
        while (walk.MoveNext())
        {
            Assert.Equal(BrowserOffer.TransportExtension, walk.Id);
            Assert.Equal(2, walk.Value.Length);
            var number = new SequenceNumber(BinaryPrimitives.ReadUInt16BigEndian(walk.Value));
            if (!arrivals.HasNews) due = now + TransportWideArrivals.Interval;
            arrivals.Record(number, now);
            Numbers.Add(number);
        }
    }

    /// <returns>A report that is due; empty when none is.</returns>
    public ReadOnlySpan<byte> TakeReport(uint about, Timestamp now) =>
        Deadline <= now ? message.AsSpan(0, arrivals.Write(message, 1, about)) : [];
}
