using System.Collections.Frozen;

namespace MeetingHub.Publishing.Layout;

/// <summary>Pairs of words a careful typist keeps on one line: "ngày 25", "08 giờ", "ông Đỗ", "80 %".</summary>
internal static class Ties
{
    private static readonly FrozenSet<string> BeforeNumber =
        new[] { "ngày", "tháng", "năm", "quý", "tuần", "điều", "khoản", "điểm", "mục", "số", "đợt", "kỳ" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> AfterNumber =
        new[] { "giờ", "phút", "đồng", "triệu", "tỷ", "tỉ", "km", "kg", "m", "ha", "m2", "m3", "đ" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> BeforeName = new[] { "ông", "bà" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> BeforeNumberSpan = BeforeNumber.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> AfterNumberSpan = AfterNumber.GetAlternateLookup<ReadOnlySpan<char>>();

    public static bool Bind(string before, string after)
    {
        if (char.IsAsciiDigit(after[0]))
            return BeforeNumberSpan.Contains(before.AsSpan().TrimStart('('));
        if (char.IsAsciiDigit(before[^1]))
            return after[0] is '%' or '°' || AfterNumberSpan.Contains(after.AsSpan().TrimEnd(".,;:)"));
        return (char.IsUpper(after[0]) && BeforeName.Contains(before)) || after[0] is '…' || after is "-" or "–" or "./.";
    }
}
