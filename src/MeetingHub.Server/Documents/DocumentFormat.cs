namespace MeetingHub.Server.Documents;

/// <summary>
/// What may be a meeting's document. Nothing that can carry script or macros is here: HTML, SVG, .docm, .xlsm and the old .doc, .xls, .ppt.
/// </summary>
internal enum DocumentFormat
{
    Pdf,
    Docx,
    Xlsx,
    Pptx,
    Odt,
    Ods,
    Odp,
    Png,
    Jpeg,
    Webp,
}

internal static class DocumentFormats
{
    /// <returns>Null for an extension that is not accepted.</returns>
    public static DocumentFormat? OfName(string name) => Path.GetExtension(name).ToUpperInvariant() switch
    {
        ".PDF" => DocumentFormat.Pdf,
        ".DOCX" => DocumentFormat.Docx,
        ".XLSX" => DocumentFormat.Xlsx,
        ".PPTX" => DocumentFormat.Pptx,
        ".ODT" => DocumentFormat.Odt,
        ".ODS" => DocumentFormat.Ods,
        ".ODP" => DocumentFormat.Odp,
        ".PNG" => DocumentFormat.Png,
        ".JPG" or ".JPEG" => DocumentFormat.Jpeg,
        ".WEBP" => DocumentFormat.Webp,
        _ => null,
    };

    public static string MediaType(this DocumentFormat format) => format switch
    {
        DocumentFormat.Pdf => "application/pdf",
        DocumentFormat.Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        DocumentFormat.Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        DocumentFormat.Pptx => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        DocumentFormat.Odt => "application/vnd.oasis.opendocument.text",
        DocumentFormat.Ods => "application/vnd.oasis.opendocument.spreadsheet",
        DocumentFormat.Odp => "application/vnd.oasis.opendocument.presentation",
        DocumentFormat.Png => "image/png",
        DocumentFormat.Jpeg => "image/jpeg",
        DocumentFormat.Webp => "image/webp",
    };
}
