using System.Globalization;
using System.Text;
using MeetingHub.Publishing.Fonts;

namespace MeetingHub.Publishing.Pdf;

/// <summary>One page being drawn. Lengths are points, y counts down from the top edge; text is placed by its base line.</summary>
internal sealed class PageCanvas(double height, FontSet fonts)
{
    private readonly StringBuilder content = new();

    public byte[] Content => Encoding.ASCII.GetBytes(content.ToString());

    /// <summary>Shows text from <paramref name="x"/> on; each space is widened by <paramref name="extraSpace"/>.</summary>
    /// <returns>The x where the next text goes on.</returns>
    public double Text(Face face, double size, string text, double x, double baseLine, double extraSpace = 0)
    {
        var font = fonts.Of(face);
        var boxes = new List<double>();
        content.Append(CultureInfo.InvariantCulture, $"BT/{font.Name} {Number(size)} Tf {Number(x)} {Number(height - baseLine)} Td[<");
        foreach (var rune in text.EnumerateRunes())
        {
            var glyph = font.Show(rune);
            if (glyph == 0)
            {
                boxes.Add(x);
                AppendMissing(font, rune);
            }
            else
            {
                content.Append(CultureInfo.InvariantCulture, $"{glyph:X4}");
            }

            x += face.WidthOf(rune) * size;
            if (rune.Value != ' ')
                continue;
            x += extraSpace;
            if (extraSpace != 0)
                content.Append(CultureInfo.InvariantCulture, $">{Number(-1000 * extraSpace / size)}<");
        }

        content.Append(">]TJ ET\n");
        foreach (var box in boxes)
            Box(box + 0.06 * size, baseLine - 0.66 * size, (Face.MissingWidth - 0.12) * size, 0.66 * size);
        return x;
    }

    /// <summary>A rule whose upper edge is <paramref name="y"/>.</summary>
    public void Rule(double x, double y, double length, double thickness) => Fill(x, y, length, thickness);

    public void VerticalRule(double x, double y, double length, double thickness) => Fill(x - thickness / 2, y, thickness, length);

    public void Box(double x, double y, double width, double boxHeight, double thickness = 0.6) =>
        content.Append(CultureInfo.InvariantCulture, $"{Number(thickness)} w {Number(x)} {Number(height - y - boxHeight)} {Number(width)} {Number(boxHeight)} re S\n");

    // A box is drawn for the eye; a space carries the character's own text for copying and reading aloud.
    private void AppendMissing(EmbeddedFont font, Rune rune)
    {
        var space = new Rune(' ');
        var percent = Number(100 * Face.MissingWidth / font.Face.WidthOf(space)); // as wide as the box, or readers hear a gap after it
        content.Append(CultureInfo.InvariantCulture, $">]TJ {percent} Tz/Span<</ActualText{PdfText.Hex(rune.ToString())}>>BDC<{font.Show(space):X4}>Tj EMC 100 Tz[<");
    }

    private void Fill(double x, double y, double width, double fillHeight) =>
        content.Append(CultureInfo.InvariantCulture, $"{Number(x)} {Number(height - y - fillHeight)} {Number(width)} {Number(fillHeight)} re f\n");

    private static string Number(double value) => PdfText.Number(value);
}
