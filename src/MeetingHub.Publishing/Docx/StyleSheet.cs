using MeetingHub.Publishing.Layout;
using MeetingHub.Publishing.Papers;
using MeetingHub.Publishing.Text;
using W = DocumentFormat.OpenXml.Wordprocessing;
using static MeetingHub.Publishing.Layout.Length;

namespace MeetingHub.Publishing.Docx;

/// <summary>
/// The styles of a paper (ISO/IEC 29500-1, 17.7), with the names Vietnamese offices give these parts, so that a paper is changed
/// by changing a style. All measures are those of <see cref="PaperLayout"/>.
/// </summary>
internal static class StyleSheet
{
    private const string Typeface = "Times New Roman";
    private const string Language = "vi-VN";

    public static W.Styles Write(PaperLayout layout)
    {
        var head = layout.HeadLineSpacing;
        var centred = new Form(layout.TextSize, head) { Setting = Setting.Centre };
        var text = new Form(layout.TextSize, layout.LineSpacing)
        {
            Setting = Setting.Justified, FirstLine = Mm(layout.FirstLineIndentMm), After = layout.ParagraphSpace,
        };
        var title = new Form(layout.TitleSize, layout.LineSpacing) { Setting = Setting.Centre, Style = TextStyle.Bold, KeepNext = true };
        var signature = new Form(layout.SignatureSize, 1) { Setting = Setting.Centre, Style = TextStyle.Bold };
        return new(
            Defaults(layout),
            Normal(),
            PlainTable(),
            Paragraph(StyleId.NationalTitle, "Quốc hiệu", centred with { Size = layout.NationalTitleSize, Style = TextStyle.Bold }),
            Paragraph(StyleId.Motto, "Tiêu ngữ", centred with { Size = layout.MottoSize, Style = TextStyle.Bold }),
            Paragraph(StyleId.ParentBody, "Cơ quan chủ quản", centred with { Size = layout.BodyNameSize }),
            Paragraph(StyleId.Body, "Tên cơ quan", centred with { Size = layout.BodyNameSize, Style = TextStyle.Bold }),
            Paragraph(StyleId.Number, "Số và ký hiệu", centred with { Size = layout.NumberSize, Before = layout.NumberGap }),
            Paragraph(StyleId.Kind, "Tên loại văn bản", title with { Before = layout.TitleSpaceBefore }),
            Paragraph(StyleId.Subject, "Trích yếu", title),
            Paragraph(StyleId.Rule, "Đường kẻ", new Form(layout.TextSize, 1) { ExactLine = layout.RuleGap, RuleBelow = layout.RuleThickness }),
            Paragraph(StyleId.Text, "Nội dung", text),
            Paragraph(StyleId.ListText, "Liệt kê", text, basedOn: StyleId.Text),
            Paragraph(StyleId.Heading, "heading 1", text with { KeepNext = true, OutlineLevel = 0 }, basedOn: StyleId.Text, next: StyleId.Text),
            Paragraph(StyleId.CellText, "Chữ trong bảng", new Form(layout.TableTextSize, layout.TableLineSpacing)),
            Paragraph(StyleId.Gap, "Khoảng cách sau bảng", new Form(layout.TextSize, 1) { ExactLine = layout.TableSpaceAfter }),
            Paragraph(StyleId.Capacity, "Chức vụ người ký", signature with
            {
                Before = layout.SignatureSpaceBefore - layout.ParagraphSpace, KeepNext = true, // the text brings the rest
            }),
            Paragraph(StyleId.SignerName, "Họ tên người ký", signature with { Before = Mm(layout.SigningRoomMm), KeepNext = true }),
            Paragraph(StyleId.RecipientsTitle, "Nơi nhận", new Form(layout.RecipientsTitleSize, 1)
            {
                Style = TextStyle.Bold | TextStyle.Italic, Before = layout.RecipientsSpaceBefore, Right = layout.TextWidth / 2, KeepNext = true,
            }),
            Paragraph(StyleId.Recipients, "Danh sách nơi nhận", new Form(layout.RecipientsSize, 1) { Right = layout.TextWidth / 2 }),
            Paragraph(StyleId.Header, "header", new Form(layout.PageNumberSize, 1)),
            Table(layout),
            Link());
    }

    /// <summary>How a paragraph looks; lengths in points.</summary>
    private sealed record Form(double Size, double LineSpacing)
    {
        public TextStyle Style { get; init; } = TextStyle.Plain;

        public Setting Setting { get; init; } = Setting.Left;

        public double Before { get; init; }

        public double After { get; init; }

        public double FirstLine { get; init; }

        public double Right { get; init; }

        /// <summary>Height of its line whatever stands in it; null for the spacing.</summary>
        public double? ExactLine { get; init; }

        /// <summary>Thickness of a rule along its lower edge.</summary>
        public double? RuleBelow { get; init; }

        public bool KeepNext { get; init; }

        public int? OutlineLevel { get; init; }
    }

    private static W.DocDefaults Defaults(PaperLayout layout) => new(
        new W.RunPropertiesDefault(new W.RunPropertiesBaseStyle
        {
            RunFonts = new() { Ascii = Typeface, HighAnsi = Typeface, EastAsia = Typeface, ComplexScript = Typeface },
            Color = new() { Val = "000000" },
            FontSize = new() { Val = Twips.HalfPoints(layout.TextSize) },
            FontSizeComplexScript = new() { Val = Twips.HalfPoints(layout.TextSize) },
            Languages = new() { Val = Language, EastAsia = Language, Bidi = Language },
        }),
        new W.ParagraphPropertiesDefault());

    private static W.Style Normal() => new(new W.StyleName { Val = "Normal" }, new W.PrimaryStyle())
    {
        Type = W.StyleValues.Paragraph, StyleId = StyleId.Normal, Default = true,
    };

    private static W.Style Paragraph(string id, string name, Form form, string basedOn = StyleId.Normal, string? next = null)
    {
        return new()
        {
            Type = W.StyleValues.Paragraph,
            StyleId = id,
            CustomStyle = id is StyleId.Heading or StyleId.Header ? null : true, // Word knows these two
            StyleName = new() { Val = name },
            BasedOn = new() { Val = basedOn },
            NextParagraphStyle = next is null ? null : new() { Val = next },
            PrimaryStyle = new(),
            StyleParagraphProperties = new()
            {
                KeepNext = form.KeepNext ? new() : null,
                WidowControl = new(),
                ParagraphBorders = form.RuleBelow is { } thickness ? new() { BottomBorder = Line<W.BottomBorder>(thickness) } : null,
                SpacingBetweenLines = Spacing(form),
                Indentation = new() { FirstLine = Twips.Text(form.FirstLine), Right = Twips.Text(form.Right) },
                Justification = new() { Val = JustificationOf(form.Setting) },
                OutlineLevel = form.OutlineLevel is { } level ? new() { Val = level } : null,
            },
            StyleRunProperties = new()
            {
                Bold = form.Style.HasFlag(TextStyle.Bold) ? new() : null,
                Italic = form.Style.HasFlag(TextStyle.Italic) ? new() : null,
                FontSize = new() { Val = Twips.HalfPoints(form.Size) },
                FontSizeComplexScript = new() { Val = Twips.HalfPoints(form.Size) },
            },
        };
    }

    private static W.SpacingBetweenLines Spacing(Form form) => new()
    {
        Before = Twips.Text(form.Before),
        After = Twips.Text(form.After),
        Line = form.ExactLine is { } height ? Twips.Text(height) : Twips.Lines(form.LineSpacing),
        LineRule = form.ExactLine is null ? W.LineSpacingRuleValues.Auto : W.LineSpacingRuleValues.Exact,
    };

    public static W.JustificationValues JustificationOf(Setting setting) => setting switch
    {
        Setting.Justified => W.JustificationValues.Both,
        Setting.Left => W.JustificationValues.Left,
        Setting.Centre => W.JustificationValues.Center,
        Setting.Right => W.JustificationValues.Right,
    };

    private static T Line<T>(double thickness)
        where T : W.BorderType, new() => new() { Val = W.BorderValues.Single, Size = Twips.EighthPoints(thickness), Space = 0, Color = "000000" };

    /// <summary>For the head and the signatures: columns without lines and without distances of their own.</summary>
    private static W.Style PlainTable() => new(
        new W.StyleName { Val = "Normal Table" },
        new W.UIPriority { Val = 99 },
        new W.SemiHidden(),
        new W.UnhideWhenUsed(),
        new W.StyleTableProperties { TableIndentation = NoIndent(), TableCellMarginDefault = Margins(side: 0, top: 0) })
    {
        Type = W.StyleValues.Table, StyleId = StyleId.PlainTable, Default = true,
    };

    private static W.Style Table(PaperLayout layout) => new(
        new W.StyleName { Val = "Bảng có kẻ" },
        new W.BasedOn { Val = StyleId.PlainTable },
        new W.PrimaryStyle(),
        new W.StyleTableProperties
        {
            TableIndentation = NoIndent(),
            TableBorders = new()
            {
                TopBorder = Line<W.TopBorder>(layout.TableRuleThickness),
                LeftBorder = Line<W.LeftBorder>(layout.TableRuleThickness),
                BottomBorder = Line<W.BottomBorder>(layout.TableRuleThickness),
                RightBorder = Line<W.RightBorder>(layout.TableRuleThickness),
                InsideHorizontalBorder = Line<W.InsideHorizontalBorder>(layout.TableRuleThickness),
                InsideVerticalBorder = Line<W.InsideVerticalBorder>(layout.TableRuleThickness),
            },
            TableCellMarginDefault = Margins(Mm(layout.CellPaddingMm), layout.CellPaddingTop),
        })
    {
        Type = W.StyleValues.Table, StyleId = StyleId.Table, CustomStyle = true,
    };

    private static W.TableIndentation NoIndent() => new() { Width = 0, Type = W.TableWidthUnitValues.Dxa };

    private static W.TableCellMarginDefault Margins(double side, double top) => new()
    {
        TopMargin = new() { Width = Twips.Text(top), Type = W.TableWidthUnitValues.Dxa },
        TableCellLeftMargin = new() { Width = (short)Twips.Of(side), Type = W.TableWidthValues.Dxa },
        BottomMargin = new() { Width = Twips.Text(top), Type = W.TableWidthUnitValues.Dxa },
        TableCellRightMargin = new() { Width = (short)Twips.Of(side), Type = W.TableWidthValues.Dxa },
    };

    /// <summary>Papers are black: a link is told by its line alone.</summary>
    private static W.Style Link() => new(
        new W.StyleName { Val = "Hyperlink" },
        new W.StyleRunProperties { Underline = new() { Val = W.UnderlineValues.Single } })
    {
        Type = W.StyleValues.Character, StyleId = StyleId.Link,
    };
}
