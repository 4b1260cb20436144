using System.Globalization;
using MeetingHub.Publishing.Minutes;
using MeetingHub.Publishing.Text;

namespace MeetingHub.Publishing.Papers;

/// <summary>The Vietnamese of papers: dates, names and fixed words. Parts that must stay on one line are tied by no-break spaces.</summary>
internal static class Wording
{
    public const string NationalTitle = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
    public const string Motto = "Độc lập - Tự do - Hạnh phúc";
    public const string Minutes = "BIÊN BẢN";
    public const string Draft = "DỰ THẢO";
    public const string Secretary = "THƯ KÝ";
    public const string Chair = "CHỦ TỌA";
    public const string Recipients = "Nơi nhận:";

    /// <summary>What stands where a fact is still missing.</summary>
    public const string Blank = "……";

    private const char Tie = '\u00A0';

    // Capitals are taken by Vietnamese rules whatever the server's locale is.
    private static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi-VN");

    public static string Capitals(string text) => CleanText.Line(text).ToUpper(Vietnamese);

    public static string StartWithCapital(string text) => text.Length == 0 ? text : text[..1].ToUpper(Vietnamese) + text[1..];

    /// <summary>For the middle of a sentence; abbreviations ("UBND…") stay as they are.</summary>
    public static string StartSmall(string text) => text.Length > 1 && char.IsLower(text[1]) ? text[..1].ToLower(Vietnamese) + text[1..] : text;

    /// <summary>"08 giờ 32 phút".</summary>
    public static string Hour(DateTimeOffset time) => $"{time.Hour:D2}{Tie}giờ {time.Minute:D2}{Tie}phút";

    /// <summary>"ngày 25 tháng 11 năm 2026"; a leading zero for days under 10 and for months 1 and 2 only (Decree 30/2020, Appendix I, II.4).</summary>
    public static string Date(DateOnly date) =>
        $"ngày{Tie}{date.Day:D2} tháng{Tie}{(date.Month <= 2 ? date.Month.ToString("D2", Vietnamese) : date.Month)} năm{Tie}{date.Year}";

    /// <summary>"08 giờ 32 phút, ngày 25 tháng 11 năm 2026".</summary>
    public static string Moment(DateTimeOffset time) => $"{Hour(time)}, {Date(DateOnly.FromDateTime(time.DateTime))}";

    public static string MomentToFill => $"{Blank}{Tie}giờ {Blank}{Tie}phút, ngày{Tie}{Blank} tháng{Tie}{Blank} năm{Tie}{Blank}";

    public static string ShortDate(DateOnly? date) => date?.ToString("dd'/'MM'/'yyyy", CultureInfo.InvariantCulture) ?? Blank;

    /// <summary>"Số: 05/BB-SKHCN"; dots while the number is not given, a leading zero under 10.</summary>
    public static string NumberLine(int? number, string kindAndSymbol) =>
        $"Số:{Tie}{(number is { } given ? given.ToString("D2", CultureInfo.InvariantCulture) : Blank)}/{CleanText.Line(kindAndSymbol)}";

    /// <summary>"bà Nguyễn Thị Hà".</summary>
    public static string Name(Person person) =>
        string.IsNullOrWhiteSpace(person.Honorific) ? CleanText.Line(person.Name) : CleanText.Line(person.Honorific) + Tie + CleanText.Line(person.Name);

    /// <summary>
    /// "Phó Giám đốc Sở", "Chuyên viên Văn phòng"; words that end the position and begin the department are said once:
    /// "Trưởng phòng" in "Phòng Kế hoạch" is "Trưởng phòng Kế hoạch". A department that is named after the post says nothing more:
    /// "Phó Giám đốc" in "Ban Giám đốc" is "Phó Giám đốc".
    /// </summary>
    public static string Post(Person person)
    {
        var position = CleanText.Line(person.Position);
        var department = CleanText.Line(person.Department);
        if (position.Contains(department, StringComparison.OrdinalIgnoreCase))
            return position;
        var words = department.Split(' ');
        if (words.Length > 2 && (" " + position).EndsWith(" " + string.Join(' ', words[1..]), StringComparison.OrdinalIgnoreCase))
            return position;
        for (var shared = words.Length - 1; shared > 0; shared--)
        {
            if ((" " + position).EndsWith(" " + string.Join(' ', words[..shared]), StringComparison.OrdinalIgnoreCase))
                return $"{position} {string.Join(' ', words[shared..])}";
        }

        return $"{position} {department}".TrimStart();
    }

    /// <summary>"bà Nguyễn Thị Hà, Phó Giám đốc Sở".</summary>
    public static string NameAndPost(Person person) => Post(person) is { Length: > 0 } post ? $"{Name(person)}, {post}" : Name(person);

    public static string Percent(int part, int whole) => (100.0 * part / whole).ToString("0.#", Vietnamese) + "%";

    /// <summary>The text with exactly one full stop (or other end) behind it.</summary>
    public static string Sentence(string text)
    {
        var trimmed = CleanText.Line(text).TrimEnd(' ', ';', ',');
        return trimmed.Length == 0 || trimmed[^1] is '.' or '!' or '?' or ':' or '…' ? trimmed : trimmed + ".";
    }
}
