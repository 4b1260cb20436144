using MeetingHub.Media.Allocation;
using MeetingHub.Media.Rooms;
using MeetingHub.Media.Rtcp;
using MeetingHub.Media.Rtp;

namespace MeetingHub.Media.Forwarding;

/// <summary>A microphone or the sound of a screen.</summary>
internal sealed class AudioSource(string mid, SourceKind kind, PeerKey peer, ParticipantKey participant, ReceivedStream stream)
    : Source(mid, kind, peer, participant)
{
    /// <summary>
    /// In a second, each of which goes on to everybody: a frame of ours takes 20 or 40 ms, one of somebody else's browser perhaps 10, and what
    /// stood in a queue comes at once.
    /// </summary>
    private const int MostPackets = 250;

    private readonly List<AudioSlot> slots = [];
    private readonly RecentFrames frames = new();
    private SeenNumbers seen;
    private VoiceCost cost = new();
    private Budget packets;

    /// <summary>Payload type of redundant audio, which may come mixed with plain; null when not negotiated.</summary>
    public byte? RedPayloadType { get; init; }

    /// <summary>Frames that were lost and came once more in a later packet.</summary>
    public long Restored { get; private set; }

    public ReceivedStream Stream { get; } = stream;

    public IReadOnlyList<AudioSlot> Slots => slots;

    /// <summary>Bits a second that it costs a line while somebody speaks.</summary>
    public long Cost => cost.BitsPerSecond;

    public void Join(AudioSlot slot) => slots.Add(slot);

    public void Leave(AudioSlot slot) => slots.Remove(slot);

    public bool Takes(byte payloadType) => payloadType == Stream.PayloadType || payloadType == RedPayloadType;

    /// <returns>Whether a voice may have one packet more.</returns>
    public bool MaySend(Timestamp now) => packets.Take(MostPackets, now);

    /// <summary>Counts a packet, whether or not it is then heard.</summary>
    /// <param name="sequence">Its unwrapped number.</param>
    /// <returns>False when its frame is there already, out of a later packet.</returns>
    public bool Count(in RtpHeader header, Timestamp now, out long sequence)
    {
        sequence = Stream.Receive(header, now);
        if (!seen.TryAdd(sequence)) return false;
        if (header.PayloadLength == 0) Stream.CountPadding();
        else Stream.CountMedia();
        return true;
    }

    public PacketFate Receive(ReadOnlySpan<byte> payload, long sequence, in RtpHeader header, Timestamp now)
    {
        if (header.PayloadType == Stream.PayloadType || payload.IsEmpty)
            return Forward(payload, sequence, header.Time, header.Marker, now);
        Span<RedBlock> earlier = stackalloc RedBlock[Red.MaxBlocks];
        if (!Red.TryRead(payload, Stream.PayloadType, earlier, out var count, out var newest)) return PacketFate.Malformed;
        for (var i = 0; i < count; i++)
        {
            var block = earlier[i];
            var lost = sequence - count + i;
            if (block.Length == 0 || !seen.TryAdd(lost)) continue;
            Restored++;
            Stream.CountMedia();
            Forward(payload.Slice(block.Start, block.Length), lost, header.Time.Plus(-block.Offset), marker: false, now);
        }

        return Forward(newest, sequence, header.Time, header.Marker, now);
    }

    /// <summary>A frame that was forwarded a moment ago.</summary>
    public bool TryRecall(long sequence, out RtpTime time, out ReadOnlySpan<byte> frame) => frames.TryGet(sequence, out time, out frame);

    private PacketFate Forward(ReadOnlySpan<byte> frame, long sequence, RtpTime time, bool marker, Timestamp now)
    {
        cost.Add(sequence, time, frame.Length);
        if (frame.IsEmpty)
        {
            for (var i = 0; i < slots.Count; i++) slots[i].Skip(this, sequence, time, now);
            return PacketFate.Padding;
        }

        for (var i = 0; i < slots.Count; i++) slots[i].Take(this, sequence, time, marker, frame, now);
        frames.Store(sequence, time, frame);
        return slots.Count == 0 ? PacketFate.NoReceiver : PacketFate.Forwarded;
    }

    /// <summary>Tells all who hear this source how its time stands now.</summary>
    public void ReportToSlots(NtpTime ours)
    {
        foreach (var slot in slots)
            if (slot.HasBegun) slot.Report(ours);
    }

    /// <summary>Takes all slots away; each fades out.</summary>
    public void Abandon(Timestamp now)
    {
        while (slots.Count > 0) slots[^1].Hear(null, now);
    }
}
