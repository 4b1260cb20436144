using System.Runtime.InteropServices;
using MeetingHub.Media.Hosting;

namespace MeetingHub.Media.Rooms;

/// <summary>
/// How long each participant has spoken, by the loudness of his own sound (media.md, section 3.9, option A): several may speak at
/// once, and whoever is not among the loudest counts as well. A breath belongs to the speech around it, a cough is none.
/// </summary>
internal sealed class SpeakingTimes
{
    /// <summary>How often to tell.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    /// <summary>35 dB under full scale, as LiveKit has it; the rest is a room.</summary>
    public const int SpeechLoudness = 92;

    private const double LoudShare = 0.4;
    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(1500);

    /// <summary>A packet stands for the time since the one before, at most this: after DTX that was silence.</summary>
    private static readonly TimeSpan LongestPacket = TimeSpan.FromMilliseconds(60);

    private static readonly TimeSpan Forgotten = TimeSpan.FromMinutes(1);

    private readonly Dictionary<ParticipantKey, Voice> voices = [];

    /// <param name="loudness">0 to 127, more is louder.</param>
    public void Heard(ParticipantKey participant, int loudness, Timestamp now)
    {
        ref var voice = ref CollectionsMarshal.GetValueRefOrAddDefault(voices, participant, out var exists);
        if (!exists) voice = new Voice(now);
        voice!.Hear(loudness, now);
    }

    /// <summary>Who has spoken since the last call, and for how long.</summary>
    public List<ParticipantSpeech> Take(Timestamp now)
    {
        List<ParticipantSpeech> spoken = [];
        foreach (var (participant, voice) in voices)
        {
            var time = voice.Take(now);
            if (time > TimeSpan.Zero) spoken.Add(new ParticipantSpeech(participant, time));
            else if (now - voice.LastPacket > Forgotten) voices.Remove(participant);
        }

        return spoken;
    }

    private sealed class Voice(Timestamp now)
    {
        private Timestamp windowStart = now;
        private TimeSpan loud;
        private Timestamp? speechEnd;
        private TimeSpan untold;

        public Timestamp LastPacket { get; private set; } = now - LongestPacket;

        public void Hear(int loudness, Timestamp now)
        {
            Close(now);
            var stands = now - LastPacket;
            if (stands > LongestPacket) stands = LongestPacket;
            if (loudness >= SpeechLoudness && stands > TimeSpan.Zero) loud += stands;
            LastPacket = now;
        }

        public TimeSpan Take(Timestamp now)
        {
            Close(now);
            var taken = untold;
            untold = TimeSpan.Zero;
            return taken;
        }

        private void Close(Timestamp now)
        {
            if (now - windowStart < Window) return;
            if (loud >= Window * LoudShare)
            {
                var breath = speechEnd is { } end ? windowStart - end : Breath;
                untold += breath < Breath ? breath + Window : Window;
                speechEnd = windowStart + Window;
            }

            (windowStart, loud) = (now, TimeSpan.Zero);
        }
    }
}
