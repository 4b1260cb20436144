using System.Text;

namespace MeetingHub.Domain.People;

/// <summary>
/// Orders names as Vietnamese lists do, when compared byte by byte: given name (the last word), then family name, then what stands
/// between. Within a word the letters decide in the order of the alphabet (a ă â … d đ e ê … o ô ơ … u ư), then the tone
/// (none, huyền, hỏi, ngã, sắc, nặng). Made to be stored: SQLite and PostgreSQL have no such collation in common.
/// </summary>
public static class NameSortKey
{
    // Under every letter and digit, so that a shorter word stands first.
    private const char EndOfWord = '!';

    public static string Of(string name)
    {
        var words = name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0)
            return "";
        var key = new StringBuilder(name.Length * 3);
        Append(key, words[^1]);
        foreach (var word in words[..^1])
            Append(key, word);
        return key.ToString();
    }

    private static void Append(StringBuilder key, string word)
    {
        var tone = '0';
        foreach (var c in word.Normalize(NormalizationForm.FormD))
        {
            switch (c)
            {
                case '\u0306': Shape('1'); break; // ă
                case '\u0302': Shape(key.Length > 1 && key[^2] is 'a' ? '2' : '1'); break; // â after ă; ê ô
                case '\u031B': Shape(key.Length > 1 && key[^2] is 'o' ? '2' : '1'); break; // ơ after ô; ư
                case '\u0300': tone = '1'; break;
                case '\u0309': tone = '2'; break;
                case '\u0303': tone = '3'; break;
                case '\u0301': tone = '4'; break;
                case '\u0323': tone = '5'; break;
                case 'đ' or 'Đ': key.Append("d1"); break;
                default:
                    if (char.IsLetterOrDigit(c))
                        key.Append(char.ToLowerInvariant(c)).Append('0');
                    break;
            }
        }
        key.Append(EndOfWord).Append(tone);

        void Shape(char shape)
        {
            if (key.Length > 0)
                key[^1] = shape;
        }
    }
}
