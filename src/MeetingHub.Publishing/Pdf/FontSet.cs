using System.Globalization;
using MeetingHub.Publishing.Fonts;

namespace MeetingHub.Publishing.Pdf;

/// <summary>The faces used in one file, numbered in the order of first use.</summary>
internal sealed class FontSet(PdfFile file)
{
    private readonly List<EmbeddedFont> fonts = [];

    public EmbeddedFont Of(Face face)
    {
        var font = fonts.Find(f => ReferenceEquals(f.Face, face));
        if (font is null)
        {
            font = new(face, string.Create(CultureInfo.InvariantCulture, $"F{fonts.Count + 1}"), file.Reserve());
            fonts.Add(font);
        }

        return font;
    }

    public string Resources => string.Concat(fonts.Select(f => string.Create(CultureInfo.InvariantCulture, $"/{f.Name} {f.Id} 0 R")));

    public void WriteAll()
    {
        foreach (var font in fonts)
            font.WriteTo(file);
    }
}
