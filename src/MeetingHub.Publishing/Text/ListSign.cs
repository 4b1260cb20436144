using System.Globalization;

namespace MeetingHub.Publishing.Text;

/// <summary>What stands before an item of a list in an administrative paper.</summary>
/// <param name="Index">Of the item in its list, from 0.</param>
/// <param name="Depth">0 for a list that stands in no other.</param>
internal sealed record ListSign(ItemList List, int Index, int Depth)
{
    // Points under a clause are lettered by the Vietnamese alphabet (Decree 30/2020, Appendix I, II.6).
    private const string Letters = "abcdđeghiklmnopqrstuvxy";
    private const string Dashes = "-+";

    /// <summary>With the space behind it, which is never stretched: "- ", "12. ", "đ) ".</summary>
    public string Text => List.Start is { } start ? Number(start + Index) : $"{DashAt(Depth)}\u00A0";

    public static char DashAt(int depth) => Dashes[depth % Dashes.Length];

    private string Number(int number) => Depth > 0 && number > 0 && number <= Letters.Length
        ? $"{Letters[number - 1]})\u00A0"
        : number.ToString(CultureInfo.InvariantCulture) + ".\u00A0";
}
