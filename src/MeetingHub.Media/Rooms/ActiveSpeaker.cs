using System.Runtime.InteropServices;

namespace MeetingHub.Media.Rooms;

/// <summary>
/// Who is speaking: Volfin and Cohen, "Dominant speaker identification for multipoint videoconferencing" (2013), with the constants
/// that Jitsi and mediasoup use. Speech activity is scored over three spans (20 ms, 100 ms, 1 s); someone takes over only by being
/// clearly ahead in the shorter two, so a cough or a chair does not.
/// </summary>
internal sealed class ActiveSpeaker
{
    /// <summary>How often to decide.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(300);

    /// <summary>After this without any speech nobody is the speaker.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(10);

    /// <summary>A gap in the packets is silence: browsers stop sending with DTX.</summary>
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(40);

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);

    private const int Immediates = 50;
    private const int ImmediatesPerMedium = 5;
    private const int Mediums = Immediates / ImmediatesPerMedium;
    private const int LevelsPerUnit = 13;
    private const int MediumThreshold = 7;
    private const int LongThreshold = 4;
    private const double ImmediateLead = 3;
    private const double MediumLead = 2;

    private readonly Dictionary<ParticipantKey, Speaker> speakers = [];
    private Timestamp lastSpeech;

    public ParticipantKey? Current { get; private set; }

    /// <param name="loudness">0 to 127, more is louder.</param>
    public void Heard(ParticipantKey participant, int loudness, Timestamp now)
    {
        ref var speaker = ref CollectionsMarshal.GetValueRefOrAddDefault(speakers, participant, out var exists);
        if (!exists) speaker = new Speaker();
        speaker!.Add(loudness, now);
    }

    public void Forget(ParticipantKey participant)
    {
        speakers.Remove(participant);
        if (Current == participant) Current = null;
    }

    /// <returns>Whether <see cref="Current"/> changed.</returns>
    public bool Decide(Timestamp now)
    {
        var before = Current;
        foreach (var speaker in speakers.Values) speaker.Score(now);
        if (Current is { } current && !speakers.ContainsKey(current)) Current = null;
        var best = 0d;
        var dominant = Current is { } holder ? speakers[holder] : null;
        if (dominant is { IsSpeaking: true }) lastSpeech = now;
        foreach (var (participant, speaker) in speakers)
        {
            if (speaker == dominant || !speaker.IsSpeaking) continue;
            if (dominant is null)
            {
                if (speaker.Medium <= best) continue;
                (best, Current, lastSpeech) = (speaker.Medium, participant, now);
                continue;
            }

            var immediate = Math.Log(speaker.Immediate / dominant.Immediate);
            var medium = Math.Log(speaker.Medium / dominant.Medium);
            var isAhead = immediate > ImmediateLead && medium > MediumLead && speaker.Long > dominant.Long;
            if (!isAhead || medium <= best) continue;
            (best, Current, lastSpeech) = (medium, participant, now);
        }

        if (Current is not null && now - lastSpeech >= Silence) Current = null;
        return Current != before;
    }

    /// <summary>The last second of one participant.</summary>
    private sealed class Speaker
    {
        private const double MinScore = 1e-10;

        // Newest last; a ring would save the shift of fifty bytes and cost the clarity.
        private readonly byte[] units = new byte[Immediates];
        private Timestamp last;
        private bool hasStarted;

        public double Immediate { get; private set; } = MinScore;

        public double Medium { get; private set; } = MinScore;

        public double Long { get; private set; } = MinScore;

        public bool IsSpeaking { get; private set; }

        public void Add(int loudness, Timestamp now)
        {
            Fill(now);
            Push((byte)(loudness / LevelsPerUnit));
            last = now;
            hasStarted = true;
        }

        public void Score(Timestamp now)
        {
            Fill(now);
            var mediumsOver = 0;
            var newestMedium = 0;
            for (var i = 0; i < Mediums; i++)
            {
                var loud = 0;
                for (var j = 0; j < ImmediatesPerMedium; j++)
                    if (units[i * ImmediatesPerMedium + j] >= MediumThreshold) loud++;
                if (loud >= LongThreshold) mediumsOver++;
                newestMedium = loud;
            }

            Immediate = Activity(units[^1], LevelsPerUnit, 0.78);
            Medium = Activity(newestMedium, ImmediatesPerMedium, 24);
            Long = Activity(mediumsOver, Mediums, 47);
            IsSpeaking = newestMedium >= LongThreshold - 1;
        }

        /// <summary>Silence for the time in which nothing came.</summary>
        private void Fill(Timestamp now)
        {
            if (!hasStarted) return;
            for (var i = 0; i < Immediates && now - last > Idle; i++)
            {
                Push(0);
                last += Step;
            }

            if (now - last > Idle) last = now;
        }

        private void Push(byte unit)
        {
            units.AsSpan(1).CopyTo(units);
            units[^1] = unit;
        }

        /// <summary>Log-likelihood ratio of speech against noise when <paramref name="hits"/> of <paramref name="trials"/> were loud.</summary>
        private static double Activity(int hits, int trials, double lambda)
        {
            hits = Math.Min(hits, trials);
            var binomial = 0d;
            for (var i = 1; i <= hits; i++) binomial += Math.Log((double)(trials - hits + i) / i);
            var score = binomial + trials * Math.Log(0.5) - Math.Log(lambda) + lambda * hits;
            return Math.Max(score, MinScore);
        }
    }
}
