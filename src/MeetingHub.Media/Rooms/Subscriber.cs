using MeetingHub.Media.Forwarding;
using MeetingHub.Media.Hosting;
using MeetingHub.Media.Rtcp;
using MeetingHub.Media.Rtp;

namespace MeetingHub.Media.Rooms;

/// <summary>A sound slot and the picture slot that the browser keeps it in step with.</summary>
internal readonly record struct AudioPlace(AudioSlot Slot, VideoSlot? Partner);

/// <summary>The receiving side of one browser: its pool of slots, which only grows, and what it says about them.</summary>
/// <param name="created">
/// Versions of its maps begin there: a page that begins anew may still hear of its connection before, and must not take that for the newer.
/// </param>
internal sealed class Subscriber(Timestamp created)
{
    /// <summary>In a second and of all slots: nine large pictures of 100 packets, a fifth of them lost, asked for a hundred times.</summary>
    private const int NumbersAsked = 20_000;

    private readonly List<VideoSlot> videos = [];
    private readonly List<VideoSlot> ranked = [];
    private AudioPlace[] audios = [];
    private IReadOnlyList<UndecodablePicture> undecodable = [];
    private bool hasNews;
    private long mapVersion = created.Microseconds;
    private Budget asked;

    public IReadOnlyList<VideoSlot> Videos => videos;

    public IReadOnlyList<AudioPlace> Audios => audios;

    /// <summary>Pictures the page wants, most wanted first; null until it said so.</summary>
    public IReadOnlyList<ViewTile>? View { get; set; }

    /// <summary>Slots that have something to show, most wanted first.</summary>
    public IReadOnlyList<VideoSlot> Ranked => ranked;

    /// <summary>Null until a report told it.</summary>
    public TimeSpan? RoundTrip { get; private set; }

    public void Add(VideoSlot slot)
    {
        videos.Add(slot);
        for (var i = 0; i < audios.Length; i++) audios[i] = Pair(audios[i].Slot);
    }

    public void Add(AudioSlot slot) => audios = [.. audios, Pair(slot)];

    /// <summary>Notes who comes first when not everything fits.</summary>
    /// <param name="sources">Most wanted first.</param>
    public void Rank(IEnumerable<VideoSource> sources)
    {
        ranked.Clear();
        foreach (var source in sources)
            if (videos.Find(slot => slot.Wanted == source) is { } slot) ranked.Add(slot);
    }

    public void HandleReports(ReadOnlySpan<byte> blocks, Egress egress, ServerClock clock, Timestamp now)
    {
        for (; ReportBlock.TryParse(blocks, out var block); blocks = blocks[ReportBlock.Length..])
        {
            if (Find(block.Ssrc)?.TakeLoss(block, out var arrived, out var lost) == true) egress.Estimator.HearReport(arrived, lost, egress.Bytes, now);
            if (block.LastReport == 0) continue;
            var units = unchecked((int)(clock.At(now).Middle - block.LastReport - block.SinceLastReport));
            // A negative or absurd value comes from rounding or from a liar.
            if (units is < 0 or > 10 * 65_536) continue;
            var measured = TimeSpan.FromTicks(units * TimeSpan.TicksPerSecond / 65_536);
            RoundTrip = RoundTrip is { } known ? known * 0.875 + measured * 0.125 : measured;
            egress.Estimator.HearRoundTrip(RoundTrip.Value);
        }
    }

    /// <returns>False when more is asked for than the worst line loses.</returns>
    public bool HandleNack(uint ssrc, ReadOnlySpan<byte> pairs, Timestamp now)
    {
        var slot = FindVideo(ssrc);
        if (slot is null) return true;
        Span<SequenceNumber> numbers = stackalloc SequenceNumber[GenericNack.NumbersPerPair];
        for (var pair = 0; pair < GenericNack.MaxPairs && pairs.Length >= GenericNack.PairLength; pair++)
        {
            var count = GenericNack.Read(pairs, numbers);
            if (!asked.Take(NumbersAsked, now, count)) return false;
            for (var i = 0; i < count; i++) slot.Retransmit(numbers[i], RoundTrip ?? TimeSpan.Zero, now);
            pairs = pairs[GenericNack.PairLength..];
        }

        return true;
    }

    /// <summary>
    /// Sends one packet that only probes the line: on the retransmission stream of a slot with a picture, so that no numbering of
    /// media is touched (media.md, S6); of a slot that never had one only if there is no other.
    /// </summary>
    /// <returns>False when nothing could be sent.</returns>
    public bool Probe(int bytes, Timestamp now)
    {
        VideoSlot? carrier = null;
        foreach (var slot in videos)
        {
            if (slot.TransportSequenceId == 0) continue;
            if (carrier is null || Rank(slot) > Rank(carrier)) carrier = slot;
        }

        return carrier?.Probe(bytes, now) == true;

        static int Rank(VideoSlot slot) => slot.Current is not null ? 2 : slot.Packets > 0 ? 1 : 0;
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
        var any = hasNews;
        hasNews = false;
        foreach (var slot in videos) any |= slot.TakeChange(ours);
        foreach (var (slot, _) in audios) any |= slot.TakeChange(ours);
        return any;
    }

    /// <summary>Takes out what this browser cannot decode, to say so instead of leaving a tile that never moves.</summary>
    /// <returns>Whether there is something new to say.</returns>
    public bool LeaveOut(OrderedDictionary<VideoSource, int?> wanted)
    {
        List<UndecodablePicture> left = [];
        for (var i = wanted.Count - 1; i >= 0; i--)
        {
            var source = wanted.GetAt(i).Key;
            if (videos.TrueForAll(slot => slot.Decodes(source.Codec))) continue;
            left.Add(new UndecodablePicture(source.Participant, source.Kind));
            wanted.RemoveAt(i);
        }

        if (left.SequenceEqual(undecodable)) return false;
        undecodable = left;
        return hasNews = true;
    }

    public SlotsMapped Map(RoomKey room, PeerKey peer)
    {
        List<MappedSlot> map = [];
        foreach (var slot in videos)
            if (slot.Current is { } shown) map.Add(new MappedSlot(slot.Mid, shown.Participant, shown.Kind, slot.FirstTime.Value));
        foreach (var (slot, _) in audios)
            if (slot.HasBegun) map.Add(new MappedSlot(slot.Mid, slot.Current!.Participant, slot.Current.Kind, slot.FirstTime.Value));
        return new SlotsMapped(room, peer, ++mapVersion, map, undecodable);
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

    private Slot? Find(uint ssrc)
    {
        foreach (var (slot, _) in audios)
            if (slot.Ssrc == ssrc) return slot;
        return FindVideo(ssrc);
    }

    private VideoSlot? FindVideo(uint ssrc)
    {
        foreach (var slot in videos)
            if (slot.Ssrc == ssrc) return slot;
        return null;
    }
}
