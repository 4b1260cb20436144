using MeetingHub.Media.Congestion;
using MeetingHub.Media.Forwarding;
using MeetingHub.Media.Rtcp;
using MeetingHub.Media.Rtp;

namespace MeetingHub.Media.Rooms;

/// <summary>What a browser is told in RTCP about what it sends: reports, arrivals, and what is missing.</summary>
internal sealed class SourceFeedback(Egress egress, Wakeup wakeup, uint localSsrc)
{
    /// <summary>RFC 3550 section 6.2 lets a reporter be slow; libwebrtc reports video every second.</summary>
    private static readonly TimeSpan ReportInterval = TimeSpan.FromSeconds(1);

    private readonly TransportWideArrivals arrivals = new();
    private Timestamp? reportDue;
    private Timestamp? feedbackDue;

    public void Tick(List<VideoSource> videos, List<AudioSource> audios, Timestamp now)
    {
        SendFeedback(videos, audios, now);
        SendReport(videos, audios, now);
    }

    public void Arrived(SequenceNumber number, Timestamp now)
    {
        arrivals.Record(number, now);
        wakeup.Remind(feedbackDue, now);
        if (feedbackDue is not null) return;
        feedbackDue = now + TransportWideArrivals.Interval;
        wakeup.AskPatiently(feedbackDue.Value);
    }

    public void ScheduleReport(Timestamp now)
    {
        wakeup.Remind(reportDue, now);
        if (reportDue is not null) return;
        reportDue = now + ReportInterval;
        wakeup.AskPatiently(reportDue.Value);
    }

    public void AskForMissing(VideoLayer layer, TimeSpan roundTrip, Timestamp now)
    {
        Span<SequenceNumber> due = stackalloc SequenceNumber[GenericNack.MaxPairs * GenericNack.NumbersPerPair];
        ReadOnlySpan<SequenceNumber> missing = due[..layer.Nacks.TakeDue(now, roundTrip, due)];
        Span<byte> message = stackalloc byte[Feedback.HeaderLength + GenericNack.MaxPairs * GenericNack.PairLength];
        while (!missing.IsEmpty)
        {
            var length = GenericNack.Write(message, localSsrc, layer.Ssrc, missing, out var taken);
            egress.SendRtcp(message[..length]);
            missing = missing[taken..];
        }

        if (layer.Nacks.Deadline is { } deadline) wakeup.Ask(deadline);
    }

    public void AskForKeyframe(VideoLayer layer, Timestamp now)
    {
        if (layer.TakeKeyframeRequest(now))
        {
            Span<byte> message = stackalloc byte[PictureLoss.Length];
            egress.SendRtcp(message[..PictureLoss.Write(message, localSsrc, layer.Ssrc)]);
        }

        if (layer.KeyframeDeadline is { } deadline) wakeup.Ask(deadline);
    }

    public void AskForRate(long bits, List<VideoSource> videos, List<AudioSource> audios)
    {
        Span<uint> streams = stackalloc uint[ReceiverEstimate.MaxStreams];
        var count = 0;
        foreach (var video in videos)
            foreach (var layer in video.Layers)
                if (layer.HasStarted && count < streams.Length) streams[count++] = layer.Ssrc;
        foreach (var audio in audios)
            if (audio.Stream.HasStarted && count < streams.Length) streams[count++] = audio.Stream.Ssrc;
        Span<byte> message = stackalloc byte[ReceiverEstimate.MaxLength];
        egress.SendRtcp(message[..ReceiverEstimate.Write(message, localSsrc, bits, streams[..count])]);
    }

    private void SendFeedback(List<VideoSource> videos, List<AudioSource> audios, Timestamp now)
    {
        if (feedbackDue is not { } due) return;
        if (now < due)
        {
            wakeup.AskPatiently(due);
            return;
        }

        feedbackDue = null;
        Span<byte> message = stackalloc byte[TransportFeedback.MaxLength];
        for (int length; (length = arrivals.Write(message, localSsrc, AnySsrc(videos, audios))) > 0;) egress.SendRtcp(message[..length]);
    }

    private void SendReport(List<VideoSource> videos, List<AudioSource> audios, Timestamp now)
    {
        if (reportDue is not { } due) return;
        if (now < due)
        {
            wakeup.AskPatiently(due);
            return;
        }

        reportDue = null;
        Span<ReportBlock> blocks = stackalloc ReportBlock[ReportBlock.MaxPerPacket];
        var count = 0;
        foreach (var video in videos)
            foreach (var layer in video.Layers)
                if (count < blocks.Length && layer.TryReport(now, out blocks[count])) count++;
        foreach (var audio in audios)
            if (count < blocks.Length && audio.Stream.TryReport(now, out blocks[count])) count++;
        Span<byte> report = stackalloc byte[8 + ReportBlock.MaxPerPacket * ReportBlock.Length];
        if (count > 0) egress.SendRtcp(report[..ReceiverReport.Write(report, localSsrc, blocks[..count])]);
    }

    private static uint AnySsrc(List<VideoSource> videos, List<AudioSource> audios)
    {
        foreach (var video in videos)
            foreach (var layer in video.Layers)
                if (layer.HasStarted) return layer.Ssrc;
        foreach (var audio in audios)
            if (audio.Stream.HasStarted) return audio.Stream.Ssrc;
        return 0;
    }
}
