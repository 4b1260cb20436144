using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using MeetingHub.Publishing.Minutes;
using MeetingHub.Publishing.Papers;
using MeetingHub.Testing;

namespace MeetingHub.Publishing.Tests.Kit;

/// <summary>A word on a page; millimetres from the page's upper left corner.</summary>
internal sealed record PlacedWord(string Text, int Page, double Left, double Top, double Right, double Bottom);

/// <summary>A rendered paper on disk and what other programs find in it.</summary>
internal sealed class PaperFile : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private IReadOnlyList<PlacedWord>? words;

    public PaperFile(MinutesDocument document)
        : this(MinutesPaper.Compose(document))
    {
    }

    public PaperFile(Paper paper)
    {
        using var stream = File.Create(Path);
        new PaperPdf().RenderPdf(paper, stream);
    }

    public string Path => folder.At("paper.pdf");

    public IReadOnlyList<PlacedWord> Words => words ??= ReadWords();

    public int Pages => int.Parse(Regex.Match(Tool.Run("pdfinfo", Path), @"Pages:\s+(\d+)").Groups[1].Value, CultureInfo.InvariantCulture);

    /// <summary>All text in one line, as a reader would copy it.</summary>
    public string Text => Regex.Replace(Tool.Run("pdftotext", "-enc", "UTF-8", Path, "-"), @"\s+", " ");

    /// <summary>The letters of each page's text without its margins, in the order in which they were drawn.</summary>
    public IReadOnlyList<string> Letters => ReadWords("-raw").Where(w => w.Top > 18).GroupBy(w => w.Page)
        .Select(page => string.Concat(page.Select(w => w.Text))).ToList();

    /// <summary>The places where these words follow each other on one line.</summary>
    public IReadOnlyList<IReadOnlyList<PlacedWord>> Find(string phrase)
    {
        var parts = phrase.Split(' ');
        return Enumerable.Range(0, Math.Max(0, Words.Count - parts.Length + 1))
            .Select(i => Words.Skip(i).Take(parts.Length).ToList())
            .Where(found => found.Select(w => w.Text).SequenceEqual(parts) && found.TrueForAll(w => w.Page == found[0].Page && Math.Abs(w.Bottom - found[0].Bottom) < 0.5))
            .ToList();
    }

    public IReadOnlyList<PlacedWord> FindOne(string phrase) => Assert.Single(Find(phrase));

    /// <summary>Lengths in millimetres of the black horizontal strokes longer than 5 mm that lie between two heights of a page.</summary>
    public IReadOnlyList<(double Left, double Right)> Strokes(int page, double top, double bottom)
    {
        const int dotsPerInch = 254; // a tenth of a millimetre a dot
        var name = folder.At("page");
        Tool.Run("pdftoppm", "-r", dotsPerInch.ToString(CultureInfo.InvariantCulture), "-gray", "-singlefile", "-f", $"{page}", "-l", $"{page}", Path, name);
        var (width, pixels) = ReadPgm(name + ".pgm");
        var strokes = new List<(double, double)>();
        for (var y = (int)(top * 10); y < bottom * 10; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var start = x;
                while (x < width && pixels[y * width + x] < 128)
                    x++;
                if (x - start > 50 && !strokes.Exists(s => Math.Abs(s.Item1 - start / 10.0) < 0.3))
                    strokes.Add((start / 10.0, x / 10.0));
            }
        }

        return strokes;
    }

    public void Dispose() => folder.Dispose();

    private List<PlacedWord> ReadWords(params string[] order)
    {
        XNamespace html = "http://www.w3.org/1999/xhtml";
        var pages = XDocument.Parse(Tool.Run("pdftotext", [.. order, "-bbox", "-enc", "UTF-8", Path, "-"])).Descendants(html + "page");
        return pages.SelectMany((page, i) => page.Elements(html + "word")
            .Select(w => new PlacedWord(w.Value.Normalize(NormalizationForm.FormC), i + 1, Mm(w, "xMin"), Mm(w, "yMin"), Mm(w, "xMax"), Mm(w, "yMax")))).ToList();
    }

    private static double Mm(XElement word, string edge) => double.Parse(word.Attribute(edge)!.Value, CultureInfo.InvariantCulture) * 25.4 / 72;

    private static (int Width, byte[] Pixels) ReadPgm(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var head = Encoding.ASCII.GetString(bytes, 0, 40).Split(['\n', ' '], 5);
        var (width, height) = (int.Parse(head[1], CultureInfo.InvariantCulture), int.Parse(head[2], CultureInfo.InvariantCulture));
        return (width, bytes[^(width * height)..]);
    }
}
