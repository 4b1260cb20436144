using MeetingHub.Media.Forwarding;

namespace MeetingHub.Media.Rooms;

/// <summary>
/// Whose microphones are forwarded when not everybody's can be. A place is kept until somebody clearly louder takes it, so that
/// those who talk are not cut to pieces, and it is kept through silence, so that nothing is switched without need.
/// </summary>
internal sealed class LoudestVoices(int places)
{
    /// <summary>In dB; takes about 60 ms of speech to overcome against somebody silent.</summary>
    private const double Lead = 6;

    /// <summary>dB a second by which a voice that is not heard from fades.</summary>
    private const double Decay = 60;

    private const double Attack = 0.4;

    private readonly List<Voice> voices = [];

    /// <summary>Whether <paramref name="source"/> has a place.</summary>
    public bool Includes(AudioSource source)
    {
        foreach (var voice in voices)
            if (voice.Source == source) return voice.HasPlace;
        return false;
    }

    public double Loudness(AudioSource source, Timestamp now)
    {
        foreach (var voice in voices)
            if (voice.Source == source) return voice.At(now);
        return 0;
    }

    public void Add(AudioSource source)
    {
        foreach (var voice in voices)
            if (voice.Source == source) return;
        var taken = 0;
        foreach (var voice in voices)
            if (voice.HasPlace) taken++;
        voices.Add(new Voice(source) { HasPlace = taken < places });
    }

    /// <summary>The place goes to the loudest of those without.</summary>
    public void Remove(AudioSource source, Timestamp now)
    {
        var index = voices.FindIndex(v => v.Source == source);
        if (index < 0) return;
        var hadPlace = voices[index].HasPlace;
        voices.RemoveAt(index);
        if (!hadPlace) return;
        Voice? next = null;
        foreach (var voice in voices)
            if (!voice.HasPlace && (next is null || voice.At(now) > next.At(now))) next = voice;
        if (next is not null) next.HasPlace = true;
    }

    /// <returns>Whether a place changed hands.</returns>
    public bool Heard(AudioSource source, int loudness, Timestamp now)
    {
        Voice? heard = null;
        Voice? quietest = null;
        foreach (var voice in voices)
        {
            if (voice.Source == source) heard = voice;
            else if (voice.HasPlace && (quietest is null || voice.At(now) < quietest.At(now))) quietest = voice;
        }

        if (heard is null) return false;
        heard.Hear(loudness, now);
        if (heard.HasPlace || quietest is null || heard.At(now) < quietest.At(now) + Lead) return false;
        (heard.HasPlace, quietest.HasPlace) = (true, false);
        return true;
    }

    private sealed class Voice(AudioSource source)
    {
        private double level;
        private Timestamp at;

        public AudioSource Source { get; } = source;

        public bool HasPlace { get; set; }

        public double At(Timestamp now) => Math.Max(0, level - Math.Max(0, (now - at).TotalSeconds) * Decay);

        public void Hear(int loudness, Timestamp now)
        {
            var before = At(now);
            level = loudness > before ? before + (loudness - before) * Attack : Math.Max(loudness, before);
            at = now;
        }
    }
}
