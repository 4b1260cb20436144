using MeetingHub.Publishing.Docx;
using MeetingHub.Publishing.Papers;
using MeetingHub.Publishing.Samples;
using MeetingHub.Server.Documents;

namespace MeetingHub.Server.Tests.Documents;

public sealed class DocumentContentTests
{
    private const string Sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";
    private const string Slides = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml";
    private const string MacroWord = "application/vnd.ms-word.document.macroEnabled.main+xml";

    [Fact]
    public void Every_accepted_format_is_known_by_its_bytes()
    {
        Assert.Equal(DocumentFormat.Pdf, FormatOf(Paperwork.Pdf()));
        Assert.Equal(DocumentFormat.Png, FormatOf(Paperwork.Png()));
        Assert.Equal(DocumentFormat.Jpeg, FormatOf(Paperwork.Jpeg()));
        Assert.Equal(DocumentFormat.Webp, FormatOf(Paperwork.Webp()));
        Assert.Equal(DocumentFormat.Docx, FormatOf(Paperwork.Docx()));
        Assert.Equal(DocumentFormat.Xlsx, FormatOf(Paperwork.OpenXml(Sheet)));
        Assert.Equal(DocumentFormat.Pptx, FormatOf(Paperwork.OpenXml(Slides)));
        Assert.Equal(DocumentFormat.Odt, FormatOf(Paperwork.OpenDocument("application/vnd.oasis.opendocument.text")));
        Assert.Equal(DocumentFormat.Ods, FormatOf(Paperwork.OpenDocument("application/vnd.oasis.opendocument.spreadsheet")));
        Assert.Equal(DocumentFormat.Odp, FormatOf(Paperwork.OpenDocument("application/vnd.oasis.opendocument.presentation")));
    }

    [Fact]
    public void A_web_page_a_drawing_with_script_a_program_and_an_old_word_file_are_none_of_them()
    {
        Assert.Null(FormatOf("<!doctype html><script>alert(1)</script>"u8.ToArray()));
        Assert.Null(FormatOf("<svg xmlns='http://www.w3.org/2000/svg'/>"u8.ToArray()));
        Assert.Null(FormatOf([0x7F, .. "ELF"u8, 2, 1, 1, 0, 0, 0, 0, 0]));
        Assert.Null(FormatOf([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0, 0, 0]));
        Assert.Null(FormatOf([]));
    }

    [Fact]
    public void A_page_of_script_before_the_pdf_mark_makes_it_no_pdf() =>
        Assert.Null(FormatOf([.. "<script>alert(1)</script>"u8, .. Paperwork.Pdf()]));

    [Fact]
    public void Macros_are_found_by_declared_type_and_by_part()
    {
        Assert.True(Identify(Paperwork.OpenXml(MacroWord)).HasMacros);
        Assert.True(Identify(Paperwork.Docx("word/vbaProject.bin")).HasMacros);
        Assert.True(Identify(Paperwork.OpenXml(Sheet, "xl/macrosheets/sheet1.xml")).HasMacros);
        Assert.True(Identify(Paperwork.OpenDocument("application/vnd.oasis.opendocument.text", "Basic/Standard/Module1.xml")).HasMacros);
        Assert.True(Identify(Paperwork.OpenDocument("application/vnd.oasis.opendocument.text", "Scripts/python/x.py")).HasMacros);
        Assert.False(Identify(Paperwork.Docx()).HasMacros);
    }

    [Fact]
    public void Minutes_that_this_server_wrote_are_a_document_it_takes()
    {
        using var docx = new MemoryStream();
        new PaperDocx().Render(MinutesPaper.Compose(SampleMinutes.OnePage), docx);

        Assert.Equal(new DocumentContent(DocumentFormat.Docx, HasMacros: false), Identify(docx.ToArray()));
    }

    [Fact]
    public void An_archive_that_is_no_office_document_is_refused() =>
        Assert.Null(FormatOf(Paperwork.Archive([("readme.txt", "x")])));

    [Fact]
    public void Every_prefix_of_a_document_is_read_without_throwing()
    {
        var whole = Paperwork.Docx();

        for (var length = 0; length < whole.Length; length++)
            Assert.Null(FormatOf(whole[..length]));
    }

    [Fact]
    public void A_part_that_grows_a_thousandfold_is_not_read_to_its_end()
    {
        var bomb = Paperwork.Archive([("mimetype", new string(' ', 64 * 1024 * 1024))]);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Null(FormatOf(bomb));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 8 * 1024 * 1024);
    }

    [Fact]
    public void An_archive_of_very_many_parts_is_refused_unread() =>
        Assert.Null(FormatOf(Paperwork.Archive(
            [("[Content_Types].xml", Sheet), .. Enumerable.Range(0, 10_001).Select(i => ($"p{i}", ""))])));

    private static DocumentContent Identify(byte[] bytes) => DocumentContent.Identify(new MemoryStream(bytes));

    private static DocumentFormat? FormatOf(byte[] bytes) => Identify(bytes).Format;
}
