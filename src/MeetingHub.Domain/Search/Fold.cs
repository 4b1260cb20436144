using System.Globalization;
using System.Text;

namespace MeetingHub.Domain.Search;

/// <summary>
/// Text as it is searched: no marks, đ as d, lower case, one space between words. Both sides of a comparison are folded, so that
/// "bien ban" finds "biên bản" and the other way round.
/// </summary>
public static class Fold
{
    public static string Of(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark)
                continue;
            if (!char.IsWhiteSpace(c))
                folded.Append(c is 'đ' or 'Đ' ? 'd' : char.ToLowerInvariant(c));
            else if (folded.Length > 0 && folded[^1] != ' ')
                folded.Append(' ');
        }
        return folded.ToString().TrimEnd(' ').Normalize(NormalizationForm.FormC);
    }

    /// <summary>The words to look for, at most <paramref name="max"/>; each must occur.</summary>
    public static IReadOnlyList<string> Words(string text, int max = 8) =>
        [.. Of(text).Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(max)];
}
