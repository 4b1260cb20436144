using System.Globalization;
using System.Text;

namespace MeetingHub.Browser.Tests.Rooms;

/// <summary>
/// A PDF of three pages, red, green and blue, each with its number in words. The last also has a picture of 600 kB, so that it is seen
/// whether a page is fetched long before it is shown.
/// </summary>
internal static class ColouredPaper
{
    private const int Edge = 450;

    public static byte[] Make()
    {
        var noise = new byte[Edge * Edge * 3];
        new Random(1).NextBytes(noise);
        using var file = new MemoryStream();
        var places = new List<long>();
        Put("%PDF-1.4\n");
        Add("<< /Type /Catalog /Pages 2 0 R >>");
        Add("<< /Type /Pages /Count 3 /Kids [3 0 R 4 0 R 5 0 R] >>");
        foreach (var (contents, picture) in ((int, string)[])[(6, ""), (7, ""), (8, "/XObject << /I 9 0 R >> ")])
        {
            Add($"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 842 595] /Contents {contents} 0 R "
                + $"/Resources << {picture}/Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>");
        }
        foreach (var (colour, words, more) in ((string, string, string)[])[("1 0 0", "Trang mot", ""), ("0 1 0", "Trang hai", ""), ("0 0 1", "Trang ba", "q 90 0 0 90 10 10 cm /I Do Q ")])
        {
            var drawing = $"{colour} rg 0 0 842 595 re f {more}BT /F 40 Tf 0 g 60 500 Td ({words}) Tj ET";
            Add($"<< /Length {drawing.Length} >>\nstream\n{drawing}\nendstream");
        }
        Add($"<< /Type /XObject /Subtype /Image /Width {Edge} /Height {Edge} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Length {noise.Length} >>\nstream\n", noise, "\nendstream");
        var table = file.Position;
        Put($"xref\n0 {places.Count + 1}\n0000000000 65535 f \n");
        foreach (var place in places)
            Put(place.ToString("D10", CultureInfo.InvariantCulture) + " 00000 n \n");
        Put($"trailer\n<< /Size {places.Count + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n");
        return file.ToArray();

        void Put(string text) => file.Write(Encoding.ASCII.GetBytes(text));

        void Add(string text, byte[]? bytes = null, string end = "")
        {
            places.Add(file.Position);
            Put($"{places.Count} 0 obj\n{text}");
            file.Write(bytes ?? []);
            Put($"{end}\nendobj\n");
        }
    }
}
