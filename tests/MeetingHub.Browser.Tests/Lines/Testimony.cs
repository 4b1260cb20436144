namespace MeetingHub.Browser.Tests.Lines;

/// <summary>A person to be watched, known by the name on the tile and the tone of the voice.</summary>
internal sealed record Voice(string Name, int Hertz);

/// <summary>
/// One stretch of what a page showed and played. Times are milliseconds of the page's clock. What is judged is judged against the
/// control, the page's connection to itself over no line: as long as that stood still, the machine was at fault and not the line.
/// </summary>
/// <param name="Polls">Counters of getStats, about ten a second; the first stands before the stretch.</param>
internal sealed record Testimony(double Since, double Until, IReadOnlyList<Sighting> People, Sighting Control, IReadOnlyList<Counters> Polls)
{
    /// <summary>Of the control's picture, and of the fake cameras.</summary>
    private const double FullFramesPerSecond = 20;

    private const double SamplesPerMillisecond = 48;

    /// <summary>The control got too little of the machine for a line to show: frames came late that had no line to cross.</summary>
    public bool IsStarved =>
        Rate(Control) < 0.85 * FullFramesPerSecond || Stretches.Longest(Since, Until, Seen(Control)) > 400 || Stretches.Longest(Since, Until, Heard(Control)) > 300;

    public double Seconds => (Until - Since) / 1000;

    /// <summary>Milliseconds in which a person who speaks without a pause was not heard: nothing was played, or what was played was made up.</summary>
    public double GapInSpeech(Sighting of) => Math.Max(
        Stretches.Longest(Since, Until, Heard(of), Heard(Control)),
        Stretches.LongestRun([.. Polls.Select(poll => (poll.At, (poll.Concealed - poll.ControlConcealed) / SamplesPerMillisecond))]));

    /// <summary>Milliseconds between two frames, at most.</summary>
    public double Freeze(Sighting of) => Stretches.Longest(Since, Until, Seen(of), Seen(Control));

    /// <summary>What the picture would have on a machine that has time for twenty.</summary>
    public double FramesPerSecond(Sighting of) => Rate(of) * FullFramesPerSecond / Math.Clamp(Rate(Control), 1, FullFramesPerSecond);

    /// <summary>Height of the picture at the end, in pixels; 0 when there was none.</summary>
    public double HeightOf(Sighting of) => of.Frames.Count > 0 ? of.Frames[^1][2] : 0;

    /// <summary>In pixels; 0 when there was no picture.</summary>
    public static double LargestHeight(Sighting of) => of.Frames.Select(frame => frame[2]).DefaultIfEmpty().Max();

    /// <summary>Seconds from the beginning until the picture was this high for good; null when it was not in the end.</summary>
    public double? SecondsToHeight(Sighting of, double height)
    {
        if (HeightOf(of) < height) return null;
        var last = of.Frames.LastOrDefault(frame => frame[2] < height);
        return last is null ? 0 : (last[0] - Since) / 1000;
    }

    /// <summary>Received over the whole stretch.</summary>
    public double KilobitsPerSecond => (Polls[^1].Bytes - Polls[0].Bytes) * 8 / (Polls[^1].At - Polls[0].At);

    /// <summary>All of it in a few lines, for the test's output and for its complaint.</summary>
    public override string ToString()
    {
        var (a, b) = (Polls[0], Polls[^1]);
        return string.Join('\n', People.Select(person => Describe(person) + $", height {HeightOf(person)}").Prepend("control " + Describe(Control)))
            + FormattableString.Invariant($"\ngetStats over {Seconds:0.0} s: {KilobitsPerSecond:0} kbit/s; ")
            + FormattableString.Invariant($"audio {b.AudioPackets - a.AudioPackets} packets, {b.AudioLost - a.AudioLost} lost, {b.AudioFec - a.AudioFec} FEC, ")
            + FormattableString.Invariant($"{(b.Concealed - a.Concealed) / SamplesPerMillisecond:0} ms made up in {b.Concealments - a.Concealments} goes; ")
            + FormattableString.Invariant($"video {b.VideoPackets - a.VideoPackets} packets, {b.VideoLost - a.VideoLost} lost, {b.Retransmitted - a.Retransmitted} sent again, ")
            + FormattableString.Invariant($"{b.Nacks - a.Nacks} NACKs, {b.Plis - a.Plis} PLIs, {b.Decoded - a.Decoded} frames decoded, {b.Keyframes - a.Keyframes} of them key, {b.Dropped - a.Dropped} dropped, ")
            + FormattableString.Invariant($"{b.Freezes - a.Freezes} freezes of {b.Frozen - a.Frozen:0.0} s");
    }

    private string Describe(Sighting of) => FormattableString.Invariant(
        $"{of.Name}: {Rate(of):0.0} frames/s, longest freeze {Stretches.Longest(Since, Until, Seen(of)):0} ms, longest silence {Stretches.Longest(Since, Until, Heard(of)):0} ms");

    private double Rate(Sighting of) => of.Frames.Sum(frame => frame[1]) / Seconds;

    private static IReadOnlyList<double> Seen(Sighting of) => [.. of.Frames.Select(frame => frame[0])];

    /// <summary>When the tone was there: not 20 dB below what it mostly is.</summary>
    private static IReadOnlyList<double> Heard(Sighting of)
    {
        if (of.Levels.Count == 0) return [];
        var usual = of.Levels.Select(level => level[1]).Order().ElementAt(of.Levels.Count / 2);
        return usual < -70 ? [] : [.. of.Levels.Where(level => level[1] > usual - 20).Select(level => level[0])];
    }
}

/// <param name="Frames">Time, how many frames since the one before, height.</param>
/// <param name="Levels">Time, decibels of the person's tone.</param>
internal sealed record Sighting(string Name, IReadOnlyList<double[]> Frames, IReadOnlyList<double[]> Levels);

/// <summary>Sums over all incoming streams of a kind, as getStats names them; the control's voice apart.</summary>
internal sealed record Counters(
    double At, long Concealed, long ControlConcealed, long Concealments, long AudioPackets, long AudioLost, long AudioFec, long VideoPackets,
    long VideoLost, long Retransmitted, long Nacks, long Plis, long Decoded, long Dropped, long Keyframes, long Freezes, double Frozen, long Bytes);
