using System.Globalization;
using System.Text;

namespace MeetingHub.Server.Documents;

/// <summary>A file's name made fit to store, to list and to save on any system: NFC, no path, nothing invisible.</summary>
internal static class DocumentName
{
    /// <summary>Characters, with the extension. Leaves room for a browser's " (1)" within the 255 bytes of common file systems.</summary>
    public const int MaxLength = 120;

    // What Windows refuses in a name; staff save documents there.
    private const string Unsavable = "<>:\"|?*";

    /// <returns>Null where nothing but an extension, dots or invisible characters is left.</returns>
    public static string? Normalise(string? raw)
    {
        if (string.IsNullOrEmpty(raw))
            return null;
        var last = raw[(raw.LastIndexOfAny(['/', '\\']) + 1)..];
        var clean = new StringBuilder(last.Length);
        foreach (var rune in last.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar || IsInvisible(rune))
                continue;
            clean.Append(rune.IsAscii && Unsavable.Contains((char)rune.Value, StringComparison.Ordinal) ? "_" : rune.ToString());
        }

        var name = clean.ToString().Normalize(NormalizationForm.FormC).Trim(' ', '.');
        var extension = Path.GetExtension(name);
        var stem = Path.GetFileNameWithoutExtension(name).Trim(' ', '.');
        if (stem.Length == 0 || extension.Length is 0 or > 10)
            return null;
        return Shorten(stem, MaxLength - extension.Length) + extension;
    }

    // Format characters include the marks that turn the direction of text: "gnp.exe" must not read as "exe.png".
    private static bool IsInvisible(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;

    private static string Shorten(string stem, int length)
    {
        if (stem.Length <= length)
            return stem;
        var cut = char.IsHighSurrogate(stem[length - 1]) ? length - 1 : length;
        return stem[..cut].TrimEnd(' ', '.');
    }
}
