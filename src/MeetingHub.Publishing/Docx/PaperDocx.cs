using MeetingHub.Publishing.Papers;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace MeetingHub.Publishing.Docx;

/// <summary>
/// Writes papers as Word files that an office can go on with: styles, real lists and tables, no macro, nothing from outside
/// but links. Same paper, same bytes. Holds no state; any number of threads may use it.
/// </summary>
public sealed class PaperDocx(PaperLayout layout)
{
    private const string FirstHeader = "firstHeader";
    private const string LaterHeader = "laterHeader";

    public PaperDocx()
        : this(PaperLayout.Default)
    {
    }

    /// <summary>Writes a complete file; <paramref name="output"/> need not be seekable and stays open.</summary>
    public void Render(Paper paper, Stream output)
    {
        using var file = new DocxFile(paper);
        var lists = new Lists(layout);
        var body = new W.Body(HeadTable.Of(paper, layout));
        body.Append(HeadTable.Title(paper, layout));
        var text = new PaperText(layout, new Runs(file.Main), lists).Of(paper.Blocks);
        PaperText.StayWithNext(text);
        body.Append(text);
        body.Append(Ending.Signatures(paper, layout));
        body.Append(Ending.Recipients(paper, layout));
        body.Append(Section());
        file.Main.Document = new(body);
        file.Add(StyleSheet.Write(layout));
        file.Add(lists.Write());
        file.Add(Settings());
        file.Add(PageHeader.First(paper, layout), FirstHeader);
        file.Add(PageHeader.Later(paper, layout), LaterHeader);
        file.Write(output);
    }

    private W.SectionProperties Section() => new(
        new W.HeaderReference { Type = W.HeaderFooterValues.First, Id = FirstHeader },
        new W.HeaderReference { Type = W.HeaderFooterValues.Default, Id = LaterHeader },
        new W.PageSize { Width = (uint)Twips.OfMm(layout.PageWidthMm), Height = (uint)Twips.OfMm(layout.PageHeightMm) },
        new W.PageMargin
        {
            Top = Twips.OfMm(layout.MarginTopMm),
            Bottom = Twips.OfMm(layout.MarginBottomMm),
            Left = (uint)Twips.OfMm(layout.MarginLeftMm),
            Right = (uint)Twips.OfMm(layout.MarginRightMm),
            Header = (uint)Twips.Of(PageHeader.Distance(layout)),
            Footer = (uint)Twips.OfMm(layout.MarginBottomMm / 2),
            Gutter = 0,
        },
        new W.TitlePage());

    private static W.Settings Settings() => new(
        new W.CharacterSpacingControl { Val = W.CharacterSpacingValues.DoNotCompress },
        new W.Compatibility(
            new W.DoNotExpandShiftReturn(), // a line typed is a line kept, and such a line is not torn to the margin
            new W.CompatibilitySetting { Name = W.CompatSettingNameValues.CompatibilityMode, Uri = "http://schemas.microsoft.com/office/word", Val = "15" }),
        new W.ThemeFontLanguages { Val = "vi-VN" },
        new W.DecimalSymbol { Val = "," },
        new W.ListSeparator { Val = ";" });
}
