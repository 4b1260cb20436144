using System.Globalization;
using System.Text;

namespace MeetingHub.Publishing.Pdf;

/// <summary>Numbers, strings and dates as PDF writes them (ISO 32000-1, 7.3 and 7.9).</summary>
internal static class PdfText
{
    /// <summary>A thousandth of a point is finer than any printer; no exponent, no negative zero.</summary>
    public static string Number(double value)
    {
        var text = value.ToString("0.###", CultureInfo.InvariantCulture);
        return string.Equals(text, "-0", StringComparison.Ordinal) ? "0" : text;
    }

    /// <summary>A text string in UTF-16 with its mark, as hexadecimal so that nothing needs escaping.</summary>
    public static string Hex(string text) => $"<FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))}>";

    public static string Date(DateTimeOffset time)
    {
        var sign = time.Offset < TimeSpan.Zero ? '-' : '+';
        return string.Create(CultureInfo.InvariantCulture, $"(D:{time:yyyyMMddHHmmss}{sign}{time.Offset:hh}'{time.Offset:mm}')");
    }
}
