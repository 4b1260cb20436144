using MeetingHub.Media.Rtp;

namespace MeetingHub.Media.Tests.Rooms;

/// <param name="Tag">Which test browser made it; 0 for silence made by the server.</param>
/// <param name="Frame">The sender's own count of frames.</param>
internal sealed record ReceivedPacket(
    Timestamp At, long Sequence, RtpTime Time, bool Marker, int PictureId, byte LevelZeroIndex, byte Tag, int Frame, bool IsKeyframeStart,
    bool IsEmpty, bool WasRetransmitted);

/// <summary>All that a browser received in one slot, in the order of its numbers.</summary>
internal sealed class ReceivedSlot(string mid, bool isVideo, uint ssrc, uint rtxSsrc)
{
    private readonly SortedDictionary<long, ReceivedPacket> packets = [];
    private SequenceUnwrapper numbers;

    public string Mid { get; } = mid;

    public bool IsVideo { get; } = isVideo;

    public uint Ssrc { get; } = ssrc;

    public uint RtxSsrc { get; } = rtxSsrc;

    public IReadOnlyList<ReceivedPacket> Packets => [.. packets.Values];

    public int Duplicates { get; private set; }

    /// <summary>Packets of the retransmission stream that were padding alone.</summary>
    public int Probes { get; private set; }

    /// <summary>Packets that carried the one before along.</summary>
    public int Repeated { get; private set; }

    /// <summary>Who is in the slot, as far as the packets tell, in order and without repetition.</summary>
    public string Tags => string.Concat(Packets.Where(p => p.Tag != 0).Select(p => (char)p.Tag)
        .Aggregate("", (seen, tag) => seen.EndsWith(tag) ? seen : seen + tag));

    public IEnumerable<long> Missing
    {
        get
        {
            if (packets.Count == 0) yield break;
            // A browser does not ask for what is long past, and a long test must not look for it.
            for (var n = Math.Max(packets.Keys.First(), numbers.Newest - 500); n < numbers.Newest; n++)
                if (!packets.ContainsKey(n)) yield return n;
        }
    }

    public void Take(in RtpHeader header, ReadOnlySpan<byte> payload, Timestamp now)
    {
        if (!IsVideo && header.PayloadType == BrowserOffer.RedType)
        {
            TakeRepeated(numbers.Unwrap(header.Sequence), header, payload, now);
        }
        else if (header.Ssrc != RtxSsrc)
        {
            Store(numbers.Unwrap(header.Sequence), header, payload, wasRetransmitted: false, now);
        }
        else if (payload.IsEmpty)
        {
            Probes++;
        }
        else
        {
            Assert.True(Rtx.TryReadOriginalSequence(payload, out var original));
            Store(numbers.Peek(original), header, payload[2..], wasRetransmitted: true, now);
        }
    }

    /// <summary>A packet of the sound and the one before it; what was there already stays.</summary>
    private void TakeRepeated(long sequence, in RtpHeader header, ReadOnlySpan<byte> payload, Timestamp now)
    {
        Span<RedBlock> earlier = stackalloc RedBlock[Red.MaxBlocks];
        Assert.True(Red.TryRead(payload, BrowserOffer.OpusType, earlier, out var count, out var newest));
        Assert.Equal(1, count);
        Repeated++;
        Store(sequence, header, newest, wasRetransmitted: false, now);
        if (packets.ContainsKey(sequence - 1)) return;
        Store(sequence - 1, header, payload.Slice(earlier[0].Start, earlier[0].Length), wasRetransmitted: true, now, earlier[0].Offset);
    }

    /// <summary>
    /// The rules whose breaking no counter of a browser shows (media.md, S10.1): numbers, times and pictures go on over every switch,
    /// and a new source begins with a keyframe.
    /// </summary>
    public void AssertContinuous()
    {
        ReceivedPacket? last = null;
        foreach (var packet in Packets)
        {
            if (last is not null)
            {
                Assert.Equal(last.Sequence + 1, packet.Sequence);
                AssertFollows(last, packet);
            }

            if (!packet.IsEmpty) last = packet;
            else last = last is null ? null : last with { Sequence = packet.Sequence };
        }
    }

    private void AssertFollows(ReceivedPacket last, ReceivedPacket packet)
    {
        if (packet.IsEmpty) return;
        var step = packet.Time.Since(last.Time);
        if (!IsVideo)
        {
            Assert.True(step > 0, $"time stood still at {packet}");
            return;
        }

        var isNewFrame = packet.Tag != last.Tag || packet.Frame != last.Frame;
        Assert.Equal(isNewFrame, step > 0);
        if (packet.Tag != last.Tag) Assert.True(packet.IsKeyframeStart, $"switched within a group of pictures at {packet}");
        // A source that was away comes back with a keyframe.
        if (packet.Tag == last.Tag && !packet.IsKeyframeStart) Assert.InRange(packet.Frame - last.Frame, 0, 1);
        Assert.Equal((last.PictureId + (isNewFrame ? 1 : 0)) & 0x7FFF, packet.PictureId);
        Assert.Equal((byte)(last.LevelZeroIndex + (isNewFrame ? 1 : 0)), packet.LevelZeroIndex);
    }

    private void Store(long sequence, in RtpHeader header, ReadOnlySpan<byte> payload, bool wasRetransmitted, Timestamp now, int timeBack = 0)
    {
        if (packets.ContainsKey(sequence))
        {
            Duplicates++;
            return;
        }

        var (picture, level, tag, frame, isKeyframe) = IsVideo && !payload.IsEmpty ? ReadVideo(payload) : ReadAudio(payload);
        packets[sequence] = new ReceivedPacket(
            now, sequence, header.Time.Plus(-timeBack), header.Marker, picture, level, tag, frame, isKeyframe, payload.IsEmpty, wasRetransmitted);
    }

    private static (int, byte, byte, int, bool) ReadVideo(ReadOnlySpan<byte> payload)
    {
        Assert.True(Vp8Descriptor.TryParse(payload, out var descriptor));
        Assert.Equal(15, descriptor.PictureIdBits);
        var data = payload[descriptor.Length..];
        return (descriptor.PictureId, descriptor.LevelZeroIndex!.Value, data[TestCamera.TagAt], BitConverter.ToInt32(data[TestCamera.FrameAt..]), descriptor.StartsKeyframe);
    }

    private static (int, byte, byte, int, bool) ReadAudio(ReadOnlySpan<byte> payload) =>
        payload.IsEmpty || payload.SequenceEqual(Opus.Silence)
            ? (0, (byte)0, (byte)0, 0, false)
            : (0, (byte)0, payload[1], BitConverter.ToInt32(payload[2..]), false);
}
