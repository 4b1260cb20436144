using System.Text;
using MeetingHub.Server.Documents;

namespace MeetingHub.Server.Tests.Documents;

public sealed class DocumentNameTests
{
    [Theory]
    [InlineData("Báo cáo tiến độ.pdf", "Báo cáo tiến độ.pdf")]
    [InlineData("../../etc/passwd.pdf", "passwd.pdf")]
    [InlineData("C:\\Users\\ha\\Tờ trình.docx", "Tờ trình.docx")]
    [InlineData("a\u0000b\r\n.pdf", "ab.pdf")]
    [InlineData("bao-cao\u202Efdp.docx", "bao-caofdp.docx")]
    [InlineData("Số: 05|BB?.pdf", "Số_ 05_BB_.pdf")]
    [InlineData("  ..Phụ lục . .xlsx", "Phụ lục.xlsx")]
    public void A_name_is_left_without_path_and_without_what_cannot_be_seen_or_saved(string raw, string expected) =>
        Assert.Equal(expected, DocumentName.Normalise(raw));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(".pdf")]
    [InlineData("../")]
    [InlineData("..\u200b.pdf")]
    [InlineData("không có đuôi")]
    public void A_name_with_nothing_left_is_no_name(string? raw) => Assert.Null(DocumentName.Normalise(raw));

    [Fact]
    public void Marks_typed_apart_are_joined_to_their_letters()
    {
        var apart = "Biên bản.pdf".Normalize(NormalizationForm.FormD);

        Assert.Equal("Biên bản.pdf", DocumentName.Normalise(apart));
    }

    [Fact]
    public void A_long_name_is_cut_in_its_middle_and_keeps_its_extension()
    {
        var name = DocumentName.Normalise(new string('ộ', 500) + ".docx");

        Assert.Equal(new string('ộ', DocumentName.MaxLength - 5) + ".docx", name);
    }

    [Fact]
    public void A_cut_never_splits_a_letter_made_of_two_code_units()
    {
        var name = DocumentName.Normalise(new string('a', DocumentName.MaxLength - 5) + "😀.pdf");

        Assert.Equal(new string('a', DocumentName.MaxLength - 5) + ".pdf", name);
    }
}
