using System.Globalization;
using MeetingHub.Publishing.Layout;
using MeetingHub.Publishing.Papers;
using MeetingHub.Publishing.Text;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace MeetingHub.Publishing.Docx;

/// <summary>The lists of one paper as Word counts them (ISO/IEC 29500-1, 17.9): each numbered list begins anew.</summary>
internal sealed class Lists(PaperLayout layout)
{
    private const int Levels = 9; // Word has no more
    private const int MostCounted = 32_767; // nor does it count farther

    // Word letters by the English alphabet, which is the Vietnamese one until after "d" comes "đ".
    private const int SameLetters = 4;

    // All lists with dashes are one: they have nothing to count.
    private const int DashesId = 1;

    private readonly Dictionary<ItemList, Numbering> counted = new(ReferenceEqualityComparer.Instance);

    private enum Scheme
    {
        Dashes,
        Digits,
        Letters,
    }

    private readonly record struct Numbering(int Id, Scheme Scheme, int Level, int Start);

    /// <summary>Null where Word can't count as the paper does: then the sign is typed.</summary>
    public W.NumberingProperties? Of(ListSign sign) => SchemeOf(sign) is { } scheme
        ? new()
        {
            NumberingLevelReference = new() { Val = LevelAt(sign.Depth) },
            NumberingId = new() { Val = sign.List.Start is { } start ? IdOf(sign, scheme, start) : DashesId },
        }
        : null;

    /// <summary>Of a paragraph that stands in a list.</summary>
    public W.Indentation Indent(TextPassage passage) => new()
    {
        Left = "0", FirstLine = Twips.Text(Length.Mm(layout.FirstLineIndentMm + layout.NestedIndentMm * passage.Step)),
    };

    /// <summary>To be asked when all paragraphs are written.</summary>
    public W.Numbering Write()
    {
        var numbering = new W.Numbering(Enum.GetValues<Scheme>().Select(Describe));
        numbering.Append(new W.NumberingInstance(new W.AbstractNumId { Val = (int)Scheme.Dashes }) { NumberID = DashesId });
        numbering.Append(counted.Values.OrderBy(n => n.Id).Select(n => new W.NumberingInstance(
            new W.AbstractNumId { Val = (int)n.Scheme },
            new W.LevelOverride(new W.StartOverrideNumberingValue { Val = n.Start }) { LevelIndex = n.Level }) { NumberID = n.Id }));
        return numbering;
    }

    private int IdOf(ListSign sign, Scheme scheme, int start)
    {
        if (!counted.TryGetValue(sign.List, out var numbering))
        {
            numbering = new(DashesId + 1 + counted.Count, scheme, LevelAt(sign.Depth), start);
            counted.Add(sign.List, numbering);
        }

        return numbering.Id;
    }

    private static Scheme? SchemeOf(ListSign sign) => sign switch
    {
        { List.Start: null } => Scheme.Dashes,
        { Depth: 0, List: { Start: { } start, Items.Count: var count } } when start + count <= MostCounted => Scheme.Digits,
        { Depth: > 0, List: { Start: >= 1 and var start, Items.Count: var count } } when start + count - 1 <= SameLetters => Scheme.Letters,
        _ => null,
    };

    // Deeper levels take turns at the last two, so that their dashes do as well.
    private static int LevelAt(int depth) => depth < Levels ? depth : Levels - 2 + (depth - Levels) % 2;

    private W.AbstractNum Describe(Scheme scheme)
    {
        var levels = Enumerable.Range(0, Levels).Select(level => new W.Level
        {
            LevelIndex = level,
            StartNumberingValue = new() { Val = 1 },
            NumberingFormat = new() { Val = FormatOf(scheme) },
            LevelSuffix = new() { Val = W.LevelSuffixValues.Space },
            LevelText = new() { Val = TextOf(scheme, level) },
            LevelJustification = new() { Val = W.LevelJustificationValues.Left },
            PreviousParagraphProperties = new() { Indentation = Indent(new([], level, Sign: null)) },
        });
        return new(levels.Prepend<DocumentFormat.OpenXml.OpenXmlElement>(new W.MultiLevelType { Val = W.MultiLevelValues.Multilevel }))
        {
            AbstractNumberId = (int)scheme,
        };
    }

    private static W.NumberFormatValues FormatOf(Scheme scheme) => scheme switch
    {
        Scheme.Dashes => W.NumberFormatValues.Bullet,
        Scheme.Digits => W.NumberFormatValues.Decimal,
        Scheme.Letters => W.NumberFormatValues.LowerLetter,
    };

    private static string TextOf(Scheme scheme, int level) => scheme switch
    {
        Scheme.Dashes => ListSign.DashAt(level).ToString(),
        Scheme.Digits => string.Create(CultureInfo.InvariantCulture, $"%{level + 1}."),
        Scheme.Letters => string.Create(CultureInfo.InvariantCulture, $"%{level + 1})"),
    };
}
