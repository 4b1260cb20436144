using MeetingHub.Media.Allocation;

namespace MeetingHub.Media.Tests.Allocation;

/// <summary>What fits a line, in kbit/s: a camera has layers of 100, 400 and 1200, a screen of 200 and 1500.</summary>
public sealed class BitPlanTests
{
    [Theory]
    [InlineData(5000, "S1 P2 T1 T1", "everything fits")]
    [InlineData(2000, "S1 P0 T0 T-", "the screen goes first, as far as it goes")]
    [InlineData(700, "S0 P1 T- T-", "then whoever speaks")]
    [InlineData(1000, "S0 P1 T0 T0", "then the others, each the smallest first")]
    [InlineData(1400, "S0 P1 T1 T0", "and so on upwards")]
    [InlineData(335, "S0 P0 T- T-", "a small picture without a margin")]
    [InlineData(300, "S0 P- T- T-", "the margin of what is new")]
    [InlineData(90, "S- P- T- T-", "nothing at all")]
    public void A_line_is_shared_by_what_matters(long kilobits, string expected, string why)
    {
        PictureClaim[] claims = [Screen(ideal: 1), Camera(ClaimRank.Speaker, 2), Camera(ClaimRank.Tile, 1), Camera(ClaimRank.Tile, 1)];
        BitPlan.Share(kilobits * 1000, claims, mayRise: true);
        Assert.True(expected == Text(claims), $"{why}: {Text(claims)}");
    }

    [Fact]
    public void A_small_tile_gets_no_more_than_it_can_show()
    {
        PictureClaim[] claims = [Camera(ClaimRank.Tile, 0)];
        Assert.True(BitPlan.Share(10_000_000, claims, mayRise: true));
        Assert.Equal("T0", Text(claims));
    }

    [Fact]
    public void What_was_granted_is_kept_where_it_would_not_be_granted_anew()
    {
        PictureClaim[] had = [Camera(ClaimRank.Tile, 2, before: 1)];
        PictureClaim[] asks = [Camera(ClaimRank.Tile, 2)];
        BitPlan.Share(410_000, had, mayRise: true);
        BitPlan.Share(410_000, asks, mayRise: true);
        Assert.Equal(("T1", "T0"), (Text(had), Text(asks)));
        BitPlan.Share(350_000, had = [Camera(ClaimRank.Tile, 2, before: 1)], mayRise: true);
        Assert.Equal("T0", Text(had));
    }

    [Theory]
    [InlineData(65, false, "T0")]
    [InlineData(55, false, "T-")]
    [InlineData(45, true, "T0")]
    [InlineData(35, true, "T-")]
    public void A_small_picture_outlives_an_estimate_that_dips_and_a_deeper_dip_for_a_moment(long kilobits, bool isDip, string expected)
    {
        PictureClaim[] claims = [Camera(ClaimRank.Tile, 2, before: 0)];
        BitPlan.Share(kilobits * 1000, claims, mayRise: false, isDip: isDip);
        Assert.Equal(expected, Text(claims));
    }

    [Fact]
    public void Nothing_rises_on_a_line_that_has_just_narrowed_but_somebody_new_is_shown_small()
    {
        PictureClaim[] claims = [Camera(ClaimRank.Tile, 2, before: 0), Camera(ClaimRank.Tile, 2, isNew: true), Camera(ClaimRank.Tile, 2)];
        Assert.False(BitPlan.Share(9_000_000, claims, mayRise: false));
        Assert.Equal("T0 T0 T-", Text(claims));
    }

    private static PictureClaim Screen(int ideal) => Claim(ClaimRank.Screen, ideal, [200, 1500]);

    private static PictureClaim Camera(ClaimRank rank, int ideal, int before = PictureClaim.None, bool isNew = false) =>
        Claim(rank, ideal, [100, 400, 1200], before, isNew);

    private static PictureClaim Claim(
        ClaimRank rank, int ideal, ReadOnlySpan<long> kilobits, int before = PictureClaim.None, bool isNew = false)
    {
        var claim = new PictureClaim { Rank = rank, Ideal = ideal, Before = before, IsNew = isNew };
        for (var i = 0; i < kilobits.Length; i++) claim.Costs[i] = kilobits[i] * 1000;
        return claim;
    }

    private static string Text(ReadOnlySpan<PictureClaim> claims)
    {
        List<string> texts = [];
        foreach (ref readonly var claim in claims)
            texts.Add((claim.Rank == ClaimRank.Speaker ? "P" : $"{claim.Rank}"[..1]) + (claim.Granted < 0 ? "-" : claim.Granted));
        return string.Join(' ', texts);
    }
}
