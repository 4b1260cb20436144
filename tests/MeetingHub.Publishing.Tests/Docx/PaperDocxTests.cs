using System.Globalization;
using DocumentFormat.OpenXml.Wordprocessing;
using MeetingHub.Publishing.Fonts;
using MeetingHub.Publishing.Minutes;
using MeetingHub.Publishing.Papers;
using MeetingHub.Publishing.Samples;
using MeetingHub.Publishing.Tests.Kit;
using TextStyle = MeetingHub.Publishing.Text.TextStyle;

namespace MeetingHub.Publishing.Tests.Docx;

/// <summary>Measures and structure, as Decree 30/2020, Appendix I prescribes them. Twips are twentieths of a point.</summary>
public sealed class PaperDocxTests
{
    private const double TwipsPerMm = 1440 / 25.4;
    private const string National = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
    private const string Motto = "Độc lập - Tự do - Hạnh phúc";
    private const string BodyName = "SỞ KHOA HỌC VÀ CÔNG NGHỆ";

    [Fact]
    public void Page_and_margins_are_those_of_the_decree()
    {
        using var word = new WordFile(Sample.Minimal);

        var section = word.Body.GetFirstChild<SectionProperties>()!;
        var (size, margin) = (section.GetFirstChild<PageSize>()!, section.GetFirstChild<PageMargin>()!);

        Assert.Equal((210, 297), (Mm(size.Width!), Mm(size.Height!)));
        Assert.Equal((20, 20, 30, 15), (Mm(margin.Top!), Mm(margin.Bottom!), Mm(margin.Left!), Mm(margin.Right!)));
    }

    [Theory]
    [InlineData(National, 12, true)]
    [InlineData(Motto, 13, true)]
    [InlineData("UBND TỈNH LAM GIANG", 12, false)]
    [InlineData(BodyName, 12, true)]
    [InlineData("Số:\u00A0……/BB-SKHCN", 13, false)]
    [InlineData("BIÊN BẢN", 14, true)]
    [InlineData("Họp giao ban tuần 48 năm 2026", 14, true)]
    [InlineData("Địa điểm: Trực tuyến.", 14, false)]
    [InlineData("THƯ KÝ", 14, true)]
    [InlineData("Nguyễn Thị Hà", 14, true)]
    [InlineData("Nơi nhận:", 12, true)]
    [InlineData("- Lưu: VT, Hồ sơ.", 11, false)]
    public void Every_part_has_a_style_of_its_size_and_weight(string text, int points, bool isBold)
    {
        using var word = new WordFile(Sample.Minimal with { Place = "Trực tuyến" });

        var style = word.StyleOf(word.Find(text));

        Assert.Equal($"{2 * points}", style.StyleRunProperties!.FontSize!.Val);
        Assert.Equal(isBold, style.StyleRunProperties.Bold is not null);
    }

    [Fact]
    public void Everything_is_times_new_roman_in_vietnamese()
    {
        using var word = new WordFile(SampleMinutes.FivePages);

        var all = word.Main.StyleDefinitionsPart!.Styles!.DocDefaults!.RunPropertiesDefault!.RunPropertiesBaseStyle!;

        Assert.Equal(("Times New Roman", "Times New Roman", "vi-VN"), (all.RunFonts!.Ascii!.Value, all.RunFonts.HighAnsi!.Value, all.Languages!.Val!.Value));
        Assert.Single(word.Main.StyleDefinitionsPart.Styles.Descendants<RunFonts>());
        Assert.Empty(word.Body.Descendants<RunFonts>());
    }

    [Fact]
    public void Text_is_justified_and_indented_with_six_points_between_and_1_2_lines()
    {
        using var word = new WordFile(Sample.WithParagraphs(2));

        var form = word.StyleOf(word.Body.Descendants<Paragraph>().First(p => WordFile.TextOf(p).StartsWith("Ý kiến", StringComparison.Ordinal)))
            .StyleParagraphProperties!;

        Assert.Equal(JustificationValues.Both, form.Justification!.Val!.Value);
        Assert.Equal(12.7, Points(form.Indentation!.FirstLine!) * 25.4 / 72, tolerance: 0.02);
        Assert.Equal(("120", "288", LineSpacingRuleValues.Auto),
            (form.SpacingBetweenLines!.After!.Value, form.SpacingBetweenLines.Line!.Value, form.SpacingBetweenLines.LineRule!.Value));
    }

    [Theory]
    [InlineData(12)]
    [InlineData(13)]
    public void National_title_has_room_for_one_line(int points)
    {
        using var word = new WordFile(MinutesPaper.Compose(Sample.Minimal), PaperLayout.Default with { NationalTitleSize = points });

        var title = word.Find(National);
        var cell = title.Ancestors<TableCell>().Single();
        var width = Bold(National, points);

        Assert.InRange(Points(cell.TableCellProperties!.TableCellWidth!.Width!), width + 0.9, width + 30);
        Assert.Equal(TableLayoutValues.Fixed, cell.Ancestors<Table>().Single().GetFirstChild<TableProperties>()!.TableLayout!.Type!.Value);
        Assert.Null(cell.TableCellProperties.TableCellMargin);
        Assert.Equal("0", word.Style("TableNormal").Descendants<TopMargin>().Single().Width);
    }

    [Fact]
    public void Rules_are_drawn_with_the_lengths_of_the_decree()
    {
        using var word = new WordFile(Sample.Minimal);

        var motto = RuleAfter(word, Motto, cellWidth: 94);
        var body = RuleAfter(word, BodyName, cellWidth: 69);
        var subject = RuleAfter(word, "Họp giao ban tuần 48 năm 2026", cellWidth: 165);

        Assert.Equal(Bold(Motto, 13), motto, tolerance: 0.2);
        Assert.InRange(body / Bold(BodyName, 12), 1 / 3.0, 1 / 2.0);
        Assert.InRange(subject / Bold("Họp giao ban tuần 48 năm 2026", 14), 1 / 3.0, 1 / 2.0);
        Assert.NotNull(word.Style("Rule").StyleParagraphProperties!.ParagraphBorders!.BottomBorder);
        Assert.Empty(word.Body.Descendants<Underline>());
    }

    [Fact]
    public void Long_subject_is_no_wider_than_its_printed_lines_so_that_no_word_is_left_alone()
    {
        using var word = new WordFile(SampleMinutes.FortyPages);
        using var printed = new PaperFile(SampleMinutes.FortyPages);

        var indent = word.Find(SampleMinutes.FortyPages.Subject).ParagraphProperties!.Indentation!;
        var lines = printed.Words.Where(w => w.Page == 1 && w.Top > printed.FindOne("BIÊN BẢN")[0].Bottom && w.Bottom < printed.FindOne("Thời gian bắt đầu:")[0].Top)
            .GroupBy(w => w.Bottom).Select(line => line.Max(w => w.Right) - line.Min(w => w.Left)).ToList();

        Assert.Equal(2, lines.Count);
        Assert.Equal(lines.Max() * 72 / 25.4, 165 * 72 / 25.4 - Points(indent.Left!) - Points(indent.Right!), tolerance: 5);
    }

    [Fact]
    public void Line_before_a_long_address_is_not_torn_open()
    {
        using var word = new WordFile(Sample.WithNotes("Xem https://lamgiang.example/mot/duong/dan/rat/dai/va/con/dai/hon/nua.\n\nChữ thường."));

        var address = word.Body.Descendants<Paragraph>().Single(p => WordFile.TextOf(p).StartsWith("Xem", StringComparison.Ordinal));

        Assert.Equal(JustificationValues.Left, address.ParagraphProperties!.Justification!.Val!.Value);
        Assert.Null(word.Find("Chữ thường.").ParagraphProperties!.Justification);
    }

    [Fact]
    public void Page_number_is_centred_on_the_page_from_page_two_on()
    {
        using var word = new WordFile(Sample.Minimal with { Status = MinutesStatus.Approved });

        var first = Header(word, HeaderFooterValues.First);
        var later = Header(word, HeaderFooterValues.Default);

        Assert.NotNull(word.Body.GetFirstChild<SectionProperties>()!.GetFirstChild<TitlePage>());
        Assert.Equal("", WordFile.TextOf(first));
        Assert.Equal("PAGE", Assert.Single(later.Descendants<FieldCode>()).Text);
        Assert.Equal(105 - 30, later.Descendants<TabStop>().Single(t => t.Val! == TabStopValues.Center).Position! / TwipsPerMm, tolerance: 0.1);
        Assert.Equal("26", word.Style("Header").StyleRunProperties!.FontSize!.Val);
    }

    [Fact]
    public void Draft_is_marked_on_every_page_and_an_approved_paper_on_none()
    {
        using var draft = new WordFile(Sample.Minimal);
        using var approved = new WordFile(Sample.Minimal with { Status = MinutesStatus.Approved });

        Assert.All(draft.Main.HeaderParts, header => Assert.EndsWith("DỰ THẢO", WordFile.TextOf(header.Header), StringComparison.Ordinal));
        Assert.All(approved.Main.HeaderParts, header => Assert.DoesNotContain("DỰ THẢO", WordFile.TextOf(header.Header), StringComparison.Ordinal));
    }

    [Fact]
    public void Rows_are_never_split_and_heads_stand_on_every_page()
    {
        using var word = new WordFile(SampleMinutes.FortyPages);

        var tables = word.Body.Elements<Table>().Where(t => t.GetFirstChild<TableProperties>()!.TableStyle!.Val == "PaperTable").ToList();

        Assert.True(tables.Count > 30);
        Assert.All(tables.SelectMany(t => t.Elements<TableRow>()), row => Assert.NotNull(row.TableRowProperties!.GetFirstChild<CantSplit>()));
        Assert.All(tables, table => Assert.NotNull(table.Elements<TableRow>().First().TableRowProperties!.GetFirstChild<TableHeader>()));
        Assert.All(tables, table => Assert.All(Kept(table.Elements<TableRow>().First()), Assert.True));
    }

    [Fact]
    public void Row_higher_than_a_page_may_be_split()
    {
        var words = string.Join(' ', Enumerable.Range(1, 2000).Select(i => $"từ{i}"));
        using var word = new WordFile(Sample.Minimal with { Course = [new("Giao việc") { Tasks = [new(words, "Văn phòng"), new("Ngắn")] }] });

        var rows = word.Body.Elements<Table>().ElementAt(1).Elements<TableRow>().Select(row => row.TableRowProperties?.GetFirstChild<CantSplit>() is null);

        Assert.Equal([false, true, false], rows);
    }

    [Fact]
    public void Headings_and_what_leads_on_stay_with_what_follows()
    {
        using var word = new WordFile(Sample.Minimal with { Course = [new("Mục") { Notes = "Gồm:\n\nMột.", Conclusions = ["Một.", "Hai."] }] });

        Assert.Equal("heading 1", word.StyleOf(word.Find("1. Mục")).StyleName!.Val);
        Assert.Equal((true, 0), (IsKept(word, "1. Mục"), word.StyleOf(word.Find("1. Mục")).StyleParagraphProperties!.OutlineLevel!.Val!.Value));
        Assert.True(IsKept(word, "Gồm:"));
        Assert.True(IsKept(word, "Kết luận:"));
        Assert.False(IsKept(word, "Một."));
    }

    [Fact]
    public void Signatures_hang_on_the_text_before_and_the_recipients_after_them()
    {
        using var word = new WordFile(Sample.Minimal with { Recipients = ["Lãnh đạo Sở"] });

        var end = word.Body.Descendants<Paragraph>().SkipWhile(p => !WordFile.TextOf(p).StartsWith("Cuộc họp", StringComparison.Ordinal)).ToList();

        Assert.Equal(["THƯ KÝ", "Phạm Thu Trang", "CHỦ TỌA", "Nguyễn Thị Hà", "Nơi nhận:", "- Lãnh đạo Sở;", "- Lưu: VT, Hồ sơ."], end.Skip(1).Select(WordFile.TextOf));
        Assert.All(end.SkipLast(1), paragraph => Assert.True(IsKept(word, paragraph)));
        Assert.False(IsKept(word, end[^1]));
        Assert.NotNull(word.Find("THƯ KÝ").Ancestors<TableRow>().Single().TableRowProperties!.GetFirstChild<CantSplit>());
    }

    [Fact]
    public void Single_signature_stands_right()
    {
        using var word = new WordFile(MinutesPaper.Compose(Sample.Minimal) with { Signatures = [new("GIÁM ĐỐC", "Nguyễn Thị Hà")] });

        Assert.Equal(["", "GIÁM ĐỐCNguyễn Thị Hà"], word.Body.Elements<Table>().Last().Descendants<TableCell>().Select(WordFile.TextOf));
    }

    [Fact]
    public void Lists_are_counted_by_word_and_each_begins_anew()
    {
        using var word = new WordFile(Sample.WithNotes("- một\n- hai\n  + ba\n\nXen.\n\n1. bốn\n2. năm\n   1. sáu\n   2. bảy\n\nXen.\n\n7. tám\n8. chín"));

        var listed = word.Body.Descendants<Paragraph>().Where(p => p.ParagraphProperties!.NumberingProperties is not null).ToList();

        Assert.Equal(["một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"], listed.Select(WordFile.TextOf));
        Assert.Equal(
            ["- một", "- hai", "+ ba", "1. bốn", "2. năm", "a) sáu", "b) bảy", "7. tám", "8. chín"],
            word.Lines.SkipWhile(line => line != "- một").Where(line => line != "Xen.").Take(9));
    }

    // Word counts a, b, c, d, e; an office a, b, c, d, đ.
    [Fact]
    public void Letters_that_word_would_get_wrong_are_typed()
    {
        using var word = new WordFile(Sample.WithNotes("1. một\n" + string.Concat(Enumerable.Range(1, 6).Select(i => $"   {i}. điểm {i}\n"))));

        Assert.Equal(
            ["a)\u00A0điểm 1", "b)\u00A0điểm 2", "c)\u00A0điểm 3", "d)\u00A0điểm 4", "đ)\u00A0điểm 5", "e)\u00A0điểm 6"],
            word.Lines.Where(line => line.Contains("điểm", StringComparison.Ordinal)));
        Assert.Empty(word.Faults);
    }

    [Fact]
    public void Two_tables_that_meet_stay_two()
    {
        using var word = new WordFile(Sample.Minimal with { Course = [new("Mục") { Notes = "| a |\n|---|\n| b |", Tasks = [new("c")] }] });

        var first = word.Body.Descendants<Paragraph>().Single(p => WordFile.TextOf(p) == "b").Ancestors<Table>().Single();

        Assert.Equal("Gap", Assert.IsType<Paragraph>(first.NextSibling()).ParagraphProperties!.ParagraphStyleId!.Val);
        Assert.IsType<Table>(first.NextSibling()!.NextSibling());
    }

    private static double Mm(uint twips) => Math.Round(twips / TwipsPerMm, 1);

    private static double Mm(int twips) => Mm((uint)twips);

    private static double Bold(string text, double size) => Face.Of(TextStyle.Bold).WidthOf(text) * size;

    private static double Points(string twips) => int.Parse(twips, CultureInfo.InvariantCulture) / 20.0;

    private static double RuleAfter(WordFile word, string text, double cellWidth)
    {
        var rule = word.Find(text).NextSibling<Paragraph>()!;
        Assert.Equal("Rule", rule.ParagraphProperties!.ParagraphStyleId!.Val);
        var indent = rule.ParagraphProperties.Indentation!;
        Assert.Equal(indent.Left!.Value, indent.Right!.Value);
        return cellWidth * 72 / 25.4 - Points(indent.Left!) - Points(indent.Right!);
    }

    private static Header Header(WordFile word, HeaderFooterValues kind)
    {
        var reference = word.Body.Descendants<HeaderReference>().Single(r => r.Type! == kind);
        return ((DocumentFormat.OpenXml.Packaging.HeaderPart)word.Main.GetPartById(reference.Id!)).Header;
    }

    private static bool IsKept(WordFile word, string text) => IsKept(word, word.Find(text));

    private static bool IsKept(WordFile word, Paragraph paragraph) =>
        paragraph.ParagraphProperties!.KeepNext is not null || word.StyleOf(paragraph).StyleParagraphProperties!.KeepNext is not null;

    private static IEnumerable<bool> Kept(TableRow row) => row.Descendants<Paragraph>().Select(p => p.ParagraphProperties!.KeepNext is not null);
}
