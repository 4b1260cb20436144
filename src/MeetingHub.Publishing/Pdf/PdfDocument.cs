using System.Globalization;

namespace MeetingHub.Publishing.Pdf;

/// <summary>A place to jump to from the reader's list of bookmarks.</summary>
/// <param name="Page">Counted from 0.</param>
/// <param name="Top">Distance from the page's upper edge in points.</param>
internal sealed record Bookmark(string Title, int Page, double Top);

/// <summary>Pages, bookmarks and metadata put together as PDF/A-2b (ISO 19005-2): fonts embedded, colours defined, no transparency.</summary>
internal sealed class PdfDocument(double width, double height)
{
    private readonly PdfFile file = new();
    private readonly List<PageCanvas> pages = [];
    private readonly List<Bookmark> bookmarks = [];
    private FontSet? fonts;

    public PageCanvas AddPage()
    {
        fonts ??= new(file);
        var page = new PageCanvas(height, fonts);
        pages.Add(page);
        return page;
    }

    public void Mark(Bookmark bookmark) => bookmarks.Add(bookmark);

    public void Write(Metadata metadata, Stream output)
    {
        var tree = file.Reserve();
        var resources = file.Reserve();
        var ids = pages.ConvertAll(page =>
        {
            var content = file.AddStream("", page.Content);
            return file.Add(string.Create(CultureInfo.InvariantCulture, $"<</Type/Page/Parent {tree} 0 R/Contents {content} 0 R>>"));
        });
        file.Write(tree, string.Create(CultureInfo.InvariantCulture,
            $"<</Type/Pages/Count {ids.Count}/Kids[{string.Join(' ', ids.Select(Reference))}]"
            + $"/MediaBox[0 0 {PdfText.Number(width)} {PdfText.Number(height)}]/Resources {resources} 0 R>>"));
        fonts?.WriteAll();
        file.Write(resources, $"<</Font<<{fonts?.Resources}>>>>");

        var profile = file.AddStream("/N 3", SrgbProfile.Bytes);
        var intent = file.Add($"<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB IEC61966-2.1)/Info(sRGB IEC61966-2.1)/DestOutputProfile {Reference(profile)}>>");
        var xmp = file.AddStream("/Type/Metadata/Subtype/XML", metadata.Xmp, plain: true);
        var outlines = bookmarks.Count == 0 ? "" : $"/Outlines {Reference(WriteOutline(ids))}/PageMode/UseOutlines";
        var catalog = file.Add($"<</Type/Catalog/Pages {Reference(tree)}/Metadata {Reference(xmp)}/OutputIntents[{Reference(intent)}]"
            + $"/Lang(vi-VN)/ViewerPreferences<</DisplayDocTitle true>>{outlines}>>");
        file.Finish(catalog, file.Add(metadata.Info), output);
    }

    private int WriteOutline(List<int> pageIds)
    {
        var root = file.Reserve();
        var ids = bookmarks.ConvertAll(_ => file.Reserve());
        for (var i = 0; i < ids.Count; i++)
        {
            var (title, page, top) = bookmarks[i];
            var before = i == 0 ? "" : $"/Prev {Reference(ids[i - 1])}";
            var after = i == ids.Count - 1 ? "" : $"/Next {Reference(ids[i + 1])}";
            file.Write(ids[i], $"<</Title{PdfText.Hex(title)}/Parent {Reference(root)}{before}{after}"
                + $"/Dest[{Reference(pageIds[page])}/XYZ null {PdfText.Number(height - top)} null]>>");
        }

        file.Write(root, string.Create(CultureInfo.InvariantCulture,
            $"<</Type/Outlines/First {Reference(ids[0])}/Last {Reference(ids[^1])}/Count {ids.Count}>>"));
        return root;
    }

    private static string Reference(int id) => string.Create(CultureInfo.InvariantCulture, $"{id} 0 R");
}
