using MeetingHub.Media.Rooms;
using MeetingHub.Media.Rtcp;
using MeetingHub.Media.Rtp;

namespace MeetingHub.Media.Forwarding;

/// <summary>A microphone or the sound of a screen.</summary>
internal sealed class AudioSource(string mid, SourceKind kind, PeerKey peer, ParticipantKey participant, ReceivedStream stream)
    : Source(mid, kind, peer, participant)
{
    private readonly List<AudioSlot> slots = [];

    public ReceivedStream Stream { get; } = stream;

    public IReadOnlyList<AudioSlot> Slots => slots;

    public void Join(AudioSlot slot) => slots.Add(slot);

    public void Leave(AudioSlot slot) => slots.Remove(slot);

    /// <summary>Counts a packet, whether or not it is then heard.</summary>
    /// <returns>Its unwrapped number.</returns>
    public long Count(in RtpHeader header, Timestamp now)
    {
        var sequence = Stream.Receive(header, now);
        if (header.PayloadLength == 0) Stream.CountPadding();
        else Stream.CountMedia();
        return sequence;
    }

    public PacketFate Forward(ReadOnlySpan<byte> payload, long sequence, in RtpHeader header, Timestamp now)
    {
        if (payload.IsEmpty)
        {
            for (var i = 0; i < slots.Count; i++) slots[i].Skip(this, sequence, header.Time, now);
            return PacketFate.Padding;
        }

        for (var i = 0; i < slots.Count; i++) slots[i].Take(this, sequence, header.Time, header.Marker, payload, now);
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
