using System.Globalization;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using MeetingHub.Publishing.Docx;
using MeetingHub.Publishing.Minutes;
using MeetingHub.Publishing.Papers;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace MeetingHub.Publishing.Tests.Kit;

/// <summary>A paper as a Word file, read again as Word would.</summary>
internal sealed class WordFile : IDisposable
{
    private readonly WordprocessingDocument document;

    public WordFile(MinutesDocument document)
        : this(MinutesPaper.Compose(document))
    {
    }

    public WordFile(Paper paper, PaperLayout? layout = null)
    {
        using var stream = new MemoryStream();
        new PaperDocx(layout ?? PaperLayout.Default).Render(paper, stream);
        Bytes = stream.ToArray();
        document = WordprocessingDocument.Open(new MemoryStream(Bytes), isEditable: false);
    }

    public byte[] Bytes { get; }

    public WordprocessingDocument Package => document;

    public MainDocumentPart Main => document.MainDocumentPart!;

    public Body Body => Main.Document.Body!;

    public IEnumerable<string> Faults =>
        from version in (FileFormatVersions[])[FileFormatVersions.Office2016, FileFormatVersions.Office2019]
        from fault in new OpenXmlValidator(version).Validate(document)
        select $"{version}: {fault.Description} at {fault.Path?.XPath} of {fault.Part?.Uri}";

    /// <summary>Every paragraph as it reads on the page, its sign included, in order.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            var counts = new Dictionary<int, int>();
            return Body.Descendants<Paragraph>().Select(p => SignOf(p, counts) + TextOf(p)).ToList();
        }
    }

    public Style StyleOf(Paragraph paragraph) => Style(paragraph.ParagraphProperties!.ParagraphStyleId!.Val!);

    public Style Style(string id) => Main.StyleDefinitionsPart!.Styles!.Elements<Style>().Single(s => s.StyleId == id);

    public Paragraph Find(string text) => Body.Descendants<Paragraph>().First(p => TextOf(p) == text);

    public static string TextOf(OpenXmlElement element)
    {
        var text = new StringBuilder();
        foreach (var part in element.Descendants())
            text.Append(part switch { W.Text run => run.Text, Break => "\n", _ => "" });
        return text.ToString();
    }

    public void Dispose() => document.Dispose();

    private string SignOf(Paragraph paragraph, Dictionary<int, int> counts)
    {
        if (paragraph.ParagraphProperties?.NumberingProperties is not { NumberingId.Val.Value: var id, NumberingLevelReference.Val.Value: var at })
            return "";
        var numbering = Main.NumberingDefinitionsPart!.Numbering;
        var instance = numbering.Elements<NumberingInstance>().Single(n => n.NumberID! == id);
        var level = numbering.Elements<AbstractNum>().Single(a => a.AbstractNumberId! == instance.AbstractNumId!.Val!.Value)
            .Elements<Level>().Single(l => l.LevelIndex! == at);
        if (level.NumberingFormat!.Val! == NumberFormatValues.Bullet)
            return level.LevelText!.Val + " ";
        var start = instance.Elements<LevelOverride>().Single(o => o.LevelIndex! == at).StartOverrideNumberingValue!.Val!.Value;
        var number = counts[id] = counts.GetValueOrDefault(id, start - 1) + 1;
        var counted = level.NumberingFormat.Val! == NumberFormatValues.LowerLetter
            ? ((char)('a' + number - 1)).ToString()
            : number.ToString(CultureInfo.InvariantCulture);
        return level.LevelText!.Val!.Value!.Replace($"%{at + 1}", counted, StringComparison.Ordinal) + " ";
    }
}
