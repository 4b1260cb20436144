namespace MeetingHub.Media.Allocation;

/// <summary>
/// Shares a line among pictures: the screen as far as it goes, then whoever speaks, then all others from the smallest layer up, so that one
/// large tile does not hide nine small ones. Pure.
/// </summary>
internal static class BitPlan
{
    /// <summary>
    /// More must be bought with room to spare and is kept a little beyond its price: estimates and pictures waver, and a picture that comes
    /// and goes is worse than a small one (media.md 3.8: 15 %).
    /// </summary>
    private const double Rising = 1.15;
    private const double Staying = 0.9;

    /// <summary>
    /// The smallest layer comes as soon as it fits and goes late: to lose the picture is worse than any wavering, and an estimate that has
    /// just fallen lies below the line until the queue is empty. Not so a camera without layers, which costs as much as a large one.
    /// </summary>
    private const double SmallestRising = 1;
    private const double SmallestStaying = 0.6;

    /// <summary>For a moment: the estimate falls below what arrives, and a line that carries little comes back within a second or two.</summary>
    private const double SmallestDipping = 0.4;
    private const long Small = 150_000;

    /// <param name="budget">Bits a second for pictures.</param>
    /// <param name="claims">Most wanted first within a rank; <see cref="PictureClaim.Granted"/> is filled in.</param>
    /// <param name="lenience">
    /// Bits a second beyond the budget that the smallest layers of pictures already shown may take: rather a few losses than no picture.
    /// </param>
    /// <param name="mayRise">False while the line has not proved itself since it took something away.</param>
    /// <param name="isDip">It is not long that not every picture fits: none is to go for it.</param>
    /// <returns>Whether every claim got its ideal layer.</returns>
    public static bool Share(long budget, Span<PictureClaim> claims, bool mayRise, long lenience = 0, bool isDip = false)
    {
        double left = budget;
        foreach (ref var claim in claims) claim.Granted = PictureClaim.None;
        if (lenience > 0 || isDip) Keep(claims, ref left, lenience, isDip);
        RaiseAll(ClaimRank.Screen, claims, ref left, mayRise);
        RaiseAll(ClaimRank.Speaker, claims, ref left, mayRise);
        for (var level = 0; level < PictureClaim.MostLayers; level++)
            foreach (ref var claim in claims)
                if (claim.Rank == ClaimRank.Tile && claim.Granted == level - 1) TryRaise(ref claim, ref left, mayRise);

        foreach (ref readonly var claim in claims)
            if (claim.Granted < claim.Ideal) return false;
        return true;
    }

    private static void Keep(Span<PictureClaim> claims, ref double left, long lenience, bool isDip)
    {
        foreach (ref var claim in claims)
        {
            var price = claim.Costs[0] * (isDip && claim.Costs[0] <= Small ? SmallestDipping : Factor(claim, layer: 0, isRise: false));
            if (claim.Before < 0 || price > left + lenience) continue;
            left -= price;
            claim.Granted = 0;
        }
    }

    private static void RaiseAll(ClaimRank rank, Span<PictureClaim> claims, ref double left, bool mayRise)
    {
        foreach (ref var claim in claims)
            while (claim.Rank == rank && TryRaise(ref claim, ref left, mayRise)) continue;
    }

    private static bool TryRaise(ref PictureClaim claim, ref double left, bool mayRise)
    {
        var next = claim.Granted + 1;
        if (next > claim.Ideal) return false;
        var isRise = next > claim.Before;
        if (isRise && !mayRise && !(claim.IsNew && next == 0)) return false;
        var price = claim.Costs[next] * Factor(claim, next, isRise);
        var paid = next == 0 ? 0 : claim.Costs[next - 1] * Factor(claim, next - 1, next - 1 > claim.Before);
        if (price - paid > left) return false;
        left -= price - paid;
        claim.Granted = next;
        return true;
    }

    private static double Factor(in PictureClaim claim, int layer, bool isRise) => layer == 0 && claim.Costs[0] <= Small
        ? isRise ? SmallestRising : SmallestStaying
        : isRise ? Rising : Staying;
}
