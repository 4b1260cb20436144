namespace MeetingHub.Media.Congestion;

/// <summary>
/// A limit for the estimate from losses. Up to 2 % of them it rises, beyond 10 % (draft-ietf-rmcat-gcc-02 section 6) it is tried whether
/// sending less helps: the limit falls below what arrives, and what is lost then tells. Losses that end were ours, and the limit stays.
/// Losses that go on are the line's own, as on a bad radio link: the limit is taken back, and they count for nothing from then on; such a
/// line would otherwise be sent less and less for ever.
/// </summary>
internal sealed class LossControl
{
    private const double Harmless = 0.02;
    private const double Harmful = 0.10;

    /// <summary>The line has become a fraction of what it was: nothing is to be tried any more, only obeyed.</summary>
    private const double Flood = 0.3;

    /// <summary>What stands in the full queue has to get through as well, within two seconds.</summary>
    private const double FloodShare = 0.7;

    /// <summary>A trial sends this much of what arrived: on a full line that is enough for the losses to end, its bursts included.</summary>
    private const double TrialShare = 0.85;

    /// <summary>When so much of the losses is left, sending less did not help.</summary>
    private const double Unyielding = 0.5;

    /// <summary>More than this no line loses by itself, and nobody may go on sending what mostly is lost.</summary>
    private const double MaxInherent = 0.25;

    private const double GrowthPerSecond = 0.08;
    private const long LeastGrowth = 1_000;

    /// <summary>Fewer packets say nothing: of forty on a line that loses every tenth, one to seven are lost.</summary>
    private const int LeastPackets = 40;
    private const int LeastPacketsInTrial = 80;

    /// <summary>How fast the line's own losses are believed to fall and, up to what a trial showed, to rise, a look.</summary>
    private const double Fall = 0.1;
    private const double Rise = 0.03;

    /// <summary>Beside the round trip, until less is sent: a picture changes its layer at a keyframe.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan Stale = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan LongestStep = TimeSpan.FromSeconds(1);

    private Count recent;
    private Count tried;
    private Timestamp? changed;
    private Trial? trial;

    // What the last trial showed to be the line's own.
    private double shown;

    /// <summary>Bits a second; null while losses limit nothing.</summary>
    public long? Limit { get; private set; }

    /// <summary>Share of packets lost lately, 0 to 1.</summary>
    public double Loss { get; private set; }

    /// <summary>What the line loses whatever is sent; 0 until a trial showed it.</summary>
    public double Inherent { get; private set; }

    /// <summary><see cref="Loss"/> unless it is long since anything was heard.</summary>
    public double LossAt(Timestamp now) => changed is { } at && now - at <= Stale ? Loss : 0;

    /// <param name="lost">Negative when packets that were called lost came after all.</param>
    public void Add(int arrived, int lost, Timestamp now)
    {
        recent.Add(arrived, lost);
        if (now >= trial?.CountsFrom) tried.Add(arrived, lost);
    }

    /// <summary>Moves the limit by what was counted since the last time.</summary>
    /// <param name="estimate">Without this limit.</param>
    /// <param name="acked">What arrives; null while it is not known.</param>
    public void Update(long estimate, long? acked, TimeSpan roundTrip, Timestamp now)
    {
        if (trial is { } running && tried.Packets >= LeastPacketsInTrial) Judge(running);
        if (recent.Packets < LeastPackets) return;
        var share = recent.Share;
        recent = default;
        var step = now - (changed ?? now);
        // Half of what was before: one window says too little of a line that loses every tenth. What was long ago says nothing.
        Loss = step > Stale ? share : (Loss + share) / 2;
        changed = now;
        if (Loss > Inherent + Flood && acked < Limit) Limit = (long)(FloodShare * acked);
        if (trial is not null) return;
        if (Loss > Inherent + Harmful)
        {
            trial = new Trial(Loss, Limit, now + roundTrip + Settling);
            var before = Math.Min(Limit ?? estimate, estimate);
            var cut = Loss > Inherent + Flood ? FloodShare : TrialShare;
            Limit = Math.Min(before, (long)(cut * (acked ?? before * (1 - Loss))));
            return;
        }

        Inherent = Math.Min(shown, Inherent + (share - Inherent) * (share < Inherent ? Fall : Rise));
        if (Loss <= Inherent + Harmless) Grow(estimate, step);
    }

    /// <summary>A probe came through at this rate without more loss than the line's own.</summary>
    public void Probed(long measured)
    {
        if (Limit < measured) Limit = measured;
    }

    private void Judge(in Trial over)
    {
        var share = tried.Share;
        tried = default;
        trial = null;
        if (share > MaxInherent || share - Inherent <= Unyielding * (over.Loss - Inherent)) return;
        Inherent = shown = share;
        Limit = over.LimitBefore;
    }

    private void Grow(long estimate, TimeSpan step)
    {
        if (Limit is not { } limit) return;
        if (step > LongestStep) step = LongestStep;
        limit += Math.Max(LeastGrowth, (long)(limit * (Math.Pow(1 + GrowthPerSecond, step.TotalSeconds) - 1)));
        Limit = limit > 2 * estimate ? null : limit;
    }

    private struct Count
    {
        private int arrived;
        private int lost;

        public readonly int Packets => arrived + lost;

        public readonly double Share => Packets <= 0 ? 0 : Math.Clamp((double)lost / Packets, 0, 1);

        public void Add(int more, int moreLost)
        {
            arrived += more;
            lost += moreLost;
        }
    }

    /// <param name="Loss">That began it.</param>
    /// <param name="CountsFrom">Reports from here on speak of what was sent under the lower limit.</param>
    private readonly record struct Trial(double Loss, long? LimitBefore, Timestamp CountsFrom);
}
