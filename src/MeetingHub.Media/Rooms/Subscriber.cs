using MeetingHub.Media.Forwarding;
using MeetingHub.Media.Hosting;
using MeetingHub.Media.Rtcp;
using MeetingHub.Media.Rtp;

namespace MeetingHub.Media.Rooms;

/// <summary>A sound slot and the picture slot that the browser keeps it in step with.</summary>
internal readonly record struct AudioPlace(AudioSlot Slot, VideoSlot? Partner);

/// <summary>The receiving side of one browser: its pool of slots, which only grows, and what it says about them.</summary>
internal sealed class Subscriber
{
    private readonly List<VideoSlot> videos = [];
    private AudioPlace[] audios = [];
    private long mapVersion;

    public IReadOnlyList<VideoSlot> Videos => videos;

    public IReadOnlyList<AudioPlace> Audios => audios;

    /// <summary>Pictures the page wants, most wanted first; null until it said so.</summary>
    public IReadOnlyList<ViewTile>? View { get; set; }

    /// <summary>Null until a report told it.</summary>
    public TimeSpan? RoundTrip { get; private set; }

    public void Add(VideoSlot slot)
    {
        videos.Add(slot);
        for (var i = 0; i < audios.Length; i++) audios[i] = Pair(audios[i].Slot);
    }

    public void Add(AudioSlot slot) => audios = [.. audios, Pair(slot)];

    public void HandleReports(ReadOnlySpan<byte> blocks, ServerClock clock, Timestamp now)
    {
        for (; ReportBlock.TryParse(blocks, out var block); blocks = blocks[ReportBlock.Length..])
        {
            if (block.LastReport == 0) continue;
            var units = unchecked((int)(clock.At(now).Middle - block.LastReport - block.SinceLastReport));
            // A negative or absurd value comes from rounding or from a liar.
            if (units is < 0 or > 10 * 65_536) continue;
            var measured = TimeSpan.FromTicks(units * TimeSpan.TicksPerSecond / 65_536);
            RoundTrip = RoundTrip is { } known ? known * 0.875 + measured * 0.125 : measured;
        }
    }

    public void HandleNack(uint ssrc, ReadOnlySpan<byte> pairs, Timestamp now)
    {
        var slot = FindVideo(ssrc);
        if (slot is null) return;
        Span<SequenceNumber> numbers = stackalloc SequenceNumber[GenericNack.NumbersPerPair];
        for (var pair = 0; pair < GenericNack.MaxPairs && pairs.Length >= GenericNack.PairLength; pair++)
        {
            var count = GenericNack.Read(pairs, numbers);
            for (var i = 0; i < count; i++) slot.Retransmit(numbers[i], RoundTrip ?? TimeSpan.Zero, now);
            pairs = pairs[GenericNack.PairLength..];
        }
    }

    public void HandlePictureLoss(uint ssrc, Timestamp now) => FindVideo(ssrc)?.Complain(now);

    public void HandleFullIntra(ReadOnlySpan<byte> entries, Timestamp now)
    {
        for (; entries.Length >= FullIntraRequest.EntryLength; entries = entries[FullIntraRequest.EntryLength..])
            HandlePictureLoss(FullIntraRequest.ReadSsrc(entries), now);
    }

    public void Tick(Timestamp now)
    {
        foreach (var slot in videos) slot.Tick(now);
        foreach (var (slot, _) in audios) slot.Tick(now);
    }

    /// <summary>Whether slots changed since the last look; those that did report their new source's time at once (media.md, S10.6).</summary>
    public bool TakeChanges(NtpTime ours)
    {
        var any = false;
        foreach (var slot in videos) any |= slot.TakeChange(ours);
        foreach (var (slot, _) in audios) any |= slot.TakeChange(ours);
        return any;
    }

    public SlotsMapped Map(RoomKey room, PeerKey peer)
    {
        List<MappedSlot> map = [];
        foreach (var slot in videos)
            if (slot.Current is { } shown) map.Add(new MappedSlot(slot.Mid, shown.Participant, shown.Kind, slot.FirstTime.Value));
        foreach (var (slot, _) in audios)
            if (slot.HasBegun) map.Add(new MappedSlot(slot.Mid, slot.Current!.Participant, slot.Current.Kind, slot.FirstTime.Value));
        return new SlotsMapped(room, peer, ++mapVersion, map);
    }

    public void Clear(Timestamp now)
    {
        foreach (var slot in videos) slot.Want(null, pixelHeight: null, now);
        foreach (var (slot, _) in audios) slot.Hear(null, now);
    }

    private AudioPlace Pair(AudioSlot slot)
    {
        foreach (var video in videos)
            if (string.Equals(video.Stream, slot.Stream, StringComparison.Ordinal)) return new AudioPlace(slot, video);
        return new AudioPlace(slot, Partner: null);
    }

    private VideoSlot? FindVideo(uint ssrc)
    {
        foreach (var slot in videos)
            if (slot.Ssrc == ssrc) return slot;
        return null;
    }
}
