using System.Buffers.Binary;
using MeetingHub.Media;
using MeetingHub.Media.Rtcp;
using MeetingHub.Media.Rtp;

namespace MeetingHub.Benchmarks.Load.Wire;

/// <summary>
/// A microphone or camera of the load. Packets are made from their number, so that any can be made again for a retransmission.
/// A frame leaves at once, as from libwebrtc, whose pacer sends bursts of up to 40 ms; or spread over its time.
/// </summary>
/// <param name="phase">How far into its first frame it begins: cameras do not run in step.</param>
internal sealed class SentStream(StreamShape shape, uint ssrc, double phase)
{
    public const byte AudioType = 111;
    public const byte VideoType = 96;
    public const byte RtxType = 97;
    public const byte LevelExtension = 1;
    public const byte TransportExtension = 3;

    /// <summary>With one extension of eight bytes.</summary>
    public const int RtpHeaderBytes = RtpHeader.FixedLength + 12;

    /// <summary>As libwebrtc: requests that come faster are one (media.md, section 3.6).</summary>
    private static readonly TimeSpan KeyframeInterval = TimeSpan.FromMilliseconds(300);

    private static readonly TimeSpan SilentInterval = TimeSpan.FromMilliseconds(400);

    private const int Vp8FrameHeader = 10;
    private const int Remembered = 4096;

    // By frame, modulo what is remembered.
    private readonly bool[] keyframes = new bool[Remembered];
    private readonly uint[] times = new uint[Remembered];
    private readonly uint timeOffset = unchecked(ssrc * 2_654_435_761);
    private Timestamp? due;
    private Timestamp keyframeAt;
    private bool owesKeyframe = true;
    private uint number;
    private ushort rtxSequence;
    private uint lastTime;

    public StreamShape Shape { get; } = shape;

    public uint Ssrc { get; } = ssrc;

    public uint RtxSsrc => Ssrc + 1;

    public long Sent { get; private set; }

    public long Resent { get; private set; }

    /// <summary>Audio only: false sends a packet now and then, as Opus does with DTX.</summary>
    public bool IsTalking { get; set; } = true;

    public Timestamp Due(Timestamp now) => due ??= now + Shape.Interval * phase;

    public void AskForKeyframe(Timestamp now)
    {
        if (now - keyframeAt < KeyframeInterval) return;
        keyframeAt = now;
        owesKeyframe = true;
    }

    /// <summary>Gives what is due to the connection.</summary>
    public void Tick(LoadConnection connection, Timestamp now, long ticks)
    {
        if (Due(now) > now) return;
        var next = Due(now);
        while (next <= now)
        {
            next += IsTalking ? Shape.Spacing : SilentInterval;
            var isFirst = number % Shape.PacketsPerFrame == 0;
            if (isFirst) BeginFrame(now);
            var packets = Shape.IsSpread ? 1 : Shape.PacketsPerFrame;
            for (var i = 0; i < packets; i++) connection.Send(this, number++, ticks);
            Sent += packets;
        }

        // Whoever was late (somebody was signed in meanwhile) does not send it all at once.
        due = next + Shape.Interval < now ? now + Shape.Interval : next;
    }

    /// <summary>Begins again after a pause without making up for it.</summary>
    public void Resume() => due = null;

    public SenderReport? Report(NtpTime ntp) => Sent == 0 ? null : new SenderReport(Ssrc, ntp, new RtpTime(lastTime), (uint)Sent, 0);

    /// <param name="transport">Transport-wide number.</param>
    /// <returns>Bytes of header and payload.</returns>
    public (int Header, int Payload) Write(Span<byte> header, Span<byte> payload, uint count, ushort transport, long ticks)
    {
        WriteHeader(header, Shape.IsVideo ? VideoType : AudioType, SequenceNumber.Of(count), count, Ssrc, transport);
        return (RtpHeaderBytes, WritePayload(payload, count, ticks));
    }

    /// <summary>Makes a packet again under its retransmission stream (RFC 4588).</summary>
    /// <returns>False when it has never been sent or long ago.</returns>
    public bool TryWriteRtx(
        Span<byte> header, Span<byte> payload, SequenceNumber original, ushort transport, out int length)
    {
        length = 0;
        var back = SequenceNumber.Of(number).Since(original);
        if (!Shape.IsVideo || back <= 0 || back > Remembered || back > number) return false;
        var count = number - (uint)back;
        WriteHeader(header, RtxType, new SequenceNumber(rtxSequence++), count, RtxSsrc, transport);
        Rtx.WriteOriginalSequence(payload, original);
        length = Rtx.OriginalSequenceLength + WritePayload(payload[Rtx.OriginalSequenceLength..], count, ticks: 0);
        Resent++;
        return true;
    }

    /// <summary>Where the load's own bytes begin.</summary>
    public static bool TryFindTestPayload(bool isVideo, ReadOnlySpan<byte> payload, out ReadOnlySpan<byte> found)
    {
        found = [];
        if (!isVideo)
        {
            if (payload.Length <= TestPayload.HeaderBytes) return false;
            found = payload[1..];
            return true;
        }

        if (!Vp8Descriptor.TryParse(payload, out var descriptor) || payload.Length < descriptor.Length + Vp8FrameHeader) return false;
        found = payload[(descriptor.Length + Vp8FrameHeader)..];
        return true;
    }

    private void BeginFrame(Timestamp now)
    {
        var frame = number / (uint)Shape.PacketsPerFrame % Remembered;
        lastTime = times[frame] = unchecked(timeOffset + (uint)(now.Microseconds * (Shape.IsVideo ? 90 : 48) / 1000));
        keyframes[frame] = owesKeyframe;
        owesKeyframe = false;
    }

    private void WriteHeader(Span<byte> header, byte type, SequenceNumber sequence, uint count, uint stream, ushort transport)
    {
        var ofFrame = count / (uint)Shape.PacketsPerFrame;
        var isLast = Shape.IsVideo && count % Shape.PacketsPerFrame == Shape.PacketsPerFrame - 1;
        RtpHeader.Write(header, type, isLast, sequence, new RtpTime(times[ofFrame % Remembered]), stream);
        header[0] |= 0x10;
        // Two elements of RFC 8285 section 4.2; level 0 is as loud as can be, 127 is silence.
        ReadOnlySpan<byte> extension =
        [
            0xBE, 0xDE, 0, 2,
            (TransportExtension << 4) | 1, (byte)(transport >> 8), (byte)transport,
            Shape.IsVideo ? (byte)0 : (byte)(LevelExtension << 4), Shape.IsVideo ? (byte)0 : IsTalking ? (byte)(0x80 | 30) : (byte)127, 0, 0, 0,
        ];
        extension.CopyTo(header[RtpHeader.FixedLength..]);
    }

    private int WritePayload(Span<byte> payload, uint count, long ticks)
    {
        var at = 1;
        if (Shape.IsVideo)
        {
            var ofFrame = count / (uint)Shape.PacketsPerFrame;
            var isFirst = count % Shape.PacketsPerFrame == 0;
            // With every optional field, as browsers send simulcast (RFC 7741 section 4.2).
            payload[0] = (byte)(0x80 | (isFirst ? 0x10 : 0));
            payload[1] = 0xF0;
            BinaryPrimitives.WriteUInt16BigEndian(payload[2..], (ushort)(0x8000 | (ofFrame & Vp8Descriptor.PictureIdMask)));
            payload[4] = (byte)ofFrame;
            payload[5] = 0;
            WriteFrameHeader(payload.Slice(Vp8Descriptor.NormalLength, Vp8FrameHeader), isFirst && keyframes[ofFrame % Remembered]);
            at = Vp8Descriptor.NormalLength + Vp8FrameHeader;
        }
        else
        {
            // One frame of 20 ms, CELT, full band, mono (RFC 6716 section 3.1).
            payload[0] = 0xF8;
        }

        var length = Shape.PayloadBytes - at;
        if (!IsTalking && !Shape.IsVideo) length = TestPayload.HeaderBytes;
        TestPayload.Write(payload.Slice(at, length), ticks, Ssrc, count);
        return at + length;
    }

    /// <summary>RFC 6386 section 9.1: the keyframe bit, and for a keyframe its start code and 640 × 360.</summary>
    private static void WriteFrameHeader(Span<byte> destination, bool isKeyframe)
    {
        ReadOnlySpan<byte> header = isKeyframe ? [0x10, 0, 0, 0x9D, 0x01, 0x2A, 0x80, 0x02, 0x68, 0x01] : [0x11, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        header.CopyTo(destination);
    }
}

/// <summary>What a stream of the load looks like on the wire.</summary>
/// <param name="PayloadBytes">Of RTP's payload.</param>
/// <param name="IsSpread">Whether the packets of a frame leave one by one over its time instead of together.</param>
internal sealed record StreamShape(bool IsVideo, int FramesPerSecond, int PacketsPerFrame, int PayloadBytes, bool IsSpread = false)
{
    public static StreamShape Voice { get; } = new(IsVideo: false, FramesPerSecond: 50, PacketsPerFrame: 1, PayloadBytes: 100);

    public TimeSpan Interval => TimeSpan.FromSeconds(1.0 / FramesPerSecond);

    public TimeSpan Spacing => IsSpread ? Interval / PacketsPerFrame : Interval;
}
