using MeetingHub.Media.Congestion;
using MeetingHub.Media.Hosting;
using MeetingHub.Media.Rtcp;
using MeetingHub.Media.Srtp;

namespace MeetingHub.Media.Rooms;

/// <summary>What one browser says in RTCP, of what it sends and of what it receives, and how much of it is listened to.</summary>
internal sealed class PeerControl(Peer peer, ServerClock clock)
{
    /// <summary>
    /// Control datagrams in a second: libwebrtc sends about five, and a NACK every 20 ms for each picture slot on a bad line
    /// (media.md, section 4, has 50 for a session without slots).
    /// </summary>
    private const int ControlBudget = 50;
    private const int ControlBudgetPerSlot = 50;

    /// <summary>Of one datagram: a browser puts reports, its name and one or two questions together.</summary>
    private const int ControlMessages = 16;

    /// <summary>Each can speak of a thousand packets in two dozen bytes. libwebrtc sends one every 50 ms at the soonest, more only of a wide line.</summary>
    private const int FeedbackBudget = 100;

    private Budget datagrams;
    private Budget feedback;
    private LineWidth width;

    /// <summary>See <see cref="Peer.IsNarrow"/>.</summary>
    public bool IsNarrow => width.IsNarrow;

    /// <summary>Opens a datagram in place and reads it.</summary>
    public void Handle(Span<byte> datagram, Timestamp now)
    {
        if (!datagrams.Take(ControlBudget + ControlBudgetPerSlot * peer.Subscriber.Videos.Count, now))
        {
            peer.Drops.Add(DropReason.RtcpFlood);
            return;
        }

        var verdict = peer.Transport.Open(datagram, isRtcp: true, now, out var length);
        if (verdict != SrtpVerdict.Accepted)
        {
            peer.Drops.Add(Peer.ReasonOf(verdict));
            return;
        }

        Read(datagram[..length], now);
    }

    /// <summary>Takes a compound control packet in plain.</summary>
    public void Read(ReadOnlySpan<byte> compound, Timestamp now)
    {
        var reader = new RtcpReader(compound);
        for (var messages = 0; messages < ControlMessages && reader.MoveNext(); messages++)
        {
            switch (reader.Type)
            {
                case RtcpType.SenderReport:
                    if (SenderReport.TryParse(reader.Body, out var report)) peer.Publisher.HandleSenderReport(report, clock, now);
                    HandleReports(reader, now);
                    break;
                case RtcpType.ReceiverReport:
                    HandleReports(reader, now);
                    break;
                case RtcpType.TransportFeedback or RtcpType.PayloadFeedback:
                    HandleFeedback(reader, now);
                    break;
                default:
                    break;
            }
        }
    }

    private void HandleReports(in RtcpReader reader, Timestamp now)
    {
        peer.Subscriber.HandleReports(ReceiverReport.Blocks(reader.Type, reader.Body), peer.Transport.Egress, clock, now);
        peer.Room.LineMoved(peer, now);
    }

    private void HandleFeedback(in RtcpReader reader, Timestamp now)
    {
        if (!Feedback.TryParse(reader.Body, out var ssrc, out var control)) return;
        var egress = peer.Transport.Egress;
        switch (reader.Type, reader.Count)
        {
            case (RtcpType.TransportFeedback, Feedback.GenericNack):
                if (!peer.Subscriber.HandleNack(ssrc, control, now)) peer.Drops.Add(DropReason.RtcpFlood);
                break;
            case (RtcpType.PayloadFeedback, Feedback.PictureLoss):
                peer.Subscriber.HandlePictureLoss(ssrc, now);
                break;
            case (RtcpType.PayloadFeedback, Feedback.FullIntra):
                peer.Subscriber.HandleFullIntra(control, now);
                break;
            case (RtcpType.TransportFeedback, Feedback.TransportWide) when !feedback.Take(FeedbackBudget, now):
                peer.Drops.Add(DropReason.RtcpFlood);
                break;
            case (RtcpType.TransportFeedback, Feedback.TransportWide):
                if (!egress.Estimator.Hear(control, now)) peer.Drops.Add(DropReason.Malformed);
                peer.Room.LineMoved(peer, now);
                if (egress.Estimator.Deadline is { } deadline) peer.Wakeup.Ask(deadline);
                if (width.Update(egress.Estimator.Leniently(now), now)) peer.Room.WidthChanged();
                break;
            case (RtcpType.PayloadFeedback, Feedback.Application):
                if (ReceiverEstimate.TryRead(control, out var estimate)) egress.Estimator.HearRemb(estimate, now);
                break;
            default:
                break;
        }
    }
}
