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

    /// <summary>More than this no line loses by itself, and nobody may go on sending what mostly is lost.</summary>
    private const double MaxInherent = 0.25;

    private const double GrowthPerSecond = 0.08;
    private const long LeastGrowth = 1_000;

    /// <summary>Fewer packets say nothing: of forty on a line that loses every tenth, one to seven are lost.</summary>
    private const int LeastPackets = 40;

    /// <summary>How fast the line's own losses are believed to fall and, up to what a trial showed, to rise, a look.</summary>
    private const double Fall = 0.1;
    private const double Rise = 0.03;

    /// <summary>Beside the round trip, until less is sent: a picture changes its layer at a keyframe.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan Stale = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan LongestStep = TimeSpan.FromSeconds(1);

    private PacketCount recent;
    private Timestamp? changed;
    private LossTrial? trial;

    // What the last trial showed to be the line's own.
    private double shown;

    /// <summary>Bits a second; null while losses limit nothing.</summary>
    public long? Limit { get; private set; }

    /// <summary>Share of packets lost lately, 0 to 1.</summary>
    public double Loss { get; private set; }

    /// <summary>Less is sent than could be, to see whether losses end; a probe would spoil that.</summary>
    public bool IsTrying => trial is not null;

    /// <summary>What the line loses whatever is sent; 0 until a trial showed it.</summary>
    public double Inherent { get; private set; }

    /// <summary><see cref="Loss"/> unless it is long since anything was heard.</summary>
    public double LossAt(Timestamp now) => changed is { } at && now - at <= Stale ? Loss : 0;

    /// <param name="lost">Negative when packets that were called lost came after all.</param>
    public void Add(int arrived, int lost, Timestamp now)
    {
        recent.Add(arrived, lost);
        trial?.Add(arrived, lost, now);
    }

    /// <summary>Moves the limit by what was counted since the last time.</summary>
    /// <param name="estimate">Without this limit.</param>
    /// <param name="acked">What arrives; null while it is not known.</param>
    public void Update(long estimate, long? acked, TimeSpan roundTrip, Timestamp now)
    {
        if (trial is { HelpsToSendLess: { } helps }) End(trial, helps);
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
            trial = new LossTrial(Inherent, Loss, Limit, now + roundTrip + Settling);
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

    private void End(LossTrial over, bool helped)
    {
        trial = null;
        // Few packets decided: what was lost meanwhile in all says more of the line, and a trial too many costs a picture its size.
        var share = Math.Max(over.Share, Loss);
        if (helped || share > MaxInherent) return;
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
}
