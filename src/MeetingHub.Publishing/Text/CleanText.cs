using System.Globalization;
using System.Text;

namespace MeetingHub.Publishing.Text;

/// <summary>Text as it may stand on a paper: NFC (Decree 30/2020 asks for it), no control, invisible or direction-turning characters.</summary>
public static class CleanText
{
    public static string Of(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) // a lone surrogate comes out as U+FFFD; Normalize would throw on it
        {
            if (rune.Value == '\n')
                clean.Append('\n');
            else if (rune.Value == '\t')
                clean.Append(' ');
            else if (!IsInvisible(rune))
                clean.Append(rune.ToString());
        }

        return clean.ToString().Normalize(NormalizationForm.FormC);
    }

    /// <summary>On one line: line breaks become spaces, the ends are trimmed.</summary>
    public static string Line(string? text) => Of(text).Replace('\n', ' ').Trim();

    // Format characters include the bidirectional overrides, with which a name can be made to read as another.
    // Variation selectors only choose between pictures of the character before.
    private static bool IsInvisible(Rune rune) => rune.Value is >= 0xFE00 and <= 0xFE0F || Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned;
}
