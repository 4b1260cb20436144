using MeetingHub.Media.Rtp;

namespace MeetingHub.Media.Forwarding;

/// <summary>A sound slot. It changes its source at any packet, and fades out when it loses it.</summary>
internal sealed class AudioSlot(string mid, string stream, byte payloadType, uint ssrc, Egress egress, Wakeup wakeup, in SlotStart start)
    : Slot(mid, stream, payloadType, ssrc, egress, wakeup, start, RtpTime.OpusClock)
{
    /// <summary>
    /// Arrival jitter within this is not time that passed: following it makes the receiver's buffer throw frames away
    /// (media.md, S3).
    /// </summary>
    private static readonly long SnapUnits = RtpTime.Units(TimeSpan.FromMilliseconds(60), RtpTime.OpusClock);

    /// <summary>A source that takes over but sends nothing leaves the slot silent after this long.</summary>
    private static readonly TimeSpan TakeoverGrace = TimeSpan.FromMilliseconds(60);

    /// <summary>Two frames of the highest rate that our client sends, in one datagram.</summary>
    private const int MaxRepeatedBytes = 1000;

    private AudioSource? begun;
    private int silenceLeft;
    private Timestamp silenceDue;

    /// <summary>Payload type of redundant audio; null where the browser does not take it.</summary>
    public byte? RedPayloadType { get; init; }

    public AudioSource? Current { get; private set; }

    /// <summary>Whether a packet of <see cref="Current"/> has been sent, so that <see cref="Slot.FirstTime"/> is its.</summary>
    public bool HasBegun => Current is not null && begun == Current;

    protected override bool IsPicture => false;

    public void Hear(AudioSource? source, Timestamp now)
    {
        if (source == Current) return;
        Current?.Leave(this);
        Current = source;
        source?.Join(this);
        if (begun is null) return;
        begun = null;
        Changed(now);
        if (LastArrival is not { } last) return;
        silenceLeft = Opus.SilenceFrames;
        silenceDue = last + (source is null ? Opus.Frame : TakeoverGrace);
        Wakeup.Ask(silenceDue);
    }

    public void Take(AudioSource source, long sequenceIn, RtpTime time, bool marker, ReadOnlySpan<byte> payload, Timestamp now)
    {
        if (source != Current || !Egress.IsReady) return;
        if (begun != source)
        {
            FirstTime = LastTime.Plus(Advance(now));
            Begin(source.Stream, sequenceIn, time, FirstTime, now);
            begun = source;
            silenceLeft = 0;
            Changed(now);
        }

        if (!Numbering.TryMap(source.Stream, sequenceIn, out var sequence, out var splice)) return;
        var timeOut = time.Plus(splice.TimeOffset);
        if (RedPayloadType is not { } red || !Egress.RepeatsVoices || sequenceIn == splice.FirstIn
            || !source.TryRecall(sequenceIn - 1, out var before, out var earlier)
            || earlier.Length + payload.Length > MaxRepeatedBytes || time.Since(before) is <= 0 or > Red.MaxOffset)
        {
            Send(sequence, timeOut, marker, payload, now);
            return;
        }

        Span<byte> both = stackalloc byte[MaxRepeatedBytes + Red.OverheadLength];
        var length = Red.Write(both, PayloadType, time.Since(before), earlier, payload);
        Send(sequence, timeOut, marker, both[..length], now, red);
    }

    public void Skip(AudioSource source, long sequenceIn, RtpTime time, Timestamp now)
    {
        if (begun != source || Numbering.TrySkip(source.Stream, sequenceIn)) return;
        if (Numbering.TryMap(source.Stream, sequenceIn, out var sequence, out var splice))
            Send(sequence, time.Plus(splice.TimeOffset), marker: false, payload: [], now);
    }

    /// <summary>
    /// Sends the next frame of silence if it is due: without a few of them the receiver drags the last sound out for half a
    /// second (media.md, S10.5).
    /// </summary>
    public void Tick(Timestamp now)
    {
        if (silenceLeft == 0) return;
        if (now >= silenceDue)
        {
            silenceLeft--;
            silenceDue = now + Opus.Frame;
            Send(Numbering.Append(), LastTime.Plus(Opus.FrameUnits), marker: false, Opus.Silence, now);
        }

        if (silenceLeft > 0) Wakeup.Ask(silenceDue);
    }

    private long Advance(Timestamp now)
    {
        var units = UnitsSinceLast(now);
        return Math.Abs(units - Opus.FrameUnits) <= SnapUnits ? Opus.FrameUnits : units;
    }
}
