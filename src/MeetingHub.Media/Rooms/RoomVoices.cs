using MeetingHub.Media.Allocation;
using MeetingHub.Media.Forwarding;

namespace MeetingHub.Media.Rooms;

/// <summary>
/// Who may be heard in a room, and whom each receiver hears: everybody in a small one, the loudest in a large one, fewer where a line bears
/// no more.
/// </summary>
/// <param name="places">Voices heard at once in a large room.</param>
internal sealed class RoomVoices(int places)
{
    private readonly List<AudioSource> speaking = [];

    // One ranking for each number of voices that some line bears, made when the first such line comes. The largest is always there.
    private readonly LoudestVoices?[] rankings = Enumerable.Range(1, places).Select(n => n == places ? new LoudestVoices(n) : null).ToArray();

    private LoudestVoices Largest => rankings[^1]!;

    /// <summary>Finds out who may be heard at all, and lets those compete.</summary>
    public void Update(IReadOnlyList<Peer> peers, Func<AudioSource, bool> mayBeHeard, Timestamp now)
    {
        var before = speaking.ToArray();
        speaking.Clear();
        foreach (var peer in peers)
            foreach (var source in peer.Publisher.Audios)
                if (mayBeHeard(source)) speaking.Add(source);
        foreach (var ranking in rankings)
        {
            if (ranking is null) continue;
            foreach (var gone in before)
                if (!speaking.Contains(gone)) ranking.Remove(gone, now);
            AddAll(ranking);
        }
    }

    /// <returns>Whether somebody took another's place.</returns>
    public bool Heard(AudioSource source, int loudness, Timestamp now)
    {
        var changed = false;
        foreach (var ranking in rankings) changed |= ranking?.Heard(source, loudness, now) == true;
        return changed;
    }

    public double Loudness(AudioSource source, Timestamp now) => Largest.Loudness(source, now);

    /// <summary>Those who are loud enough now, of all who may be heard.</summary>
    public IEnumerable<(AudioSource Source, int Loudness)> Audible(int atLeast, Timestamp now)
    {
        foreach (var source in speaking)
        {
            var loudness = (int)Loudness(source, now);
            if (source.Kind == SourceKind.Microphone && loudness >= atLeast) yield return (source, loudness);
        }
    }

    public VoiceDemand DemandOf(ParticipantKey listener)
    {
        var open = 0;
        long cost = 0;
        foreach (var source in speaking)
        {
            if (source.Participant == listener) continue;
            open++;
            cost = Math.Max(cost, source.Cost);
        }

        return new VoiceDemand(open, cost);
    }

    /// <summary>Whom one listener hears, the loud ones first: never himself, from none of his windows.</summary>
    /// <param name="everybody">Whether those are heard as well who are not among the loudest.</param>
    /// <param name="limit">Voices that the listener's line bears.</param>
    public List<AudioSource> Heard(ParticipantKey listener, bool everybody, int limit)
    {
        List<AudioSource> heard = [];
        foreach (var source in speaking)
        {
            if (source.Participant == listener) continue;
            if (source.Kind == SourceKind.ScreenAudio || Largest.Includes(source)) heard.Insert(0, source);
            else if (everybody) heard.Add(source);
        }

        if (heard.Count <= limit) return heard;
        // Who speaks himself takes a place of the ranking, and hears one more of the others.
        for (var n = limit; n <= places; n++)
        {
            var ranking = Ranking(n);
            var loudest = heard.FindAll(source => ranking.Includes(source));
            if (loudest.Count >= limit) return loudest[..limit];
        }

        return heard[..limit];
    }

    private LoudestVoices Ranking(int n)
    {
        if (rankings[n - 1] is { } known) return known;
        var ranking = rankings[n - 1] = new LoudestVoices(n);
        AddAll(ranking);
        return ranking;
    }

    private void AddAll(LoudestVoices ranking)
    {
        foreach (var source in speaking)
            if (source.Kind == SourceKind.Microphone) ranking.Add(source);
    }
}
