using MeetingHub.Publishing.Layout;
using static MeetingHub.Publishing.Layout.Length;

namespace MeetingHub.Publishing.Papers;

/// <summary>
/// Every measure of the papers. Ranges are those of Decree 30/2020/NĐ-CP, Appendix I; the decree may change, the code should not have to.
/// Lengths named Mm are millimetres, all others typographic points.
/// </summary>
public sealed record PaperLayout
{
    public static PaperLayout Default { get; } = new();

    /// <summary>A4, I.1.</summary>
    public double PageWidthMm { get; init; } = 210;

    public double PageHeightMm { get; init; } = 297;

    /// <summary>20–25, I.3.</summary>
    public double MarginTopMm { get; init; } = 20;

    /// <summary>20–25, I.3.</summary>
    public double MarginBottomMm { get; init; } = 20;

    /// <summary>30–35, I.3.</summary>
    public double MarginLeftMm { get; init; } = 30;

    /// <summary>15–20, I.3.</summary>
    public double MarginRightMm { get; init; } = 15;

    /// <summary>13–14, upright, centred in the top margin from page 2 on, I.7.</summary>
    public double PageNumberSize { get; init; } = 13;

    /// <summary>From the page's edge to the base line of the page number.</summary>
    public double PageNumberBaseMm { get; init; } = 13;

    /// <summary>12–13 bold, II.1. 13 is 95.7 mm wide: more than half of the text's width.</summary>
    public double NationalTitleSize { get; init; } = 12;

    /// <summary>13–14 bold, II.1.</summary>
    public double MottoSize { get; init; } = 13;

    /// <summary>Width of the right block; it grows if the national title needs more, the title never wraps.</summary>
    public double NationalBlockMm { get; init; } = 94;

    /// <summary>Between the two blocks of the head.</summary>
    public double HeadGapMm { get; init; } = 2;

    /// <summary>Both blocks; a multiple of the typeface's own line height.</summary>
    public double HeadLineSpacing { get; init; } = 1.05;

    /// <summary>12–13, II.2; the parent body upright, the body itself bold.</summary>
    public double BodyNameSize { get; init; } = 12;

    /// <summary>The rule under the body's name and under the subject: a third to half of the text's length, II.2 and II.5.</summary>
    public double ShortRuleShare { get; init; } = 0.4;

    public double RuleThickness { get; init; } = 0.75;

    /// <summary>From the descenders of the text to the rule under it.</summary>
    public double RuleGap { get; init; } = 1.5;

    /// <summary>13, II.3.</summary>
    public double NumberSize { get; init; } = 13;

    public double NumberGap { get; init; } = 7;

    /// <summary>13–14 bold, II.5.</summary>
    public double TitleSize { get; init; } = 14;

    public double TitleSpaceBefore { get; init; } = 22;

    public double TitleSpaceAfter { get; init; } = 16;

    /// <summary>13–14, II.6.</summary>
    public double TextSize { get; init; } = 14;

    /// <summary>Single to 1.5, II.6; a multiple of the typeface's own line height.</summary>
    public double LineSpacing { get; init; } = 1.2;

    /// <summary>10 or 12.7 mm, II.6.</summary>
    public double FirstLineIndentMm { get; init; } = 12.7;

    /// <summary>At least 6 between paragraphs, II.6.</summary>
    public double ParagraphSpace { get; init; } = 6;

    /// <summary>How much farther the sign of a nested list stands in.</summary>
    public double NestedIndentMm { get; init; } = 6;

    public double TableTextSize { get; init; } = 13;

    public double TableLineSpacing { get; init; } = 1.1;

    public double CellPaddingMm { get; init; } = 1.6;

    public double CellPaddingTop { get; init; } = 2;

    public double TableSpaceAfter { get; init; } = 9;

    /// <summary>A row that takes more of the text's height goes on overleaf, since it may fit on no page.</summary>
    public double HighestRowShare { get; init; } = 0.6;

    public double TableRuleThickness { get; init; } = 0.6;

    /// <summary>13–14 bold, II.7; capacity in capitals, then the name.</summary>
    public double SignatureSize { get; init; } = 14;

    public double SignatureSpaceBefore { get; init; } = 14;

    /// <summary>Room to sign between capacity and name; names of two lines share it.</summary>
    public double SigningRoomMm { get; init; } = 24;

    /// <summary>12 bold italic, II.9.</summary>
    public double RecipientsTitleSize { get; init; } = 12;

    /// <summary>11 upright, II.9.</summary>
    public double RecipientsSize { get; init; } = 11;

    public double RecipientsSpaceBefore { get; init; } = 14;

    /// <summary>Longer lists of recipients may go on overleaf; the signatures stay with the first of them.</summary>
    public int RecipientsKept { get; init; } = 12;

    /// <summary>The DỰ THẢO mark in the top margin of every page of a draft.</summary>
    public double DraftMarkSize { get; init; } = 12;

    /// <summary>From the page's edge to the base line of the draft mark.</summary>
    public double DraftMarkBaseMm { get; init; } = 13;

    internal double TextWidth => Mm(PageWidthMm - MarginLeftMm - MarginRightMm);

    internal double TextHeight => Mm(PageHeightMm - MarginTopMm - MarginBottomMm);

    internal TableSetting Tables => new(
        new TextSetting(Mm(MarginLeftMm), TextWidth, TableTextSize, TableLineSpacing),
        Mm(CellPaddingMm), CellPaddingTop, TableRuleThickness, highest: HighestRowShare * TextHeight);

    internal double ShortRuleUnder(IEnumerable<LineStrip> lines) => ShortRuleShare * LineStrip.Longest(lines);
}
