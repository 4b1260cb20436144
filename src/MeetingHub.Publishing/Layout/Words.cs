using System.Globalization;
using System.Text;
using MeetingHub.Publishing.Fonts;
using MeetingHub.Publishing.Text;

namespace MeetingHub.Publishing.Layout;

/// <summary>Cuts styled text into measured words.</summary>
internal sealed class Words(double size, double longest)
{
    private const string AddressBreaks = "/?&=";
    private const int LongestWhole = 25; // letters; "nghiêng" has 7

    private readonly List<Word> words = [];
    private readonly List<Fragment> open = [];
    private Joint joint = Joint.Space;
    private double space;

    /// <param name="longest">Words wider than this are cut, between characters; the narrowest line they may meet.</param>
    /// <param name="style">Added to the style of each span.</param>
    public static List<Word> Of(IReadOnlyList<Span> spans, double size, double longest, TextStyle style = TextStyle.Plain)
    {
        var cut = new Words(size, longest);
        foreach (var span in spans)
            cut.Add(span.Text, Face.Of(span.Style | style));
        cut.Close();
        return cut.words;
    }

    /// <summary>A sign whose space is fixed and never justified ("- "), in front of the words.</summary>
    public static void Lead(List<Word> line, string sign, Face face, double size)
    {
        var fragment = new Fragment(face, size, sign, face.WidthOf(sign) * size);
        if (line.Count == 0)
            line.Add(new([fragment], fragment.Width, Joint.Space, 0));
        else
            line[0] = line[0] with { Fragments = [fragment, .. line[0].Fragments], Width = line[0].Width + fragment.Width };
    }

    private void Add(string text, Face face)
    {
        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && text[i] is not (' ' or '\u00A0' or '\n'))
                continue;
            if (i > start)
                AppendParts(text[start..i], face);
            start = i + 1;
            if (i < text.Length)
                Separate(text[i], face);
        }
    }

    private void Separate(char separator, Face face)
    {
        if (open.Count > 0)
            Close();
        else if (words.Count == 0 && separator != '\n')
            return; // leading space
        if (separator == '\n')
            (joint, space) = (Joint.Break, 0);
        else if (joint != Joint.Break)
            (joint, space) = (separator == ' ' && joint != Joint.Tie ? Joint.Space : Joint.Tie, face.WidthOf(" ") * size);
    }

    // Addresses may break after a slash; a line with one would else be torn wide open.
    private void AppendParts(string text, Face face)
    {
        if (text.Length < LongestWhole)
        {
            Append(text, face);
            return;
        }

        for (var start = 0; start < text.Length;)
        {
            var end = text.AsSpan(start).IndexOfAny(AddressBreaks) is var at and >= 0 ? start + at + 1 : text.Length;
            while (end < text.Length && AddressBreaks.Contains(text[end]))
                end++;
            Append(text[start..end], face);
            start = end;
            if (start == text.Length)
                break;
            Close();
            (joint, space) = (Joint.Split, 0);
        }
    }

    private void Append(string text, Face face)
    {
        var width = face.WidthOf(text) * size;
        if (open.Sum(f => f.Width) + width <= longest)
        {
            open.Add(new(face, size, text, width));
            return;
        }

        var piece = new StringBuilder();
        var pieceWidth = open.Sum(f => f.Width);
        foreach (var element in Elements(text))
        {
            var elementWidth = face.WidthOf(element) * size;
            if (pieceWidth + elementWidth > longest && pieceWidth > 0)
            {
                CloseWith(piece, face);
                (joint, space, pieceWidth) = (Joint.Split, 0, 0);
            }

            piece.Append(element);
            pieceWidth += elementWidth;
        }

        var rest = piece.ToString();
        open.Add(new(face, size, rest, face.WidthOf(rest) * size));
    }

    private void CloseWith(StringBuilder piece, Face face)
    {
        if (piece.Length > 0)
            open.Add(new(face, size, piece.ToString(), face.WidthOf(piece.ToString()) * size));
        piece.Clear();
        Close();
    }

    // A letter keeps the marks that follow it.
    private static IEnumerable<string> Elements(string text)
    {
        var elements = StringInfo.GetTextElementEnumerator(text);
        while (elements.MoveNext())
            yield return elements.GetTextElement();
    }

    private void Close()
    {
        if (open.Count == 0)
            return;
        if (joint == Joint.Space && words.Count > 0 && Ties.Bind(words[^1].Fragments[^1].Text, open[0].Text))
            joint = Joint.Tie;
        words.Add(new([.. open], open.Sum(f => f.Width), joint, words.Count == 0 ? 0 : space));
        open.Clear();
        (joint, space) = (Joint.Space, 0);
    }
}
