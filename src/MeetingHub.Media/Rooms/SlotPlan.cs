using MeetingHub.Media.Forwarding;

namespace MeetingHub.Media.Rooms;

/// <summary>Which source belongs into which slot of one receiver. Pure: what has a slot keeps it, so that pictures do not jump.</summary>
internal static class SlotPlan
{
    /// <param name="slots">The receiver's picture slots.</param>
    /// <param name="wanted">Distinct sources, most wanted first; those beyond the number of slots get none.</param>
    /// <returns>A source or null for each slot.</returns>
    public static VideoSource?[] Pictures(IReadOnlyList<VideoSlot> slots, IReadOnlyList<VideoSource> wanted)
    {
        var plan = new VideoSource?[slots.Count];
        var taken = Math.Min(slots.Count, wanted.Count);
        var isPlaced = new bool[taken];
        for (var w = 0; w < taken; w++)
        {
            // What is being waited for counts as placed: elsewhere it would wait no less.
            for (var s = 0; s < slots.Count && !isPlaced[w]; s++)
            {
                if (plan[s] is not null || slots[s].Wanted != wanted[w]) continue;
                plan[s] = wanted[w];
                isPlaced[w] = true;
            }
        }

        for (var w = 0; w < taken; w++)
        {
            if (isPlaced[w]) continue;
            plan[BestFree(slots, plan)] = wanted[w];
        }

        return plan;
    }

    /// <summary>
    /// A voice goes into the sound slot that the browser keeps in step with its owner's picture (media.md, S7); others stay where
    /// they are, else they take slots without partner before those whose picture's owner is silent.
    /// </summary>
    /// <param name="voices">Distinct, most important first.</param>
    public static AudioSource?[] Sounds(IReadOnlyList<AudioPlace> places, IReadOnlyList<AudioSource> voices)
    {
        var plan = new AudioSource?[places.Count];
        var isPlaced = new bool[voices.Count];
        Place((place, voice) => BelongTogether(place.Partner?.Wanted, voice));
        Place((place, voice) => place.Slot.Current == voice);
        Place((place, _) => place.Partner is null);
        Place((place, _) => place.Partner!.Wanted is null);
        Place((_, _) => true);
        return plan;

        void Place(Func<AudioPlace, AudioSource, bool> fits)
        {
            for (var v = 0; v < voices.Count; v++)
            {
                for (var p = 0; p < places.Count && !isPlaced[v]; p++)
                {
                    if (plan[p] is not null || !fits(places[p], voices[v])) continue;
                    plan[p] = voices[v];
                    isPlaced[v] = true;
                }
            }
        }
    }

    private static bool BelongTogether(VideoSource? picture, AudioSource voice) =>
        picture is not null && picture.Participant == voice.Participant
        && picture.Kind == (voice.Kind == SourceKind.ScreenAudio ? SourceKind.Screen : SourceKind.Camera);

    /// <summary>
    /// A slot whose picture is going anyway, rather than an empty one: it shows the old picture until the new one is there.
    /// </summary>
    private static int BestFree(IReadOnlyList<VideoSlot> slots, VideoSource?[] plan)
    {
        var empty = -1;
        for (var s = 0; s < slots.Count; s++)
        {
            if (plan[s] is not null) continue;
            if (slots[s].Current is not null) return s;
            if (empty < 0) empty = s;
        }

        return empty;
    }
}
