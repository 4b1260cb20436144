using MeetingHub.Media.Rooms;
using MeetingHub.Media.Rtcp;
using MeetingHub.Media.Rtp;

namespace MeetingHub.Media.Forwarding;

/// <summary>A microphone or the sound of a screen.</summary>
internal sealed class AudioSource(string mid, SourceKind kind, PeerKey peer, ParticipantKey participant, RemoteClock clock)
    : Source(mid, kind, peer, participant, clock, RtpTime.OpusClock)
{
    private readonly List<AudioSlot> slots = [];

    public IReadOnlyList<AudioSlot> Slots => slots;

    public void Join(AudioSlot slot) => slots.Add(slot);

    public void Leave(AudioSlot slot) => slots.Remove(slot);

    /// <summary>Counts a packet, whether or not it is then heard.</summary>
    /// <returns>Its unwrapped number.</returns>
    public long Count(in RtpHeader header, Timestamp now)
    {
        var sequence = Receive(header, now);
        if (header.PayloadLength == 0) PaddingPackets++;
        else Packets++;
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

    public override void ReportToSlots(NtpTime ours)
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
